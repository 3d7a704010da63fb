/// What rows of a lookup table are found by: the value of one column, compared as a bookkeeper compares.
///
/// Case, accents, blanks and the punctuation of an identifier do not count: `de 811-907-980` finds `DE811907980`. What is a
/// number stays one: `12.50` is never `1250`, `-5` never `5`, `1-5` never `15`. See `KeyText`.
package struct TableKey: Hashable, Sendable {
  /// How the cells of the column are written.
  package enum Cells: Hashable, Sendable {
    case text
    /// Exact decimals in canonical form, compared by value.
    case numbers
  }

  /// Bytes of a bucket; of a longer value the beginning is indexed, and all of it compared.
  package static let bucketBytes = 200

  package let column: String
  /// Where the index has the rows that may be meant; `rows(among:)` says which of them are.
  package let bucket: String
  private let text: KeyText
  private let cells: Cells
  /// As written but for case and blanks.
  private let written: String

  /// Nil for a value without a letter or digit.
  package init?(column: String, value: String, cells: Cells = .text) {
    guard let bucket = Self.bucket(column: column, cell: value) else { return nil }
    self.column = column
    self.bucket = bucket
    self.cells = cells
    text = KeyText(value)
    written = Self.written(value)
  }

  /// A number is compared by its value, in text columns too.
  package init?(column: String, number: ExactDecimal, cells: Cells) {
    let value = number.description
    guard let bucket = Self.bucket(column: column, cell: value) else { return nil }
    self.column = column
    self.bucket = bucket
    self.cells = cells
    text = KeyText(number)
    written = value
  }

  /// The rows whose cell is meant: those written alike where there are such, else all that compare equal.
  package func rows<Row>(among rows: [Row], cell: (Row) -> String?) -> [Row] {
    let equal = rows.filter { row in cell(row).map(isMeant) ?? false }
    let alike = equal.filter { row in cell(row).map { Self.written($0) == written } ?? false }
    return alike.isEmpty ? equal : alike
  }

  private func isMeant(_ cell: String) -> Bool {
    switch cells {
    case .text: return KeyText(cell).isSame(as: text)
    case .numbers:
      guard let number = ExactDecimal(cell) else { return KeyText(cell).isSame(as: text) }
      return KeyText(number).isSame(as: text)
    }
  }

  /// The column's name and the letters and digits of the cell; of a number without outer zeros, so that `12.5` and `12.50`
  /// meet.
  package static func bucket(column: String, cell: String) -> String? {
    var letters = String.UnicodeScalarView()
    var isNumber = true
    for scalar in TextFolding.folded(cell).unicodeScalars where scalar.isLetterOrDigit {
      letters.append(scalar)
      if !scalar.isPlainDigit { isNumber = false }
    }
    guard !letters.isEmpty else { return nil }
    if isNumber {
      let digits = letters.drop { $0 == "0" }
      let end = digits.lastIndex { $0 != "0" }.map { digits.index(after: $0) }
      letters = String.UnicodeScalarView(digits[..<(end ?? digits.startIndex)])
      if letters.isEmpty { letters.append("0") }
    }
    var name = ""
    for scalar in letters {
      guard name.utf8.count + UTF8.width(scalar) <= bucketBytes else { break }
      name.unicodeScalars.append(scalar)
    }
    return "col:\(column)=\(name)"
  }

  private static func written(_ value: String) -> String {
    TextFolding.folded(value).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

extension UTF8 {
  fileprivate static func width(_ scalar: Unicode.Scalar) -> Int { Self.encode(scalar)?.count ?? 4 }
}
