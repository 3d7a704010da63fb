package import Readings

/// Bytes to a reading: finds the kind by content and hands the file to that kind's reader.
///
/// Never throws: what is wrong with a file comes out as problems among the items.
package enum FileReader {
  /// Reads `input`, giving each item to `sink` in the file's order; the summary closes the reading.
  package static func read(
    _ input: some FileInput,
    instructions: ReadInstructions,
    fileName: String,
    into sink: (ReadingItem) -> Void
  ) -> ReadingSummary {
    if input.byteCount > instructions.limits.bytes {
      sink(.problem(FileProblems.tooLarge(input.byteCount, limit: instructions.limits.bytes)))
      var summary = ReadingSummary(kind: .unknown)
      summary.isRefused = true
      return summary
    }
    if CMSContent.isEnvelope(input.prefix(FileKindDetector.sampleBytes)) {
      return readSigned(input, instructions: instructions, fileName: fileName, into: sink)
    }
    let found = FileKindDetector.detect(input, limits: instructions.limits)
    if let problem = found.problem ?? FileProblems.refusal(found, instructions) {
      sink(.problem(problem))
      var summary = ReadingSummary(kind: found.kind)
      summary.isRefused = true
      return summary
    }
    return read(input, found, instructions: instructions, fileName: fileName, into: sink)
  }

  /// What is in the envelope of a signature is read as if it had come without.
  private static func readSigned(
    _ input: some FileInput,
    instructions: ReadInstructions,
    fileName: String,
    into sink: (ReadingItem) -> Void
  ) -> ReadingSummary {
    var refused = ReadingSummary(kind: .unknown)
    refused.isRefused = true
    guard input.byteCount <= CMSContent.maximumBytes else {
      sink(.problem(FileProblems.tooLarge(input.byteCount, limit: CMSContent.maximumBytes)))
      return refused
    }
    var content = input.bytes(at: 0, count: Int(input.byteCount))
    for _ in 0..<CMSContent.maximumLevels {
      switch CMSContent.content(of: content) {
      case .content(let inner): content = inner
      case .damaged, .detached:
        sink(.problem(FileProblems.badEnvelope))
        return refused
      case .none:
        let input = MemoryInput(content)
        return read(input, instructions: instructions, fileName: fileName, into: sink)
      }
    }
    sink(.problem(FileProblems.badEnvelope))
    return refused
  }

  private static func read(
    _ input: some FileInput,
    _ found: FileDetection,
    instructions: ReadInstructions,
    fileName: String,
    into sink: (ReadingItem) -> Void
  ) -> ReadingSummary {
    switch found.kind {
    case .ubl, .cii, .fatturaPA, .facturae:
      return XMLInvoiceReader.read(
        input,
        start: found.xmlStart,
        syntax: XMLInvoiceReader.syntax(kind: found.kind, root: found.root),
        instructions: instructions,
        into: sink
      )
    case .camt:
      return CAMTReader.read(
        input,
        found,
        instructions: instructions,
        into: sink
      )
    case .pain001:
      return PainReader.read(
        input,
        start: found.xmlStart,
        instructions: instructions,
        into: sink
      )
    case .mt940: return MT940Reader.read(input, instructions: instructions, into: sink)
    case .ofx: return OFXReader.read(input, instructions: instructions, into: sink)
    case .qif: return QIFReader.read(input, instructions: instructions, into: sink)
    case .bai2: return BAI2Reader.read(input, instructions: instructions, into: sink)
    case .datev where instructions.target == .ledger && instructions.csv == nil:
      return DATEVReader.read(input, instructions: instructions, into: sink)
    case .journal, .beancount:
      return JournalReader.read(input, found.kind, instructions: instructions, into: sink)
    case .ods: return SheetReader.read(input, instructions: instructions, into: sink)
    case .xlsx: return WorkbookReader.read(input, instructions: instructions, into: sink)
    case .csv where TextPaperReader.takes(input, instructions),
      .text where TextPaperReader.takes(input, instructions):
      return TextPaperReader.read(input, instructions: instructions, into: sink)
    case .csv, .text, .datev:
      return CSVReader.read(input, instructions: instructions, fileName: fileName, into: sink)
    case .pdf:
      return PDFReader.read(input, instructions: instructions, fileName: fileName, into: sink)
    case .hocr: return HOCRReader.read(input, instructions: instructions, into: sink)
    case .zip: return ZIPReader.read(input, instructions: instructions, into: sink)
    case .eml:
      return MailReader.read(input, instructions: instructions, fileName: fileName, into: sink)
    case .image: return PictureReader.read(input, instructions: instructions, into: sink)
    case .facturX, .xml, .empty, .unknown:
      preconditionFailure("FileProblems.refusal refuses what has no reader")
    }
  }
}
