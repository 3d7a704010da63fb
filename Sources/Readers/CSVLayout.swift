import Documents
import Readings

/// How a file's text falls into cells, found on its beginning.
struct CSVLayout {
  var separator: UInt8
  /// Lines that are no rows: `skipLines`, and a `sep=` line.
  var skippedLines: Int
  /// The first rows that hold something.
  var rows: [CSVRow]
  /// How many lines of the file each of them takes.
  var lines: [Int] = []
  var failure: CSVFailure?

  /// The number of cells that most of the rows have.
  var usualCount: Int { Self.usual(rows)?.count ?? rows.first?.count ?? 0 }

  /// How many of the first lines stand in rows with the commonest number of cells above one, and that number.
  ///
  /// Lines, not rows: by another separator than its own, a row whose cells hold line breaks falls into many.
  private var coverage: (lines: Int, count: Int)? {
    var tally: [Int: Int] = [:]
    for (row, lines) in zip(rows, lines) where row.count > 1 {
      let end = min(row.line + lines - 1, skippedLines + CSVLimits.headerSearchRows)
      tally[row.count, default: 0] += max(0, end - row.line + 1)
    }
    return tally.map { (lines: $0.value, count: $0.key) }
      .max { ($0.lines, $0.count) < ($1.lines, $1.count) }
  }

  static func find(
    _ input: some FileInput,
    _ detection: EncodingDetection,
    _ instructions: ReadInstructions
  ) -> CSVLayout {
    let csv = instructions.csvTable
    let bytes = input.bytes(at: 0, count: CSVLimits.sampleBytes)
    let isCut = Int64(bytes.count) < input.byteCount
    let sample = MemoryInput(bytes)
    var skipped = csv.skipLines
    var given = csv.separator.flatMap { $0.utf8.first }
    if let stated = statedSeparator(sample, detection) {
      given = given ?? stated
      skipped = max(1, skipped)
    }
    let candidates = given.map { [$0] } ?? Array(";,\t|".utf8)
    var best: (score: (Int, Int), layout: CSVLayout)?
    for separator in candidates {
      let layout = read(sample, detection, separator, skipped, instructions.limits, isCut)
      // A row with too many cells says more for its separator than rows of one cell.
      let score = layout.coverage ?? (0, layout.failure == nil ? 0 : 1)
      if best.map({ score > $0.score }) ?? true { best = (score, layout) }
    }
    return best?.layout
      ?? CSVLayout(separator: UInt8(ascii: ","), skippedLines: skipped, rows: [])
  }

  /// `sep=;` on the first line, which Excel reads and writes.
  private static func statedSeparator(
    _ sample: MemoryInput,
    _ detection: EncodingDetection
  ) -> UInt8? {
    var feed = EncodingFeed(sample, detection, pieceBytes: 256)
    guard feed.advance() else { return nil }
    let line = feed.piece.prefix { $0 != 0x0A && $0 != 0x0D }.filter { $0 != 0x22 }
    guard line.count == 5, line[0] | 0x20 == UInt8(ascii: "s"),
      String(decoding: line, as: UTF8.self).lowercased().hasPrefix("sep=")
    else { return nil }
    return line[4]
  }

  private static func read(
    _ sample: MemoryInput,
    _ detection: EncodingDetection,
    _ separator: UInt8,
    _ skipped: Int,
    _ limits: ReadLimits,
    _ isCut: Bool
  ) -> CSVLayout {
    let feed = EncodingFeed(sample, detection, pieceBytes: CSVLimits.sampleBytes)
    var tokenizer = CSVTokenizer(
      feed,
      separator: separator,
      limits: CSVTokenizerLimits(limits),
      skippingLines: skipped
    )
    var (rows, lines): ([CSVRow], [Int]) = ([], [])
    while rows.count < CSVLimits.headerSearchRows, tokenizer.next() {
      guard !tokenizer.row.isBlank else { continue }
      rows.append(tokenizer.row)
      lines.append(max(1, tokenizer.line - tokenizer.row.line))
    }
    // The last row of a cut sample is half a row.
    if isCut, rows.count > 1, rows.count < CSVLimits.headerSearchRows {
      rows.removeLast()
      lines.removeLast()
    }
    let failure = tokenizer.failure.flatMap { isCut && $0.isOpenEnd ? nil : $0 }
    return CSVLayout(
      separator: separator,
      skippedLines: skipped,
      rows: rows,
      lines: lines,
      failure: failure
    )
  }

  /// The count of cells, above one, that the most rows have.
  private static func usual(_ rows: [CSVRow]) -> (rows: Int, count: Int)? {
    var tally: [Int: Int] = [:]
    for row in rows where row.count > 1 { tally[row.count, default: 0] += 1 }
    return tally.map { (rows: $0.value, count: $0.key) }
      .max { ($0.rows, $0.count) < ($1.rows, $1.count) }
  }
}
