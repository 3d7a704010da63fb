import Values

@testable import Reconciling

/// Tables as a test writes them: rows of named cells.
struct TestBooks {
  var documents: [[String: String]] = []
  var entries: [[String: String]] = []
  var remittances: [[String: String]] = []
  var suppliers: [[String: String]] = []
  var orders: [[String: String]] = []
  /// Right answers: document, entry.
  var links: Set<String> = []

  static let documentColumns = [
    "doc_id", "kind", "vendor_name", "vendor_tax_id", "vendor_iban", "number", "po_number",
    "issue_date", "due_date", "currency", "total", "discount_pct", "discount_days",
  ]
  static let entryColumns = [
    "entry_id", "booking_date", "currency", "amount", "counterparty", "counterparty_iban",
    "reference", "memo", "channel", "orig_currency", "orig_amount",
  ]
  static let remittanceColumns = [
    "batch_reference", "kind", "line", "date", "counterparty", "counterparty_iban", "currency",
    "gross", "fee", "net", "text",
  ]

  static func csv(_ rows: [[String: String]], _ columns: [String]) -> [UInt8] {
    let lines = rows.map { row in columns.map { quoted(row[$0] ?? "") }.joined(separator: ",") }
    return Array(([columns.joined(separator: ",")] + lines).joined(separator: "\n").utf8)
  }

  private static func quoted(_ cell: String) -> String {
    cell.contains(",") || cell.contains("\"")
      ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : cell
  }

  var open: OpenBooks {
    OpenBooks(
      documents: TableReader.documents(Self.csv(documents, Self.documentColumns)).columns,
      entries: TableReader.entries(Self.csv(entries, Self.entryColumns)).columns,
      remittances: TableReader.remittances(Self.csv(remittances, Self.remittanceColumns)).columns,
      suppliers: TableReader.suppliers(
        Self.csv(suppliers, ["vendor_id", "name", "tax_id", "iban"])
      ).columns,
      orders: TableReader.orders(
        Self.csv(orders, ["po_number", "vendor_id", "amount", "currency"])
      ).columns
    )
  }

  mutating func bill(
    _ id: String,
    _ name: String,
    _ number: String,
    _ total: String,
    day: String = "2026-03-02",
    due: String = "2026-03-16",
    _ more: [String: String] = [:]
  ) {
    var row = [
      "doc_id": id, "kind": "bill", "vendor_name": name, "number": number, "total": total,
      "issue_date": day, "due_date": due, "currency": "EUR",
    ]
    row.merge(more) { $1 }
    documents.append(row)
  }

  mutating func entry(
    _ id: String,
    _ amount: String,
    _ name: String,
    _ memo: String,
    day: String = "2026-03-17",
    _ more: [String: String] = [:]
  ) {
    var row = [
      "entry_id": id, "amount": amount, "counterparty": name, "memo": memo, "booking_date": day,
      "currency": "EUR", "channel": "sepa",
    ]
    row.merge(more) { $1 }
    entries.append(row)
  }
}

extension Reconciliation {
  /// `D1=E1 100.00/-100.00 auto`, sorted.
  var told: [String] {
    matches.flatMap { match in
      match.settlement.shares.map { share in
        "\(documentID(share.document))=\(entryID(share.entry)) "
          + "\(documentAmount(share.documentMinor, share.document))/"
          + entryAmount(share.entryMinor, share.entry)
      }
    }.sorted()
  }

  var rests: [String] {
    matches.flatMap { match in
      match.settlement.rests.map { rest in
        switch rest.side {
        case .document(let row):
          "\(documentID(row)) \(rest.kind.rawValue) \(documentAmount(rest.minor, row))"
        case .entry(let row):
          "\(entryID(row)) \(rest.kind.rawValue) \(entryAmount(rest.minor, row))"
        }
      }
    }.sorted()
  }
}
