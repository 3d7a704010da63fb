import Books
import Documents
import Readings
import Values

/// One bank file in the making: the running sum of the open statement, its proof, and what has been handed over.
struct BankStatementDraft {
  private(set) var summary: ReadingSummary
  private(set) var statements = 0
  /// Of the open statement.
  private(set) var entryCount = 0
  private var sum: Money?
  private var sumProblem: String?
  private let limits: ReadLimits

  init(_ kind: FileKind, limits: ReadLimits) {
    summary = ReadingSummary(kind: kind)
    self.limits = limits
  }

  var isRefused: Bool { summary.isRefused }

  mutating func refuse(_ problem: Problem, _ sink: (ReadingItem) -> Void) {
    summary.isRefused = true
    sink(.problem(problem))
  }

  mutating func add(_ entry: Entry, _ sink: (ReadingItem) -> Void) {
    guard summary.entries < limits.rows else {
      if !summary.isRefused { refuse(BankProblems.tooManyEntries(limits.rows, entry.line), sink) }
      return
    }
    entryCount += 1
    summary.entries += 1
    do throws(ArithmeticError) {
      sum =
        try sum.map { total throws(ArithmeticError) in try total.adding(entry.amount) }
        ?? entry.amount
    } catch {
      sumProblem = "the entries are in different currencies or too large to add"
    }
    sink(.entry(entry))
  }

  /// Closes the open statement: proves it where it names both balances, and hands it over.
  ///
  /// `problem`: why it cannot be proved; `noBalances`: what to say when it does not name both.
  mutating func close(
    _ values: Statement,
    line: Int,
    problem: Problem? = nil,
    noBalances: Problem,
    _ sink: (ReadingItem) -> Void
  ) {
    var statement = values
    statement.entryCount = entryCount
    if let problem {
      refuse(problem, sink)
    } else if let sumProblem {
      refuse(BankProblems.cannotAdd(sumProblem, line: line), sink)
    } else {
      switch statement.prove(sum.map { [$0] } ?? []) {
      case .proved: break
      case .noBalances: sink(.problem(noBalances))
      case .impossible(let reason): refuse(BankProblems.cannotAdd(reason, line: line), sink)
      case .broken(let computed, let stated):
        refuse(BankProblems.doesNotFoot(statement, sum, computed, stated, line: line), sink)
      }
    }
    sink(.statement(statement))
    statements += 1
    (entryCount, sum, sumProblem) = (0, nil, nil)
  }
}
