import Books
import Documents
import Readings
import Values

/// One CAMT file in the making: the running sum of the open statement, and what has been handed over.
final class CAMTDraft {
  private(set) var summary = ReadingSummary(kind: .camt)
  private(set) var statements = 0
  private let sink: (ReadingItem) -> Void
  private let table = CAMTMapping.table
  /// Of the open statement.
  private var entryCount = 0
  private var sum: Money?
  private var sumProblem: String?
  private var account: String?
  private var isAccountKnown = false
  private var createdAt: String?
  private var undated = 0
  private var firstUndatedLine = 0
  private var pending = 0
  private var firstPendingLine = 0

  init(sink: @escaping (ReadingItem) -> Void) {
    self.sink = sink
  }

  func refuse(_ problem: Problem) {
    summary.isRefused = true
    sink(.problem(problem))
  }

  /// Reads an entry, or the statement around the entries, which closes after them.
  ///
  /// The problem of an entry that cannot be trusted ends the file: a statement with a hole is none.
  func read(_ tree: XMLTree, _ record: Int) -> Problem? {
    let isEntry = fields(of: tree.elements[record].node).contains { $0 == .entry }
    if isEntry { return readEntry(tree, record) }
    readStatement(tree, record)
    return nil
  }

  private func readEntry(_ tree: XMLTree, _ record: Int) -> Problem? {
    let line = tree.elements[record].line
    var values = CAMTEntryValues(line: line)
    forEachValue(tree, record) { values.take($0, $1, tree.attribute(.currency, of: $2)) }
    guard values.isBooked else {
      if pending == 0 { firstPendingLine = line }
      pending += 1
      return nil
    }
    do throws(CAMTEntryError) {
      // Account and creation stand before the entries, so they are looked for once a statement.
      if !isAccountKnown {
        account = text(tree) { $0 == .accountIBAN || $0 == .accountOther }
        createdAt = text(tree) { $0 == .createdAt }
        isAccountKnown = true
      }
      if !values.hasDay, let createdAt {
        if undated == 0 { firstUndatedLine = line }
        undated += 1
        values.take(.bookingDay, createdAt, nil)
      }
      for var entry in try values.entries() {
        entry.account = account
        add(entry)
      }
      return nil
    } catch {
      return CAMTProblems.badEntry(error, line: line)
    }
  }

  private func add(_ entry: Entry) {
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

  private func readStatement(_ tree: XMLTree, _ record: Int) {
    var values = CAMTStatementValues()
    forEachValue(tree, record) { field, text, element in
      values.take(
        field,
        text,
        tree.attribute(.currency, of: element),
        line: tree.elements[element].line
      )
    }
    let statement = values.statement(entryCount: entryCount)
    prove(statement, values)
    if undated > 0 { sink(.problem(CAMTProblems.undated(undated, line: firstUndatedLine))) }
    if pending > 0 { sink(.problem(CAMTProblems.pending(pending, line: firstPendingLine))) }
    sink(.statement(statement))
    statements += 1
    (entryCount, sum, sumProblem, pending) = (0, nil, nil, 0)
    (account, createdAt, isAccountKnown, undated) = (nil, nil, false, 0)
  }

  private func prove(_ statement: Statement, _ values: CAMTStatementValues) {
    let line = values.closingLine ?? values.lastLine
    if let problem = values.problem {
      refuse(problem)
    } else if let sumProblem {
      refuse(CAMTProblems.cannotProve(sumProblem, line: line))
    } else {
      switch statement.prove(sum.map { [$0] } ?? []) {
      case .proved: break
      case .noBalances: sink(.problem(CAMTProblems.noBalances(line: line)))
      case .impossible(let reason): refuse(CAMTProblems.cannotProve(reason, line: line))
      case .broken(let computed, let stated):
        refuse(
          CAMTProblems.doesNotFoot(
            statement,
            sum: sum,
            computed: computed,
            stated: stated,
            line: line
          )
        )
      }
    }
  }

  private func text(_ tree: XMLTree, _ isWanted: (CAMTField) -> Bool) -> String? {
    for element in tree.elements.indices
    where fields(of: tree.elements[element].node).contains(where: isWanted) {
      return tree.text(element)
    }
    return nil
  }

  private func forEachValue(
    _ tree: XMLTree,
    _ record: Int,
    _ body: (CAMTField, String, Int) -> Void
  ) {
    for element in record..<tree.elements[record].end {
      for field in fields(of: tree.elements[element].node) {
        switch field {
        case .details, .balance: body(field, "", element)
        default: if let text = tree.text(element) { body(field, text, element) }
        }
      }
    }
  }

  private func fields(of node: Int) -> [CAMTField] {
    table.nodes[node].rules.map { table.rules[$0].meaning }
  }
}
