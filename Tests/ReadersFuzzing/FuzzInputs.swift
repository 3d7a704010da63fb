import Readers
package import Readings
import Values

/// Mutated papers without end.
///
/// The input of a number depends on the seed, the number and the papers alone, so that one that fails can be made again.
package struct FuzzInputs: Sendable {
  /// Papers by their family: the kind that the detector sees in them, or `signed`.
  package let papers: [String: [[UInt8]]]
  private static let own = Dictionary(grouping: OwnPapers.all, by: Self.family)
  private let families: [String]
  private let seed: UInt64

  /// `more` are papers beside our own; `only` names one family alone, nil: all, by `weight`.
  package init(seed: UInt64, more: [[UInt8]] = [], only: String? = nil) {
    self.seed = seed
    papers = Self.own.merging(Dictionary(grouping: more, by: Self.family)) { $0 + $1 }
    let wanted = papers.keys.sorted().filter { only == nil || $0 == only }
    families = wanted.flatMap { Array(repeating: $0, count: only == nil ? Self.weight($0) : 1) }
  }

  package struct Input: Sendable {
    package var family: String
    package var bytes: [UInt8]
    package var instructions: ReadInstructions
  }

  /// Nil when there is no paper of the family that was asked for.
  package func input(_ number: Int) -> Input? {
    var random = SeededRandom(seed: seed &+ UInt64(number) &* 0x9E37_79B9_7F4A_7C15)
    // Every second one is of our own papers, which are small and of every kind.
    let shelf = Bool.random(using: &random) ? Self.own : papers
    guard let family = families.randomElement(using: &random),
      let own = shelf[family] ?? papers[family], let paper = own.randomElement(using: &random)
    else { return nil }
    let others =
      Int.random(in: 0..<8, using: &random) == 0
      ? papers[families.randomElement(using: &random) ?? family] ?? own : own
    let draw = Int.random(in: 0..<20, using: &random)
    var bytes =
      (draw < 8 ? PaperWrapping.changedInside(paper, others: others, &random) : nil)
      ?? PaperMutator.changed(paper, others: others, &random)
    // A changed paper inside something whole; twice now and then.
    if draw == 8 || draw == 19, !Self.isDear(family) {
      bytes = PaperWrapping.wrapped(bytes, &random)
      if Bool.random(using: &random) { bytes = PaperWrapping.wrapped(bytes, &random) }
    }
    return Input(family: family, bytes: bytes, instructions: Self.instructions(family, &random))
  }

  private static func family(of paper: [UInt8]) -> String {
    let found = FileKindDetector.detect(MemoryInput(paper), limits: ReadLimits())
    return found.kind == .unknown ? "signed" : found.kind.rawValue
  }

  /// Recognising letters takes a thousand times what reading a table does.
  private static func isDear(_ family: String) -> Bool {
    family == FileKind.image.rawValue || family == FileKind.pdf.rawValue
  }

  /// Of so many inputs in about two and a half thousand.
  private static func weight(_ family: String) -> Int {
    switch family {
    case FileKind.image.rawValue: 1
    case FileKind.pdf.rawValue: 40
    case FileKind.text.rawValue, FileKind.xml.rawValue: 60
    default: 120
    }
  }
}

extension FuzzInputs {
  /// As a folder for such papers says, now and then as one for others.
  private static func instructions(
    _ family: String,
    _ random: inout SeededRandom
  ) -> ReadInstructions {
    let kind = FileKind(rawValue: family) ?? .unknown
    var target: ReadInstructions.Target = .invoice
    switch kind {
    case .csv, .xlsx, .ods:
      let tables: [ReadInstructions.Target] = [
        .ledger, .ledger, .expense, .invoice, .table, .remittance, .order, .rulings,
      ]
      target = tables.randomElement(using: &random) ?? .ledger
    case .pain001: target = .remittance
    default: if kind.isStatement { target = .ledger }
    }
    if Int.random(in: 0..<12, using: &random) == 0 {
      let any: [ReadInstructions.Target] = [.invoice, .expense, .ledger, .remittance, .table]
      target = any.randomElement(using: &random) ?? target
    }
    var instructions = ReadInstructions(target: target)
    instructions.wantsTerms = Int.random(in: 0..<4, using: &random) == 0
    instructions.ignoresEmbeddedXML = Int.random(in: 0..<4, using: &random) == 0
    if Bool.random(using: &random) { instructions.currency = Currency("EUR") }
    instructions.locale = ["de-DE", "en-GB", "en-US", nil].randomElement(using: &random) ?? nil
    if kind == .journal || kind == .beancount, Bool.random(using: &random) {
      instructions.journal = JournalInstructions()
      instructions.journal?.accounts = ["*"]
    }
    if !kind.isStatement, kind != .pdf, kind != .image, Bool.random(using: &random) {
      instructions.csv = columns(target, &random)
    }
    // One page, and little time for it, of few papers: a run is to read many. A damaged PDF has lost its text often.
    let isPicture = kind == .image || Int.random(in: 0..<20, using: &random) == 0
    instructions.limits.ocrPages = isPicture ? 1 : 0
    instructions.limits.ocrSeconds = 3
    return instructions
  }

  private static func columns(
    _ target: ReadInstructions.Target,
    _ random: inout SeededRandom
  ) -> CSVInstructions {
    var csv = CSVInstructions()
    func add(_ field: String, _ type: ColumnInstructions.ValueType, _ headers: [String]) {
      var column = ColumnInstructions(field: field, type: type)
      column.headers = headers
      csv.columns.append(column)
    }
    switch target {
    case .ledger:
      add("day", .day, ["Date", "Datum", "Buchungsdatum"])
      add("amount", .amount, ["Amount", "Betrag", "Gross"])
      add("currency", .currency, ["Currency", "Währung"])
      add("memo", .text, ["Text", "Description"])
    case .invoice, .expense:
      add("issueDate", .day, ["Date", "Datum"])
      add("totals.gross", .amount, ["Amount", "Betrag", "Gross"])
      add("seller.name", .text, ["Name", "Händler"])
      add("shop", .text, ["Text"])
    case .remittance, .order, .table, .rulings:
      add("name", .text, ["Name", "Händler"])
      add("amount", .amount, ["Amount", "Betrag"])
    }
    if Int.random(in: 0..<3, using: &random) == 0 { csv.stopAt = "^Summe" }
    if Int.random(in: 0..<3, using: &random) == 0 {
      var control = ControlInstructions()
      control.sum = target == .ledger ? "amount" : "totals.gross"
      control.equals = "^Summe;;([-0-9.,]+)"
      csv.control = control
    }
    return csv
  }
}
