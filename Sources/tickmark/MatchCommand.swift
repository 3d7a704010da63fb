import ArgumentParser
import Documents
import Foundation
import Processing
import Reconciling

struct MatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "match",
    abstract: "Reconciles two tables from files; stores nothing.",
    discussion: """
      Needs no workspace. The tables are CSV with a header line (any of , ; tab | between cells); docs/match.md names the \
      columns. One row is printed for each allocation: so much of a document is this much of an entry. “auto” is beyond \
      doubt, “review” is a proposal for a person. Rows that cannot be read are told on standard error with their line, and \
      left out; the exit code is 1 then.
      """
  )

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case csv
    case json
    case text
  }

  @Option(help: ArgumentHelp("Bills, receipts, sales invoices, credit notes.", valueName: "file"))
  var documents: String
  @Option(help: ArgumentHelp("The ledger or bank export.", valueName: "file"))
  var ledger: String
  @Option(help: ArgumentHelp("Lines of payment files and payout reports.", valueName: "file"))
  var remittances: String?
  @Option(help: ArgumentHelp("Suppliers with their accounts.", valueName: "file"))
  var suppliers: String?
  @Option(help: ArgumentHelp("Purchase orders.", valueName: "file"))
  var orders: String?
  @Option(
    help: ArgumentHelp(
      "csv for programs, json with everything, text for people.",
      valueName: "csv|json|text"
    )
  )
  var format: Format = .csv

  func run() throws {
    var teller = TableTeller()
    let documents = try teller.read(self.documents, TableReader.documents)
    let entries = try teller.read(self.ledger, TableReader.entries)
    let remittances = try self.remittances.map { try teller.read($0, TableReader.remittances) }
    let suppliers = try self.suppliers.map { try teller.read($0, TableReader.suppliers) }
    let orders = try self.orders.map { try teller.read($0, TableReader.orders) }
    if teller.isUnusable { throw ExitCode(2) }
    let answer = Reconciler.reconcile(
      OpenBooks(
        documents: documents,
        entries: entries,
        remittances: remittances ?? RemittanceColumns(),
        suppliers: suppliers ?? SupplierColumns(),
        orders: orders ?? OrderColumns()
      )
    )
    switch format {
    case .csv:
      let table = AllocationTable(answer)
      let lines = [AllocationTable.header] + table.rows
      Terminal.print(lines.joined(separator: "\n"), isData: true)
    case .json: Terminal.print(PrintedJSON.text(MatchReport(answer)))
    case .text: Terminal.print(MatchReport(answer).text)
    }
    if teller.hasProblems { throw ExitCode(1) }
  }
}

/// Reads the tables and tells what is wrong with them.
private struct TableTeller {
  private(set) var hasProblems = false
  private(set) var isUnusable = false

  mutating func read<Columns: Sendable>(
    _ path: String,
    _ read: (consuming [UInt8]) -> TableReading<Columns>
  ) throws -> Columns {
    guard let data = FileManager.default.contents(atPath: path) else {
      Terminal.error("\(path): The file cannot be read. Check its path and its permissions.")
      throw ExitCode(2)
    }
    let reading = read([UInt8](data))
    for problem in reading.problems { tell(problem, path) }
    if reading.unlisted > 0 {
      Terminal.error("\(path): \(reading.unlisted) more rows have problems of these kinds.")
    }
    hasProblems = hasProblems || !reading.problems.isEmpty
    isUnusable = isUnusable || !reading.isUsable
    return reading.columns
  }

  private func tell(_ problem: Problem, _ path: String) {
    var place = path
    if let line = problem.place.line { place += ":\(line)" }
    if let field = problem.place.field { place += ": \(field)" }
    let raw = problem.rawText.map { $0.isEmpty ? "" : " Here: “\($0)”." } ?? ""
    Terminal.error("\(place): \(problem.message)\(raw) \(problem.remedy) [\(problem.code)]")
  }
}
