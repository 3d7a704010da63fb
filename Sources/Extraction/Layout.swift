/// The words of a paper in lines, and lines in segments that white space parts.
struct Layout {
  /// Words that stand close together on one line: a cell, a phrase, a column's part of the line.
  struct Segment {
    var line: Int
    var tokens: Range<Int>
    var box: Box
  }

  struct Line {
    var page: Int
    var tokens: Range<Int>
    var segments: Range<Int>
    var box: Box
  }

  private(set) var tokens: [Token] = []
  private(set) var segments: [Segment] = []
  private(set) var lines: [Line] = []
  /// Index range of each page's lines.
  private(set) var pageLines: [Range<Int>] = []
  let pages: [PaperPage]

  /// A gap of more than this many heights of the writing parts two segments.
  ///
  /// A space is about a quarter; Poppler itself parts columns at 0.7.
  private static let segmentGap = 0.75
  /// In type whose letters are all of one width a space is as wide as a letter, and lower type makes it seem wide.
  private static let letterGap = 1.35

  init(_ pages: [PaperPage]) {
    self.pages = pages
    for (index, page) in pages.enumerated() { add(page, index) }
  }

  func text(_ range: Range<Int>) -> String {
    tokens[range].map(\.text).joined(separator: " ")
  }

  func box(_ range: Range<Int>) -> Box {
    tokens[range].dropFirst().reduce(tokens[range.lowerBound].box) { $0.joined($1.box) }
  }

  /// Letters' confidence of the least sure token.
  func confidence(_ range: Range<Int>) -> Int {
    tokens[range].map(\.confidence).min() ?? 1000
  }

  private mutating func add(_ page: PaperPage, _ pageIndex: Int) {
    let firstLine = lines.count
    let all = page.words.flatMap { Token.tokens(of: $0, page: pageIndex) }
      .filter { $0.box.isSane }
    for row in Self.rows(all, box: \.box) { add(row, pageIndex) }
    pageLines.append(firstLine..<lines.count)
  }

  /// Groups words or tokens whose middles are on one height.
  static func rows<Item>(_ items: [Item], box: (Item) -> Box) -> [[Item]] {
    let sorted = items.sorted { (box($0).middleY, box($0).x0) < (box($1).middleY, box($1).x0) }
    var rows: [[Item]] = []
    var middle = 0.0
    for item in sorted {
      if let last = rows.last?.last,
        abs(box(item).middleY - middle) < 0.42 * min(box(last).height, box(item).height)
      {
        let count = Double(rows[rows.count - 1].count)
        middle = (middle * count + box(item).middleY) / (count + 1)
        rows[rows.count - 1].append(item)
      } else {
        rows.append([item])
        middle = box(item).middleY
      }
    }
    return rows.map { row in row.sorted { box($0).x0 < box($1).x0 } }
  }

  private mutating func add(_ row: [Token], _ page: Int) {
    let (line, firstToken, firstSegment) = (lines.count, tokens.count, segments.count)
    var start = tokens.count
    for (offset, token) in row.enumerated() {
      if offset > 0 {
        let previous = row[offset - 1]
        let height = min(max(previous.box.height, token.box.height), 40)
        let gap = token.box.x0 - previous.box.x1
        let letter = Self.letterWidth([previous, token])
        if gap > max(Self.segmentGap * height, Self.letterGap * letter) { close(&start, line) }
      }
      var token = token
      token.line = line
      token.segment = segments.count
      tokens.append(token)
    }
    close(&start, line)
    lines.append(
      Line(
        page: page,
        tokens: firstToken..<tokens.count,
        segments: firstSegment..<segments.count,
        box: box(firstToken..<tokens.count)
      )
    )
  }

  /// How wide a letter is where those of all `words` are of one width (typewriter faces); 0 elsewhere.
  static func letterWidth(_ words: [Token]) -> Double {
    var (low, high) = (Double.infinity, 0.0)
    for word in words {
      let width = word.box.width / Double(max(1, word.text.unicodeScalars.count))
      low = min(low, width)
      high = max(high, width)
    }
    return high < 1.03 * low ? (low + high) / 2 : 0
  }

  private mutating func close(_ start: inout Int, _ line: Int) {
    guard start < tokens.count else { return }
    let range = start..<tokens.count
    segments.append(Segment(line: line, tokens: range, box: box(range)))
    start = tokens.count
  }
}
