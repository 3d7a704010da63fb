/// Why a file cannot be split into rows to its end.
enum CSVFailure: Error, Equatable {
  case unclosedQuote(line: Int)
  case fieldTooLong(line: Int, column: Int)
  case tooManyColumns(line: Int)
  case rowTooLong(line: Int)
  case endedEarly(line: Int)

  /// What a sample that ends inside a row shows too.
  var isOpenEnd: Bool {
    switch self {
    case .unclosedQuote, .endedEarly: true
    case .fieldTooLong, .tooManyColumns, .rowTooLong: false
    }
  }
}
