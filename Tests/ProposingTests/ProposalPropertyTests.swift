import Books
import Documents
import Foundation
import Readings
import Testing
import Values
import Workflows

/// Tables of random layout: what is proposed reads the truth, or says that it is not sure.
@Suite struct ProposalPropertyTests {
  /// More with TICKMARK_FULL; each seed is printed where it fails and runs again alone.
  private static let seeds: [UInt64] = {
    let environment = ProcessInfo.processInfo.environment
    if let one = environment["TICKMARK_SEED"].flatMap({ UInt64($0) }) { return [one] }
    return Array(1...(environment["TICKMARK_FULL"] == nil ? 300 : 20_000))
  }()

  @Test("a proposal reads back the truth, or is unsure of what is not true")
  func neverSilentlyWrong() throws {
    var (sure, clear) = (0, 0)
    for seed in Self.seeds {
      let verdict = try Verdict(RandomTable(seed: seed))
      for fault in verdict.faults.prefix(3) {
        let layout = verdict.table.layout.joined(separator: "; ")
        Issue.record("seed \(seed): \(fault)\n\(layout)\n\(verdict.text)")
      }
      sure += verdict.isSure ? 1 : 0
      clear += verdict.isComplete ? 1 : 0
    }
    // Unsure of everything would be right as well, and of no use.
    if Self.seeds.count > 100 {
      #expect(clear * 100 >= Self.seeds.count * 55, "\(clear) of \(Self.seeds.count) have no gap")
      #expect(sure * 100 >= Self.seeds.count * 20, "\(sure) of \(Self.seeds.count) are sure of all")
    }
  }
}

/// What is wrong with the proposal for one table.
private struct Verdict {
  let table: RandomTable
  private(set) var faults: [String] = []
  private(set) var isSure = false
  private(set) var isComplete = false
  /// The file and what was proposed for it, to look at where it fails.
  private(set) var text = ""
  private var unsure: Set<String> = []
  private var open: Set<String> = []

  init(_ table: RandomTable) throws {
    self.table = table
    var proposed = try Proposed(table.bytes, ledgers: ["bank"])
    if proposed.proposal.target != table.target {
      expect("document", isRight: false, in: proposed, "taken for \(proposed.proposal.target)")
      // A person says what it is.
      proposed = try Proposed(table.bytes, document: table.target)
    }
    text = String(decoding: table.bytes.filter { $0 > 0 }, as: UTF8.self) + "\n" + proposed.text
    unsure = Set(proposed.proposal.unsureKeys)
    open = Set(proposed.proposal.openKeys)
    isSure = unsure.isEmpty && open.isEmpty
    isComplete = open.isEmpty
    let errors = proposed.diagnostics.filter { $0.severity == .error }
    if errors.contains(where: { $0.code != .toFillIn }) {
      faults.append(Diagnostic.render(errors))
    }
    if (errors.isEmpty) != open.isEmpty { faults.append("check and openKeys differ: \(open)") }
    let loaded = Proposed.load(Answers(table).fill(proposed.text))
    guard let workflow = loaded.workflows?.workflows.first else {
      if !isUnanswerable { faults.append(Diagnostic.render(loaded.diagnostics)) }
      return
    }
    compare(Proposed.read(table.bytes, workflow.read))
  }

  /// Debits and credits need headers; without them only another export helps.
  private var isUnanswerable: Bool {
    open.contains("read.csv.columns.amount") && !table.hasHeader
      && table.stand(of: "amount") == nil
  }

  private mutating func expect(
    _ key: String,
    isRight: Bool,
    in proposed: Proposed? = nil,
    _ what: @autoclosure () -> String
  ) {
    let said = proposed.map { Set($0.proposal.unsureKeys) } ?? unsure
    guard !isRight, !said.contains(key) else { return }
    let words = what()
    faults.append("\(key): \(words)")
  }

