package import Documents
package import Readings

/// What a file is, found in its bytes.
package struct FileDetection: Equatable {
  package var kind: FileKind
  /// Local name of an XML file's first element.
  var root = ""
  var xmlStart = XMLStart()
  /// An account report or advice (CAMT.052, .054), whose entries a statement repeats.
  var isInterim = false
  /// Why the kind could not be found out further.
  package var problem: Problem?
  /// For the messages: `an MT940 bank statement`.
  package var description: String
}

/// Finds a file's kind by its content, never by its name.
package enum FileKindDetector {
  /// Enough for a signature, leading white space and the first rows of a table.
  static let sampleBytes = 4_096
  static let webPage = "a web page"
  /// A text of no known form, which may be a table of one column.
  static let plainText = "a plain text"

  package static func detect(_ input: some FileInput, limits: ReadLimits) -> FileDetection {
    let sample = input.prefix(sampleBytes)
    if sample.isEmpty { return FileDetection(kind: .empty, description: "an empty file") }
    if isPage(sample) {
      return isHOCR(input)
        ? FileDetection(kind: .hocr, description: "an hOCR page")
        : FileDetection(kind: .xml, description: webPage)
    }
    if let office = OfficeKind.detect(input, sample) { return office }
    if let (kind, description) = signature(sample) {
      return FileDetection(kind: kind, description: description)
    }
    if let start = FileSample.xmlStart(input, sample) {
      return xml(input, start: start, limits: limits)
    }
    if let found = BankKind.wire(sample) { return found }
    guard let text = FileSample.text(sample) else {
      // What is attached to a mail may be bytes as they are.
      if let header = FileSample.text(Array(header(sample))), isMessage(header + "\n\n") {
        return FileDetection(kind: .eml, description: "an e-mail")
      }
      return FileDetection(kind: .unknown, description: "a file of an unknown kind")
    }
    if JournalKind.mayBegin(text) {
      let more = FileSample.text(input.prefix(JournalKind.sampleBytes)) ?? text
      if let journal = JournalKind.detect(more) { return journal }
    }
    return table(text)
  }

  /// The lines before the first empty one.
  private static func header(_ sample: [UInt8]) -> ArraySlice<UInt8> {
    var last: UInt8 = 0
    for (index, byte) in sample.enumerated() where byte != 0x0D {
      if byte == 0x0A, last == 0x0A { return sample[..<index] }
      last = byte
    }
    return []
  }

  private static func signature(_ sample: [UInt8]) -> (FileKind, String)? {
    // PDF readers accept the header within the first 1024 bytes (ISO 32000-1, annex H).
    if FileSample.find("%PDF-", in: sample.prefix(1_024)) != nil { return (.pdf, "a PDF") }
    if sample.starts(with: [0x50, 0x4B, 0x03, 0x04])
      || sample.starts(with: [0x50, 0x4B, 0x05, 0x06])
    {
      if FileSample.find("opendocument.spreadsheet", in: sample.prefix(200)) != nil {
        return (.ods, "an OpenDocument spreadsheet")
      }
      let isSheet =
        FileSample.find("xl/", in: sample[...]) != nil
        || FileSample.find("[Content_Types].xml", in: sample[...]) != nil
      return isSheet ? (.xlsx, "an Excel workbook") : (.zip, "a ZIP archive")
    }
    return PictureKind.description(sample).map { (.image, $0) }
  }

  /// HTML, also as XHTML.
  private static func isPage(_ sample: [UInt8]) -> Bool {
    let beginning = String(decoding: sample.prefix(200), as: UTF8.self).lowercased()
    return beginning.contains("<!doctype html") || beginning.contains("<html")
  }

  /// Bytes in which hOCR's first class or its capabilities are looked for: styles may stand before them.
  private static let markBytes = 64 << 10

  /// hOCR 1.2, 4: pages have the class `ocr_page`, the head says `ocr-system`.
  private static func isHOCR(_ input: some FileInput) -> Bool {
    let head = input.prefix(markBytes)
    return ["ocr_page", "ocrx_word", "ocr_line", "ocr-system"].contains { mark in
      FileSample.find(mark, in: head[...]) != nil
    }
  }

  private static func table(_ text: String) -> FileDetection {
    if let bank = BankKind.detect(text) { return bank }
    if isMessage(text) { return FileDetection(kind: .eml, description: "an e-mail") }
    let hasSeparator = text.split(whereSeparator: \.isNewline).prefix(20).contains { line in
      line.contains { ",;\t|".contains($0) }
    }
    return hasSeparator
      ? FileDetection(kind: .csv, description: "a table (CSV)")
      : FileDetection(kind: .text, description: plainText)
  }

  /// RFC 5322: a header of `Name: value` lines that begins at once and names a sender, up to the first empty line.
  private static func isMessage(_ text: String) -> Bool {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    let header = lines.prefix { !$0.isEmpty }
    let names = header.filter { $0.first?.isWhitespace == false }.map { line in
      line.contains(":") ? line.prefix { $0 != ":" }.lowercased() : ""
    }
    let isHeader = names.dropLast(lines.count == header.count ? 1 : 0).allSatisfy { name in
      !name.isEmpty && name.utf8.allSatisfy { 0x21...0x7E ~= $0 }
    }
    let ofMail: Set = ["mime-version", "content-type", "received", "message-id", "subject"]
    return isHeader && names.contains("from") && names.contains { ofMail.contains($0) }
  }

  /// Only e-invoices are read out of an envelope.
  private static func envelop(_ found: inout FileDetection) {
    switch found.kind {
    case .ubl, .cii, .fatturaPA, .facturae: found.xmlStart.isEnveloped = true
    default:
      found.kind = .xml
      found.description = "a Peppol envelope (SBDH) around \(found.description)"
    }
  }

  private static func xml(
    _ input: some FileInput,
    start: XMLStart,
    limits: ReadLimits
  ) -> FileDetection {
    let handler = XMLRootHandler()
    let outcome = XMLStream.parse(input, start: start, limits: limits, into: handler)
    var found = FileDetection(kind: .xml, description: "an XML file")
    found.xmlStart = start
    found.root = handler.root
    if case .failed(let problem) = outcome {
      found.problem = problem
      return found
    }
    (found.kind, found.description) = XMLRootHandler.kind(handler.root, handler.namespace)
    if handler.isEnveloped { envelop(&found) }
    found.isInterim = found.kind == .camt && XMLRootHandler.isInterim(handler.namespace)
    return found
  }
}
