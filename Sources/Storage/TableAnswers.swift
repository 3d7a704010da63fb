import Readings

/// What tables gave within one transaction, so that rows of a file which look the same thing up need not ask and keep it each for itself.
///
/// Bounded: it starts anew when there is too much of it.
struct TableAnswers {
  struct Question: Hashable {
    var table: String
    var key: String
  }

  /// Rows of `lookedUp`.
  struct Kept {
    var id: Int64
    var rows: [TableRow]
  }

  static let maximumQuestions = 1_000
  static let maximumRows = 50

  private var given: [Question: [TableRow]] = [:]
  private var kept: [Question: Kept] = [:]
  private var byID: [Int64: LookedUp.Answer] = [:]

  func rows(_ question: Question) -> [TableRow]? { given[question] }

  mutating func note(_ rows: [TableRow], _ question: Question) {
    guard rows.count <= Self.maximumRows else { return }
    if given.count >= Self.maximumQuestions { given = [:] }
    given[question] = rows
  }

  /// A table has changed.
  mutating func forget() {
    if !given.isEmpty { given = [:] }
  }

  func id(_ answer: LookedUp.Answer) -> Int64? {
    guard let known = kept[Question(table: answer.table, key: answer.key)],
      known.rows == answer.rows
    else { return nil }
    return known.id
  }

  mutating func keep(_ answer: LookedUp.Answer, as id: Int64) {
    guard answer.rows.count <= Self.maximumRows else { return }
    if kept.count >= Self.maximumQuestions { kept = [:] }
    kept[Question(table: answer.table, key: answer.key)] = Kept(id: id, rows: answer.rows)
  }

  func answer(_ id: Int64) -> LookedUp.Answer? { byID[id] }

  mutating func note(_ answer: LookedUp.Answer, as id: Int64) {
    guard answer.rows.count <= Self.maximumRows else { return }
    if byID.count >= Self.maximumQuestions { byID = [:] }
    byID[id] = answer
  }
}
