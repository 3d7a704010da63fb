import Readings

/// The first rows of an unknown table and, where they are not all, its last ones.
struct TableSample {
  private(set) var rows: [CSVRow] = []
  /// The lines of these are not known.
  private(set) var tail: [CSVRow] = []
  /// There are rows between `rows` and `tail`, or there may be.
  private(set) var isCut = false
  private(set) var failure: CSVFailure?

  init(
    _ input: some FileInput,
    _ detection: EncodingDetection,
    _ layout: CSVLayout,
    _ limits: ReadLimits
  ) {
    readBeginning(input, detection, layout, limits)
    if isCut { readEnd(input, detection, layout, limits) }
  }

  private mutating func readBeginning(
    _ input: some FileInput,
    _ detection: EncodingDetection,
    _ layout: CSVLayout,
    _ limits: ReadLimits
  ) {
    var tokenizer = CSVTokenizer(
      EncodingFeed(input, detection, pieceBytes: CSVLimits.pieceBytes),
      separator: layout.separator,
      limits: CSVTokenizerLimits(limits),
      skippingLines: layout.skippedLines
    )
    var (cells, bytes) = (0, 0)
    while tokenizer.next() {
      if tokenizer.row.isBlank { continue }
      cells += tokenizer.row.count
      bytes += tokenizer.row.bytes.count
      guard rows.count < CSVLimits.surveyRows, cells <= CSVLimits.surveyCells || rows.isEmpty,
        bytes <= CSVLimits.surveyBytes || rows.isEmpty
      else {
        isCut = true
        return
      }
      rows.append(tokenizer.row)
    }
    failure = tokenizer.failure
  }

  /// The rows of the last part of the file; its first line is half of one.
  private mutating func readEnd(
    _ input: some FileInput,
    _ detection: EncodingDetection,
    _ layout: CSVLayout,
    _ limits: ReadLimits
  ) {
    // An even number of bytes, so that UTF-16 stays in step.
    let count = min(
      Int64(CSVLimits.sampleBytes),
      (input.byteCount - Int64(detection.markBytes)) & ~1
    )
    let bytes = input.bytes(at: input.byteCount - count, count: Int(count))
    let plain = EncodingDetection(encoding: detection.encoding, markBytes: 0)
    var tokenizer = CSVTokenizer(
      EncodingFeed(MemoryInput(bytes), plain, pieceBytes: CSVLimits.sampleBytes),
      separator: layout.separator,
      limits: CSVTokenizerLimits(limits)
    )
    var isFirst = true
    while tokenizer.next() {
      defer { isFirst = false }
      if isFirst || tokenizer.row.isBlank { continue }
      var row = tokenizer.row
      row.line = 0
      tail.append(row)
    }
    // A quote that opens in the middle of a cell says that the rows were cut at a wrong place.
    if tokenizer.failure != nil { tail = [] }
  }
}
