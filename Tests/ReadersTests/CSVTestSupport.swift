import Books
import Documents
import Readings
import Testing
import Values

@testable import Readers

/// Reads bytes as CSV and writes the reading as text, one item a line.
enum CSVText {
  static func reading(
    _ bytes: [UInt8],
    _ instructions: ReadInstructions,
    pieceBytes: Int = CSVLimits.pieceBytes
  ) -> Reading {
    var items: [ReadingItem] = []
    let summary = CSVReader.read(MemoryInput(bytes), instructions, pieceBytes: pieceBytes) {
      items.append($0)
    }
    return Reading(items: items, summary: summary)
  }

  static func render(_ reading: Reading) -> String {
    let lines = reading.items.map(line)
    return (lines + (reading.summary.isRefused ? ["refused"] : [])).joined(separator: "\n")
  }

  private static func line(_ item: ReadingItem) -> String {
    switch item {
    case .document(let document): text(of: document)
    case .entry(let entry): text(of: entry)
    case .statement(let statement): "statement \(statement.entryCount)"
    case .row(let row):
      "row \(row.line): "
        + row.values.sorted { $0.key < $1.key }.map { "\($0)=\($1)" }.joined(separator: " | ")
    case .problem(let problem): text(of: problem)
    case .enclosed(let piece): "enclosed \(piece.number) \(piece.name) \(piece.bytes.count)"
    }
  }

  private static func text(of problem: Problem) -> String {
    let place = problem.place.line.map { " line \($0)" } ?? ""
    let field = problem.place.field.map { " \($0)" } ?? ""
    let raw = problem.rawText.map { " <\($0)>" } ?? ""
    return "\(problem.scope) \(problem.code)\(place)\(field)\(raw)"
  }

  private static func text(of document: Document) -> String {
    let values: [(String, String?)] = [
      ("number", document.number), ("day", document.issueDate?.description),
      ("due", document.dueDate?.description), ("seller", document.seller.name),
      ("net", document.totals.net?.description), ("tax", document.totals.tax?.description),
      ("gross", document.totals.gross?.description), ("currency", document.currency?.code),
    ]
    let extra = document.extra.sorted { $0.key < $1.key }.map { ($0.key, String?.some($0.value)) }
    let texts = (values + extra).compactMap { name, value in value.map { "\(name)=\($0)" } }
    let problems = document.problems.map { "\n  " + text(of: $0) }.joined()
    return "\(document.type): " + texts.joined(separator: " | ") + problems
  }

  private static func text(of entry: Entry) -> String {
    let values: [(String, String?)] = [
      ("id", entry.id), ("value", entry.valueDay?.description), ("account", entry.account),
      ("name", entry.counterparty), ("iban", entry.counterpartyIBAN),
      ("ref", entry.reference), ("memo", entry.memo),
      ("original", entry.originalAmount?.description),
    ]
    let extra = (entry.extra ?? [:]).sorted { $0.key < $1.key }
      .map { ($0.key, String?.some($0.value)) }
    let texts = (values + extra).compactMap { name, value in value.map { "\(name)=\($0)" } }
    return (["\(entry.line ?? 0): \(entry.day) \(entry.amount)"] + texts).joined(separator: " | ")
  }
}

extension ReadInstructions {
  static func ledger(
    _ currency: String? = "EUR",
    locale: String? = nil,
    _ change: (inout CSVInstructions) -> Void = { _ in }
  ) -> ReadInstructions {
    made(.ledger, currency, locale, change)
  }

  static func made(
    _ target: Target,
    _ currency: String? = "EUR",
    _ locale: String? = nil,
    _ change: (inout CSVInstructions) -> Void = { _ in }
  ) -> ReadInstructions {
    var instructions = ReadInstructions(target: target)
    instructions.currency = currency.flatMap { Currency($0) }
    instructions.locale = locale
    var csv = CSVInstructions()
    change(&csv)
    instructions.csv = csv
    return instructions
  }
}

extension ColumnInstructions {
  static func column(
    _ field: String,
    _ header: String...,
    type: ValueType = .text,
    _ change: (inout ColumnInstructions) -> Void = { _ in }
  ) -> ColumnInstructions {
    var column = ColumnInstructions(field: field, type: type)
    column.headers = header
    change(&column)
    return column
  }
}

/// Text in, text out.
func check(
  _ text: String,
  _ instructions: ReadInstructions,
  _ expected: String,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let rendered = CSVText.render(CSVText.reading(Array(text.utf8), instructions))
  #expect(rendered == expected, sourceLocation: sourceLocation)
}

/// The same stream of numbers for the same seed (SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
