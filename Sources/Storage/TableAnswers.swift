import Readings

/// What tables gave within one transaction, so that rows of a file which look the same thing up need not ask and keep it each for itself.
///
/// Also the memory of it is one for all of them. Bounded by the rows held: each part starts anew when there are too many.
struct TableAnswers {
  struct Question: Hashable {
    var table: String
    var key: String
  }

  /// Rows of `lookedUp`.
  private struct Kept {
    var id: Int64
    var rows: [TableRow]
  }

  private var given = Bounded<Question, [TableRow]>()
  private var kept = Bounded<Question, Kept>()
  private var byID = Bounded<Int64, LookedUp.Answer>()

  func rows(_ question: Question) -> [TableRow]? { given[question] }

  mutating func note(_ rows: [TableRow], _ question: Question) {
    given.note(rows, question, rows: rows.count)
  }

  /// A table has changed.
  mutating func forget() { given.forget() }

  func id(_ answer: LookedUp.Answer) -> Int64? {
    guard let known = kept[Question(table: answer.table, key: answer.key)],
      known.rows == answer.rows
    else { return nil }
    return known.id
  }

  mutating func keep(_ answer: LookedUp.Answer, as id: Int64) {
    kept.note(
      Kept(id: id, rows: answer.rows),
      Question(table: answer.table, key: answer.key),
      rows: answer.rows.count
    )
  }

  func answer(_ id: Int64) -> LookedUp.Answer? { byID[id] }

  mutating func note(_ answer: LookedUp.Answer, as id: Int64) {
    byID.note(answer, id, rows: answer.rows.count)
  }
}

extension TableAnswers {
  /// Values that hold rows.
  struct Bounded<Key: Hashable, Value> {
    /// Rows that are held together, some tens of megabytes at most; a value without rows counts as one.
    static var maximumRows: Int { 20_000 }

    private var values: [Key: Value] = [:]
    private(set) var rowsHeld = 0

    subscript(key: Key) -> Value? { values[key] }

    /// One value with more rows than may be held together is not held.
    mutating func note(_ value: Value, _ key: Key, rows: Int) {
      guard rows <= Self.maximumRows else { return }
      if rowsHeld + max(1, rows) > Self.maximumRows { forget() }
      values[key] = value
      rowsHeld += max(1, rows)
    }

    mutating func forget() {
      if !values.isEmpty { (values, rowsHeld) = ([:], 0) }
    }
  }
}
