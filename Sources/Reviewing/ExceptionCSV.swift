import Books
import Documents
import Values

/// Writes `reports/exceptions.csv`: the list for a spreadsheet, and a form to fill in.
///
/// A person writes what the column `rulings` allows (`match E4711`) into the column `ruling`, a
/// reason into `note`, and drops the file into a `rulings` workflow's folder.
///
/// RFC 4180 in UTF-8 with a byte order mark, which Excel needs. Most urgent first.
package enum ExceptionCSV {
  /// The columns in their order, which is stable: new ones are added at the end.
  package static let columns = [
    "id", "ruling", "note", "reason", "suggestion", "rulings", "severity", "queue", "owner",
    "age_days", "type", "number", "seller", "issue_date", "due_date", "amount", "currency",
    "raw_amount", "document", "entry", "entry_day", "counterparty", "reference", "memo", "ledger",
    "file", "arrival", "page", "line", "field", "workflow", "code", "since", "findings",
    "problems", "candidates", "companions",
  ]

  package static func bytes(_ report: ExceptionReport) -> [UInt8] {
    var csv = CSVBuffer(withByteOrderMark: true)
    csv.row(columns)
    for item in ReportOrder.byUrgency(report.exceptions) { csv.row(cells(item)) }
    return csv.bytes
  }

  private static func cells(_ item: ExceptionItem) -> [String] {
    asked(item) + subject(item) + origin(item) + evidence(item)
  }

  private static func asked(_ item: ExceptionItem) -> [String] {
    [
      item.id, "", "", item.reason, item.suggestion,
      item.choices.map(\.ruling).joined(separator: " | "), item.severity.rawValue, item.queue,
      item.owner ?? "", String(item.ageDays),
    ]
  }

  private static func subject(_ item: ExceptionItem) -> [String] {
    let (document, entry) = (item.document, item.entry)
    return [
      document?.type.rawValue ?? "", document?.number ?? "", document?.seller ?? "",
      document?.issueDate?.description ?? "", document?.dueDate?.description ?? "",
      item.amount?.decimal.description ?? "", item.amount?.currency.code ?? "",
      document?.rawAmount ?? "", document?.id.description ?? "", entry?.id.description ?? "",
      entry?.day.description ?? "", entry?.counterparty ?? "", entry?.reference ?? "",
      entry?.memo ?? "", item.ledger ?? "",
    ]
  }

  private static func origin(_ item: ExceptionItem) -> [String] {
    [
      item.fileName ?? "", item.arrivalID ?? "", item.place.page.map { String($0) } ?? "",
      item.place.line.map { String($0) } ?? "", item.place.field ?? "", item.workflow, item.code,
      item.since?.description ?? "",
    ]
  }

  private static func evidence(_ item: ExceptionItem) -> [String] {
    [
      ReportOrder.findings(item).map { "\($0.code): \($0.message)" }.joined(separator: "\n"),
      item.problems.map { "\($0.code): \($0.message)" }.joined(separator: "\n"),
      ReportOrder.candidates(item).map { candidate in
        let entry = candidate.entry
        let name = entry.counterparty.map { " \($0)" } ?? ""
        return "\(entry.id) \(entry.day) \(entry.amount)\(name)"
      }
      .joined(separator: "\n"), item.companions.text,
    ]
  }
}
