import Books
package import Documents
import Values
import Workflows

/// What each built-in check looked at on one document and what it came to, also where it noticed nothing.
///
/// For `explain`; made anew whenever somebody asks.
package struct CheckEvidence: Hashable, Sendable, Codable {
  package enum Verdict: String, Hashable, Sendable, Codable {
    case fine
    case noticed
    /// Switched off by the workflow.
    case off
    /// There is nothing on the paper that it could look at.
    case nothingThere = "nothing-there"
  }

  package var id: String
  package var verdict: Verdict
  /// `gross: 1000.00 + 190.00 - 1190.00 = 0.00 <= 0.01: true`, or what was noticed.
  package var text: String
}

extension CheckEvidence {
  /// One for each check, in the order of the findings.
  package static func of(
    _ document: Document,
    findings: [Finding],
    _ context: CheckContext
  ) -> [CheckEvidence] {
    BuiltInChecks.ids.map { id in
      if context.workflow.check.severities[id] == .off {
        return CheckEvidence(id: id, verdict: .off, text: "switched off by the workflow")
      }
      let noticed = findings.filter { $0.code == id }.map(\.message)
      if !noticed.isEmpty {
        return CheckEvidence(id: id, verdict: .noticed, text: noticed.joined(separator: " "))
      }
      let seen = seen(id, document, context)
      return seen.isEmpty
        ? CheckEvidence(id: id, verdict: .nothingThere, text: "nothing on the paper to look at")
        : CheckEvidence(id: id, verdict: .fine, text: seen.joined(separator: ", "))
    }
  }

  private static func seen(_ id: String, _ document: Document, _ context: CheckContext) -> [String]
  {
    switch id {
    case TotalsFoot.id:
      TotalsFoot.shown(document).otherwise(values(fields[id] ?? [], document))
    case TaxAddsUp.id:
      TaxAddsUp.shown(document).otherwise(taxes(document) + values(["totals.tax"], document))
    case LinesFoot.id: LinesFoot.shown(document).otherwise(lines(document))
    case "dates-plausible":
      values(["issueDate", "dueDate"], document).and("looked at on \(context.today)")
    case "iban-changed", "supplier-known": supplier(document, context)
    case "duplicate-exact": same(document, context)
    case "duplicate-near": alike(document, context)
    case "identical-file": ["this content did not come before"]
    case "values-readable":
      ["\(document.problems.count { $0.scope != .note }) values in doubt"]
    default: values(fields[id] ?? [], document)
    }
  }

  private static let fields: [String: [String]] = [
    "required-fields": ["number", "issueDate", "seller.name", "currency", "totals.gross"],
    "totals-foot": [
      "totals.lines", "totals.allowances", "totals.charges", "totals.net", "totals.tax",
      "totals.gross", "totals.prepaid", "totals.rounding", "totals.due",
    ],
    "iban-valid": ["seller.iban", "payee.iban", "payment.iban"],
    "vat-id-valid": ["seller.vatID", "buyer.vatID"],
    "currency-known": ["currency"],
    "credit-note-reference": ["type", "references.precedingInvoice"],
  ]

  /// Only those that are there.
  private static func values(_ fields: [String], _ document: Document) -> [String] {
    fields.compactMap { field in
      let name = field.hasPrefix("totals.") ? String(field.dropFirst("totals.".count)) : field
      return document.text(at: field).map { "\(name) \($0)" }
    }
  }

  private static func taxes(_ document: Document) -> [String] {
    document.taxes.prefix(5).compactMap { tax in
      guard let base = tax.base, let amount = tax.amount else { return nil }
      return "\(base)\(tax.rate.map { " at \($0) %" } ?? "") is \(amount)"
    }
  }

  /// `10 x 85.00 is 850.00`, of the first lines.
  private static func lines(_ document: Document) -> [String] {
    let lines = document.lines.compactMap { line -> String? in
      guard let net = line.net else { return nil }
      guard let quantity = line.quantity, let price = line.unitPrice else {
        return "a line of \(net)"
      }
      return "\(quantity) x \(price) is \(net)"
    }
    let more = lines.count - LinesFoot.maximumNamed
    return lines.prefix(LinesFoot.maximumNamed)
      + (more > 0 ? ["and \(more) more line\(more == 1 ? "" : "s")"] : [])
  }

  private static func supplier(_ document: Document, _ context: CheckContext) -> [String] {
    switch context.supplier {
    case .noTable: return []
    case .unknown: return ["the seller stands in no row"]
    case .severalMatch(let rows): return ["\(rows.count) rows fit the seller"]
    case .known(let row):
      let accounts = row.ibans.isEmpty ? "no account" : row.ibans.joined(separator: " ")
      return ["the row of \(row.name ?? row.vatID ?? "the seller") has \(accounts)"]
        + values(["seller.iban", "payee.iban", "payment.iban"], document)
        + (document.payment.accounts ?? []).map { "payment.accounts \($0)" }
    }
  }

  /// No earlier document, or one that is a question.
  private static func same(_ document: Document, _ context: CheckContext) -> [String] {
    let keys = context.agreedExact(document) ?? "its seller and number"
    if let hit = context.duplicates.first(where: { $0.kind == .exact }) {
      let name = hit.document?.description ?? hit.fileName ?? "an earlier document"
      return ["\(name) has \(keys), with another day or amount: `duplicate-near` asks about it"]
    }
    return keysOf(document, context)?.exact == nil ? [] : ["no earlier document has \(keys)"]
  }

  /// Nil where nobody knows.
  private static func keysOf(
    _ document: Document,
    _ context: CheckContext
  ) -> (exact: String?, near: String?, name: String?)? {
    context.values.map {
      DuplicateKeys.keys(of: document, plan: context.duplicateKeys, values: $0)
    }
  }

  /// No other document, or one that is told elsewhere.
  private static func alike(_ document: Document, _ context: CheckContext) -> [String] {
    let certain = context.duplicates.filter { $0.isCertain(for: document) }
    let names = certain.compactMap { hit in hit.document.map { "\($0)" } ?? hit.fileName }
    if let first = names.first { return ["none beside \(first), which it surely repeats"] }
    guard keysOf(document, context)?.near != nil else { return [] }
    let keys = context.agreedNear(document) ?? "its seller and amount"
    return ["no earlier document within \(context.duplicateKeys.nearDays) days has \(keys)"]
  }
}

extension [String] {
  /// With one more, where there is any.
  fileprivate func and(_ more: String) -> [String] { isEmpty ? [] : self + [more] }

  fileprivate func otherwise(_ others: [String]) -> [String] { isEmpty ? others : self }
}
