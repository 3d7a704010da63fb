import Documents
import Extraction
import Readings
import Templates

/// The text of a mail, and the pictures that only belong to its layout.
struct MailBody {
  private let text: String
  private let html: String

  /// A paper that somebody photographed is larger than any logo.
  static let maximumDecorationBytes = 60 << 10
  /// Parts that only prove or announce something.
  private static let formalities: Set<String> = [
    "application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature",
    "text/calendar", "text/vcard", "text/x-vcard", "message/delivery-status",
  ]

  init(_ message: MailMessage) {
    var (plain, marked) = ("", "")
    for (index, part) in message.parts.enumerated() where part.kind == .text || part.kind == .html {
      let bytes = message.bytes(of: index, maximum: MailText.maximumBytes)
        .prefix(MailText.maximumBytes)
      let text = String(decoding: bytes, as: UTF8.self)
      if part.kind == .html { marked += text + "\n" } else { plain += text + "\n" }
    }
    (text, html) = (plain, marked)
  }

  /// The invoice that the text itself is: with a number and an amount, or it is only talk of one.
  func invoice(_ instructions: ReadInstructions) -> Extracted? {
    // HTML keeps the columns that plain text loses; where both are there they say the same.
    for body in [html.isEmpty ? "" : MailText.plain(html: html), text] where !body.isEmpty {
      let paper = TemplatePaper(text: MailText.shortened(body))
      let found = TemplateReader.read(paper, instructions: instructions)
      let document = found.document
      guard document.number != nil, document.totals.gross ?? document.totals.due != nil else {
        continue
      }
      return found
    }
    return nil
  }

  /// True for a part that is no file a person attached.
  func isDecoration(_ part: MailMessage.Part, _ index: Int, _ message: MailMessage) -> Bool {
    Self.formalities.contains(part.mediaType) || isSmallPicture(part, index, message)
  }

  /// Names of the pictures that are left out.
  func decorations(_ message: MailMessage) -> [String] {
    message.parts.enumerated()
      .filter { $1.kind == .file && isSmallPicture($1, $0, message) }
      .map { EnclosedName.plain($1.name ?? "", number: $0) }
  }

  private func isSmallPicture(
    _ part: MailMessage.Part,
    _ index: Int,
    _ message: MailMessage
  ) -> Bool {
    guard part.mediaType.hasPrefix("image/"), part.isInline, let id = part.contentID,
      html.contains("cid:\(id)")
    else { return false }
    let limit = Self.maximumDecorationBytes
    return message.bytes(of: index, maximum: limit).count <= limit
  }
}