  private mutating func compare(_ reading: Reading) {
    let rows = reading.entries.count + reading.documents.count + reading.rows.count
    guard rows == table.rows.count, !reading.summary.isRefused else {
      let problems = reading.problems.prefix(2).map { "\($0.code) \($0.message)" }
      let isSaid = unsure.contains("read.csv.columns") || unsure.contains("read.csv.columns.side")
      if !isSaid { faults.append("\(rows) of \(table.rows.count) rows: \(problems)") }
      return
    }
    for (entry, row) in zip(reading.entries, table.rows) { compare(entry, row) }
    for (document, row) in zip(reading.documents, table.rows) { compare(document, row) }
    for (values, row) in zip(reading.rows, table.rows) {
      for field in ["name", "vatID"] {
        let key = "read.csv.columns.\(field)"
        let value = values.values[field]
        expect(key, isRight: value == nil || value == row.fields[field], "\(value ?? "")")
      }
    }
  }

  private mutating func compare(_ entry: Entry, _ row: RandomTable.Row) {
    let columns = "read.csv.columns."
    expect(columns + "day", isRight: entry.day == row.day, "\(entry.day) is \(row.day)")
    let isAmount = entry.amount.minorUnits == Int64(row.cents)
    expect(columns + "amount", isRight: isAmount, "\(entry.amount) is \(row.cents)")
    expectCurrency(entry.amount.currency)
    let texts = [
      ("counterparty", entry.counterparty, "name"), ("memo", entry.memo, "memo"),
      ("reference", entry.reference, "reference"),
      ("counterpartyIBAN", entry.counterpartyIBAN, "iban"),
    ]
    for (field, value, truth) in texts {
      expect(
        columns + field,
        isRight: value == nil || value == row.fields[truth],
        "\(value ?? "") is \(row.fields[truth] ?? "")"
      )
    }
  }

  private mutating func expectCurrency(_ currency: Currency?) {
    let truth = table.currency
    let isRight = currency?.code == truth
    expect("read.currency", isRight: isRight, "\(currency?.code ?? "none") is \(truth)")
  }

  private mutating func compare(_ document: Document, _ row: RandomTable.Row) {
    let columns = "read.csv.columns."
    let problems = document.problems.map { "\($0.code) \($0.rawText ?? "")" }
    if !problems.isEmpty { faults.append("\(problems)") }
    expect(
      columns + "issueDate",
      isRight: document.issueDate == row.day,
      "\(document.issueDate?.description ?? "none") is \(row.day)"
    )
    let gross = ExactDecimal(coefficient: Int128(row.cents), scale: 2)
    expect(
      columns + "totals.gross",
      isRight: document.totals.gross == gross,
      "\(document.totals.gross?.description ?? "none") is \(gross)"
    )
    expectCurrency(document.currency)
    let texts = [
      ("seller.name", document.seller.name, "name"), ("number", document.number, "number"),
      ("seller.vatID", document.seller.vatID, "vatID"),
    ]
    for (field, value, truth) in texts {
      expect(
        columns + field,
        isRight: value == nil || value == row.fields[truth],
        "\(value ?? "") is \(row.fields[truth] ?? "")"
      )
    }
  }
}

/// A person who knows the truth fills in what is left open.
private struct Answers {
  let table: RandomTable

  init(_ table: RandomTable) {
    self.table = table
  }

  func fill(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.contains("// ") ? String(line) : fill(line: String(line))
    }.joined(separator: "\n")
  }

  private func fill(line: String) -> String {
    let amount = table.columns.contains { $0.field == "amount" } ? "amount" : "totals.gross"
    let field = line.contains("\"day\"") || line.contains("\"issueDate\"") ? "day" : amount
    let stand = table.stand(of: field)
    let isNegative = table.layout.contains("turned true")
    return line.replacing("\"currency\": \"???\"", with: "\"currency\": \"\(table.currency)\"")
      .replacing("\"locale\": \"???\"", with: "\"locale\": \"\(table.isComma ? "de" : "en")\"")
      .replacing("\"format\": \"???\"", with: "\"format\": \"\(table.dayFormat)\"")
      .replacing("\"negate\": \"???\"", with: "\"negate\": \(isNegative)")
      .replacing("\"index\": \"???\"", with: "\"index\": \(stand?.number ?? 0)")
      .replacing("\"header\": \"???\"", with: "\"header\": \"\(stand?.header ?? "")\"")
  }
}
