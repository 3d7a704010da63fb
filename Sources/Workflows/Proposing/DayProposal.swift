import Readings
import Values

/// How the days of a column are written, and what that rests on.
enum DayProposal {
  /// Fills in format and remarks.
  static func describe(_ proposed: inout ProposedColumn, in table: TableSurvey) {
    guard case .column(let column) = proposed.place else { return }
    guard let days = column.days, days.count > 0, column.holdsDays else {
      return describeWithoutDays(&proposed, column)
    }
    if let format = days.format {
      proposed.format = .text(format)
      proposed.notes += reasons(column, days, format)
    } else if !days.contradiction.isEmpty {
      proposed.format = .open(probe: nil)
      let cells = EvidenceText.list(days.contradiction.map(EvidenceText.place))
      proposed.notes.append(
        .fillIn(
          "the days of \(EvidenceText.name(column)) are written in more than one way: \(cells)."
            + " Say which is right; rows with the other are told as problems."
        )
      )
    } else if let (format, other) = decidedElsewhere(column, days, table) {
      proposed.format = .text(format)
      proposed.notes.append(
        .because(
          "\(open(column, days)); \(EvidenceText.name(other)) is written by the same program"
            + " and decides it."
        )
      )
    } else {
      proposed.format = .open(probe: days.readings.first.map { .text($0.format) })
      proposed.notes.append(.fillIn(question(column, days)))
    }
  }

  private static func describeWithoutDays(
    _ proposed: inout ProposedColumn,
    _ column: ColumnSurvey
  ) {
    if column.filled == 0 {
      proposed.notes.append(
        .because(
          "\(EvidenceText.name(column)) is empty here: how it is written is found by content."
        )
      )
    } else if isSerial(column) {
      proposed.format = .text("excel")
      let cell = column.numbers?.smallest.map(\.description) ?? ""
      proposed.notes.append(
        .unsure("\(cell) and the like can be a spreadsheet's numbers of days since 1900.")
      )
    }
  }

  /// 1954 to 2064, in whole or broken days.
  static func isSerial(_ column: ColumnSurvey) -> Bool {
    guard let numbers = column.numbers, column.holdsNumbers, let least = numbers.smallest,
      let most = numbers.largest
    else { return false }
    return least >= ExactDecimal(20_000) && most <= ExactDecimal(60_000)
  }

  private static func reasons(
    _ column: ColumnSurvey,
    _ days: DaySurvey,
    _ format: String
  ) -> [ProposalNote] {
    if days.isPacked {
      return [.unsure("the digits of \(EvidenceText.name(column)) can be read as \(format).")]
    }
    guard let decider = days.decider, days.openCell != nil else { return [] }
    return [.because("\(open(column, days)); \(EvidenceText.place(decider)) decides: \(format).")]
  }

  /// `"Date": "03/04/2026" in line 2 could be 3 April 2026 or 4 March 2026`.
  private static func open(_ column: ColumnSurvey, _ days: DaySurvey) -> String {
    guard let cell = days.openCell else { return EvidenceText.name(column) }
    let meanings = days.openDays.map(EvidenceText.day).joined(separator: " or ")
    return "\(EvidenceText.name(column)): \(EvidenceText.place(cell)) could be \(meanings)"
  }

  private static func question(_ column: ColumnSurvey, _ days: DaySurvey) -> String {
    let spans = days.readings.map { reading in
      "read as \(reading.format) the days run from \(EvidenceText.day(reading.first)) to"
        + " \(EvidenceText.day(reading.last))"
    }
    return "\(open(column, days)), and no other day decides; \(spans.joined(separator: "; "))."
  }

  /// Another column of days that was open in the same way and is decided.
  private static func decidedElsewhere(
    _ column: ColumnSurvey,
    _ days: DaySurvey,
    _ table: TableSurvey
  ) -> (String, ColumnSurvey)? {
    let possible = days.readings.map(\.format)
    for other in table.columns where other.number != column.number && other.holdsCertainDays {
      if let format = other.days?.format, possible.contains(format), other.days?.decider != nil {
        return (format, other)
      }
    }
    return nil
  }
}
