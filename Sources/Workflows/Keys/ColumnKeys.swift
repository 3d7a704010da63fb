import Readings
import Values

/// One column as written, before its field's name is known.
struct ColumnParts: Sendable {
  var headers: [String]?
  var index: Int?
  var format: String?
  var currency: Currency?
  var negate: Bool?
  var match: String?
  var type: ColumnInstructions.ValueType?
  var debit: [String]?
  var credit: [String]?
  var constant: String?
  var required: Bool?
  /// Where the column (or its key) stands.
  var places: [String: Int] = [:]
  var node: JSONNode?
}

/// A checked column and its place.
struct ColumnDraft: Sendable {
  var column: ColumnInstructions
  var place: Int

  var needsHeader: Bool { column.needsHeader }
}

extension ColumnInstructions {
  /// True when it is told by what stands in a header row.
  var needsHeader: Bool {
    !headers.isEmpty || !debitHeaders.isEmpty || !creditHeaders.isEmpty
  }
}

/// One entry of `read.csv.columns`: a header, or an object.
enum ColumnKeys {
  static let header = Key(
    "header",
    "The column's header, or several of which the first that is there wins.",
    headers
  )
  static let index = Key(
    "index",
    "The column's number from 1, instead of a header.",
    Shape.wholeNumber(1...1_000)
  )
  static let format = Key("format", "How days are written: dd.MM.yyyy.", Shape.dayFormat)
  static let currency = Key("currency", "The currency of the amounts: EUR.", Shape.currency)
  static let negate = Key("negate", "True: the sign is turned (false).", Shape.flag)
  static let match = Key(
    "match",
    "Pattern; its first group, or the whole hit, is the value.",
    Shape.pattern
  )
  static let type = Key(
    "type",
    "What the values of a column of your own are (text).",
    Shape<ColumnInstructions.ValueType>.choice("a type", of: types)
  )
  static let debit = Key("debit", "Header of the column of debits, beside `credit`.", headers)
  static let credit = Key("credit", "Header of the column of credits, beside `debit`.", headers)
  static let constant = Key("constant", "The same value for every row.", Shape.text)
  static let required = Key(
    "required",
    "True: a missing column or an empty cell is a problem (false).",
    Shape.flag
  )

  static let declared = [
    header.declared, index.declared, format.declared, currency.declared, negate.declared,
    match.declared, type.declared, debit.declared, credit.declared, constant.declared,
    required.declared,
  ]

  private static let headers = Shape<[String]>.oneOrMore(.text)
  private static let types: [ColumnInstructions.ValueType] = [
    .text, .amount, .number, .day, .currency,
  ]

  static let shape: Shape<ColumnParts> = Shape.text
    .map { ColumnParts(headers: [$0]) }
    .or(.object("a column", keys: declared, make: make))

  private static func make(_ fields: Fields) -> ColumnParts {
    var parts = ColumnParts()
    parts.headers = fields.read(header)
    parts.index = fields.read(index)
    parts.format = fields.read(format)
    parts.currency = fields.read(currency)
    parts.negate = fields.read(negate)
    parts.match = fields.read(match)
    parts.type = fields.read(type)
    parts.debit = fields.read(debit)
    parts.credit = fields.read(credit)
    parts.constant = fields.read(constant)
    parts.required = fields.read(required)
    parts.node = fields.node
    for key in declared { parts.places[key.name] = fields.placeIfPresent(key.name) }
    return parts
  }
}

extension Shape where Value == String {
  /// How days are written, in the letters of Unicode's date patterns, or `excel`.
  ///
  /// The time, from `H`, `h` or `T` on, is passed over by the readers.
  static var dayFormat: Shape {
    parsedText(
      "a day format of d, M and y such as dd.MM.yyyy",
      suggest: { [Suggestions.dayFormat($0)].first(where: DayFormat.isFormat) },
      parse: { DayFormat.isFormat($0) ? $0 : nil }
    )
  }
}

/// The letters of a day's format.
private enum DayFormat {
  static func isFormat(_ text: String) -> Bool {
    guard text.count <= 40 else { return false }
    let day = text.replacing("'T'", with: "T").prefix { !"HhT".contains($0) }
    return text.lowercased() == "excel"
      || (!day.contains("'") && isComplete(runs(day.filter(\.isLetter))))
  }

  static func runs(_ letters: String) -> [String] {
    var runs: [String] = []
    for letter in letters {
      if let last = runs.last, last.last == letter {
        runs[runs.count - 1].append(letter)
      } else {
        runs.append(String(letter))
      }
    }
    return runs
  }

  /// Day, month and year, each once.
  static func isComplete(_ runs: [String]) -> Bool {
    let known: Set<String> = ["d", "dd", "M", "MM", "MMM", "MMMM", "yy", "yyyy"]
    return runs.count == 3 && runs.allSatisfy(known.contains)
      && Set(runs.map { $0.prefix(1) }).count == 3
  }
}
