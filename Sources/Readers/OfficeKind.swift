import Documents
import Readings

/// Files of office programs that hold writing and no table: they are told by what they are, not as damaged workbooks.
enum OfficeKind {
  /// Names of the members stand in an archive's directory, at its end.
  private static let directoryBytes = 64 << 10

  static func detect(_ input: some FileInput, _ sample: [UInt8]) -> FileDetection? {
    if sample.starts(with: [0x50, 0x4B, 0x03, 0x04]) { return archive(input, sample) }
    if sample.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
      return compound(input)
    }
    if sample.starts(with: Array("{\\rtf".utf8)) { return text("a rich text file (RTF)") }
    return nil
  }

  private static func archive(_ input: some FileInput, _ sample: [UInt8]) -> FileDetection? {
    // OpenDocument says first what it is; Excel and plain archives are somebody else's.
    let head = sample.prefix(200)
    for kind in ["opendocument.text", "opendocument.presentation"]
    where FileSample.find(kind, in: head) != nil {
      return text("an OpenDocument text")
    }
    guard FileSample.find("[Content_Types].xml", in: sample[...]) != nil,
      FileSample.find("xl/", in: sample[...]) == nil
    else { return nil }
    let end = input.bytes(
      at: max(0, input.byteCount - Int64(directoryBytes)),
      count: directoryBytes
    )
    if FileSample.find("word/document", in: end[...]) != nil { return text("a Word document") }
    if FileSample.find("ppt/presentation", in: end[...]) != nil { return text("a presentation") }
    return nil
  }

  /// Microsoft's compound files: the names of what they hold stand in UTF-16 in their directory.
  private static func compound(_ input: some FileInput) -> FileDetection {
    let known = [
      ("__substg1.0_", mail), ("WordDocument", text("a Word document of the old kind (.doc)")),
      ("Workbook", workbook), ("Book", workbook),
      ("PowerPoint Document", text("a presentation of the old kind (.ppt)")),
    ]
    let bytes = input.prefix(searchedBytes)
    for (name, found) in known where PDFBytes.find(wide(name), in: bytes, from: 0) != nil {
      return found
    }
    return refused(
      "file.office-document",
      "a file of an old office program",
      remedy:
        "Open it in the program that it came from, and save it as a PDF, or as XLSX if it is a table."
    )
  }

  /// A directory lies mostly at the beginning or the end of its file; these files are small.
  private static let searchedBytes = 4 << 20

  private static func wide(_ text: String) -> [UInt8] {
    text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
  }

  private static let mail = refused(
    "mail.outlook",
    "an Outlook message (.msg)",
    remedy:
      "In Outlook, save what is attached and drop that; or save the message as .eml (drag it into another mail"
      + " program, or forward it as an attachment to the folder's mailbox) and drop that."
  )

  private static let workbook = refused(
    "file.office-document",
    "an Excel workbook of the old kind (.xls)",
    remedy:
      "Open it in Excel or LibreOffice, save it as an Excel workbook (.xlsx) or CSV, and drop that."
  )

  private static func text(_ description: String) -> FileDetection {
    refused(
      "file.office-document",
      description,
      remedy:
        "Open it, save it as a PDF, and drop that; or ask the sender for the invoice as PDF or XML."
    )
  }

  private static func refused(_ code: String, _ what: String, remedy: String) -> FileDetection {
    FileDetection(
      kind: .unknown,
      problem: Problem(
        code: code,
        scope: .file,
        message: "This is \(what), which Tickmark does not read.",
        remedy: remedy
      ),
      description: what
    )
  }
}
