import Books

/// What was open before a period, came and went in it, and is open at its end: as tables of its statement.
enum StatementRolls {
  static func write(_ html: inout HTMLBuffer, _ statement: PeriodStatement) {
    for (noun, rolls) in [
      ("entries", statement.openEntryRolls), ("documents", statement.openDocumentRolls),
    ] {
      for (code, roll) in (rolls ?? [:]).sorted(by: { $0.key < $1.key }) {
        html.markup("<br>\n")
        StatementHTML.table(&html, "Open \(noun) in \(code)", rows(roll, statement.carriedFrom))
      }
    }
  }

  private static func rows(
    _ roll: PeriodStatement.Roll,
    _ carriedFrom: String?
  ) -> [StatementHTML.Row] {
    let from = carriedFrom.map { ", as signed for \($0)" } ?? ""
    var rows: [StatementHTML.Row] = [
      ("Open before" + from, roll.opening.count, roll.opening.sum, true)
    ]
    if roll.changed != .init() {
      rows.append(
        (
          "changed in closed periods since they were closed", roll.changed.count, roll.changed.sum,
          false
        )
      )
    }
    rows.append(("came in the period", roll.arrived.count, roll.arrived.sum, false))
    rows.append(("less what was matched", roll.matched.count, roll.matched.sum, false))
    for kind in Residual.Kind.allCases {
      guard let sum = roll.residuals[kind.rawValue] else { continue }
      rows.append(("less \(StatementHTML.words(kind.rawValue))", nil, sum, false))
    }
    if roll.alone.count > 0 {
      rows.append(("less those in need of no document", roll.alone.count, roll.alone.sum, false))
    }
    rows.append(("Open at the end", roll.closing.count, roll.closing.sum, true))
    return rows
  }
}
