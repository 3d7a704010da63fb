import Books
import Documents
import Readings
import Values

/// One CAMT file in the making: the running sum of the open statement, and what has been handed over.
final class CAMTDraft {
  private var draft: BankStatementDraft
  private let sink: (ReadingItem) -> Void
  private let table = CAMTMapping.table
  /// Of the open statement.
  private var account: String?
  private var isAccountKnown = false
  private var createdAt: String?
  private var undated = 0
  private var firstUndatedLine = 0
  private var pending = 0
  private var firstPendingLine = 0

  init(limits: ReadLimits, sink: @escaping (ReadingItem) -> Void) {
    draft = BankStatementDraft(.camt, limits: limits)
    self.sink = sink
  }

  var summary: ReadingSummary { draft.summary }
  var statements: Int { draft.statements }

  func refuse(_ problem: Problem) { draft.refuse(problem, sink) }

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
        draft.add(entry, sink)
      }
      return nil
    } catch {
      return CAMTProblems.badEntry(error, line: line)
    }
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
    let statement = values.statement()
    if undated > 0 { sink(.problem(CAMTProblems.undated(undated, line: firstUndatedLine))) }
    if pending > 0 { sink(.problem(BankProblems.pending(pending, line: firstPendingLine))) }
    let line = values.closingLine ?? values.lastLine
    draft.close(
      statement,
      line: line,
      problem: values.problem,
      noBalances: BankProblems.noBalances(
        line: line,
        remedy: "Prefer the end-of-day statement (CAMT.053), which carries both."
      ),
      sink
    )
    pending = 0
    (account, createdAt, isAccountKnown, undated) = (nil, nil, false, 0)
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
