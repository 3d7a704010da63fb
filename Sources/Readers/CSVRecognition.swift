import Readings

/// Fields found by common column names, for a workflow without `columns`.
struct CSVRecognition {
  struct Unknown: Error {
    var message: String
    /// Ready to be pasted: `"columns": { ... }`.
    var proposal: String
  }

  private let headers: [String]
  private let plain: [String]
  private let target: ReadInstructions.Target

  init(_ headers: [String], _ target: ReadInstructions.Target) {
    self.headers = headers
    self.target = target
    plain = headers.map(CSVHeader.plain)
  }

  /// The names to look for; nil where every header is a column of its own.
  static func names(_ target: ReadInstructions.Target) -> [(field: String, names: [String])]? {
    switch target {
    case .ledger: CSVHeaderNames.ledger
    case .invoice, .expense: CSVHeaderNames.documents
    case .remittance, .order, .table, .rulings: nil
    }
  }

  /// What a field of the model is, whatever a workflow says; nil for a workflow's own.
  static func type(
    _ field: String,
    _ target: ReadInstructions.Target
  ) -> ColumnInstructions.ValueType? {
    switch target {
    case .ledger:
      switch field {
      case "day", "valueDay": .day
      case "amount", "balance", "originalAmount": .amount
      case "currency", "originalCurrency": .currency
      case "side": .text
      default: CSVLedgerFields.texts.contains(field) ? .text : nil
      }
    case .invoice, .expense:
      if field == "issueDate" || field == "dueDate" {
        .day
      } else if CSVDocumentFields.amounts[field] != nil {
        .amount
      } else if field == "currency" {
        .currency
      } else {
        CSVDocumentFields.texts[field] == nil && field != "type" ? nil : .text
      }
    case .remittance, .order, .table, .rulings: nil
    }
  }

  func columns() -> Result<[CSVColumn], Unknown> {
    guard let names = Self.names(target) else { return .success(every()) }
    var found: [String: Int] = [:]
    // A card statement's "Type" says purchase or fee, not what kind of paper it is.
    for (field, known) in names where field != "type" || target == .invoice {
      let hits = known.flatMap { name in plain.indices.filter { plain[$0] == name } }
        .filter { !found.values.contains($0) }
      if isAmount(field), Set(hits).count > 1 {
        return .failure(unknown("More than one column may hold the amount.", found))
      }
      if let first = hits.first { found[field] = first }
    }
    return target == .ledger ? ledger(found) : documents(found)
  }

  private func isAmount(_ field: String) -> Bool { field == "amount" || field == "totals.gross" }

  private func ledger(_ found: [String: Int]) -> Result<[CSVColumn], Unknown> {
    guard found["day"] != nil else {
      return .failure(unknown("No column of days is recognised.", found))
    }
    var cells = found
    let (debit, credit) = (cells.removeValue(forKey: "debit"), cells.removeValue(forKey: "credit"))
    var columns: [CSVColumn] = []
    if cells["amount"] == nil {
      guard let debit, let credit else {
        return .failure(unknown("No column of amounts is recognised.", found))
      }
      columns.append(
        CSVColumn(
          field: "amount",
          type: .amount,
          location: .debitCredit(debit: debit, credit: credit),
          name: headers[debit]
        )
      )
    } else if debit != nil || credit != nil {
      return .failure(unknown("More than one column may hold the amount.", found))
    }
    return .success(columns + made(cells, taken: Set(found.values)))
  }

  private func documents(_ found: [String: Int]) -> Result<[CSVColumn], Unknown> {
    guard found["issueDate"] != nil, found["totals.gross"] != nil else {
      let what = found["issueDate"] == nil ? "days" : "amounts"
      return .failure(unknown("No column of \(what) is recognised.", found))
    }
    return .success(made(found, taken: Set(found.values)))
  }

  /// The recognised columns and, as the workflow's own, all others.
  private func made(_ found: [String: Int], taken: Set<Int>) -> [CSVColumn] {
    let known = found.sorted { $0.value < $1.value }.map { field, cell in
      CSVColumn(
        field: field,
        type: Self.type(field, target) ?? .text,
        location: .cell(cell),
        name: headers[cell]
      )
    }
    return known + every().filter { $0.cells.allSatisfy { !taken.contains($0) } }
  }

  /// Each header as a column of its own name; a second one of the same name gets its number.
  private func every() -> [CSVColumn] {
    var seen: [String: Int] = [:]
    return headers.indices.compactMap { cell in
      let name = headers[cell].isEmpty ? "column \(cell + 1)" : headers[cell]
      seen[name, default: 0] += 1
      let count = seen[name] ?? 1
      let field = count > 1 ? "\(name) (\(count))" : name
      return CSVColumn(field: field, type: .text, location: .cell(cell), name: name)
    }
  }

  private func unknown(_ message: String, _ found: [String: Int]) -> Unknown {
    let needed = target == .ledger ? ["day", "amount"] : ["issueDate", "totals.gross"]
    let fields = needed + found.keys.filter { !needed.contains($0) }.sorted()
    let lines = fields.filter { $0 != "debit" && $0 != "credit" }.map { field in
      let header = found[field].map { headers[$0] } ?? "..."
      return "\"\(field)\": { \"header\": \"\(escaped(header))\" }"
    }
    return Unknown(message: message, proposal: "\"columns\": { \(lines.joined(separator: ", ")) }")
  }

  private func escaped(_ header: String) -> String {
    String(header.flatMap { $0 == "\"" || $0 == "\\" ? ["\\", $0] : $0.isNewline ? [" "] : [$0] })
  }
}
