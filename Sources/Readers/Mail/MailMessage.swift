internal import CMail
import Readings

/// The library behind mails, which looks for settings and character sets when it starts.
package enum MailLibrary {
  /// Makes it ready; a reader process does so before it gives up its rights.
  package static func prepare() { tickmark_mail_prepare() }
}

/// One mail, taken apart.
///
/// The bytes are copied; texts and parts are read when they are asked for.
@safe final class MailMessage {
  struct Part {
    enum Kind {
      case text
      case html
      case file
      case message
      /// Encrypted, or signed so that the content is hidden.
      case sealed
    }

    var kind: Kind
    var name: String?
    var mediaType: String
    var contentID: String?
    var isInline: Bool
  }

  enum Opening {
    case open(MailMessage)
    case broken
    case tooDeep
    case tooManyParts
  }

  /// Parts within parts.
  static let maximumDepth = 50
  static let maximumParts = 2_000
  /// Beginnings of nests that the library is asked to go into; it goes into each on its stack.
  static let maximumBoundaries = 500

  private let mail: OpaquePointer
  let parts: [Part]

  static func open(_ bytes: [UInt8]) -> Opening {
    guard boundaries(bytes) <= maximumBoundaries else { return .tooDeep }
    var status: Int32 = 0
    let mail = unsafe bytes.withUnsafeBytes { buffer in
      unsafe tickmark_mail_open(
        buffer.baseAddress?.assumingMemoryBound(to: CChar.self),
        buffer.count,
        Int32(maximumDepth),
        Int32(maximumParts),
        &status
      )
    }
    switch (unsafe mail, Int(status)) {
    case (let mail?, _): return unsafe .open(MailMessage(mail))
    case (nil, TICKMARK_MAIL_TOO_DEEP): return .tooDeep
    case (nil, TICKMARK_MAIL_TOO_MANY_PARTS): return .tooManyParts
    default: return .broken
    }
  }

  private init(_ mail: OpaquePointer) {
    unsafe self.mail = unsafe mail
    parts = unsafe (0..<tickmark_mail_part_count(mail)).map { index in
      let face = unsafe tickmark_mail_part_at(mail, index)
      return unsafe Part(
        kind: Self.kind(face.kind),
        name: Self.text(face.name),
        mediaType: Self.text(face.media_type)?.lowercased() ?? "",
        contentID: Self.text(face.content_id),
        isInline: face.is_inline
      )
    }
  }

  deinit { unsafe tickmark_mail_close(mail) }

  var facts: MailFacts {
    var facts = MailFacts()
    facts.sender = unsafe Self.line(tickmark_mail_from(mail))
    facts.subject = unsafe Self.line(tickmark_mail_subject(mail))
    facts.sentAt = unsafe Self.line(tickmark_mail_date(mail))
    facts.messageID = unsafe Self.line(tickmark_mail_message_id(mail))
    return facts
  }

  /// The part decoded; longer than `maximum` when it has more bytes.
  func bytes(of part: Int, maximum: Int) -> [UInt8] {
    var count = 0
    guard let start = unsafe tickmark_mail_part_bytes(mail, Int32(part), maximum, &count) else {
      return []
    }
    return unsafe Array(UnsafeRawBufferPointer(start: start, count: count))
  }

  private static func kind(_ kind: Int32) -> Part.Kind {
    switch Int(kind) {
    case TICKMARK_MAIL_TEXT: .text
    case TICKMARK_MAIL_HTML: .html
    case TICKMARK_MAIL_MESSAGE: .message
    case TICKMARK_MAIL_SEALED: .sealed
    default: .file
    }
  }

  private static func text(_ text: UnsafePointer<CChar>?) -> String? {
    unsafe text.map { unsafe String(cString: $0) }
  }

  /// One line of at most 300 characters; nil when there is nothing.
  private static func line(_ pointer: UnsafePointer<CChar>?) -> String? {
    guard let text = unsafe text(pointer) else { return nil }
    let words = text.unicodeScalars.split { $0.properties.isWhitespace || $0.value < 0x20 }
    let line = words.map { String($0) }.joined(separator: " ")
    return line.isEmpty ? nil : String(String.UnicodeScalarView(line.unicodeScalars.prefix(300)))
  }

  /// How often `boundary=` stands in the bytes, in any case.
  private static func boundaries(_ bytes: [UInt8]) -> Int {
    let wanted = Array("boundary".utf8)
    var (count, matched) = (0, 0)
    for byte in bytes {
      let small = (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
      if small == wanted[matched] {
        matched += 1
        if matched == wanted.count { (count, matched) = (count + 1, 0) }
      } else {
        matched = small == wanted[0] ? 1 : 0
      }
    }
    return count
  }
}
