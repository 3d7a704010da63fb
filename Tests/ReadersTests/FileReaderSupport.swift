import Books
import Documents
import Readers
import Readings
import Values

/// Reads a file in memory, as all of these suites do.
func read(
  _ bytes: [UInt8],
  target: ReadInstructions.Target = .invoice,
  limits: ReadLimits = ReadLimits(),
  wantsTerms: Bool = false
) -> Reading {
  var instructions = ReadInstructions(target: target)
  instructions.limits = limits
  instructions.wantsTerms = wantsTerms
  var items: [ReadingItem] = []
  let summary = FileReader.read(
    MemoryInput(bytes),
    instructions: instructions,
    fileName: "paper"
  ) { items.append($0) }
  return Reading(items: items, summary: summary)
}

func read(
  _ text: String,
  target: ReadInstructions.Target = .invoice,
  limits: ReadLimits = ReadLimits(),
  wantsTerms: Bool = false
) -> Reading {
  read(Array(text.utf8), target: target, limits: limits, wantsTerms: wantsTerms)
}

extension Reading {
  /// `code@line` of each problem, those of the documents after those of the file.
  var problemCodes: [String] {
    (problems + documents.flatMap(\.problems)).map { problem in
      problem.code + (problem.place.line.map { "@\($0)" } ?? "")
    }
  }

  /// A file problem and `isRefused` always go together.
  var isConsistent: Bool {
    summary.isRefused == problems.contains { $0.scope == .file }
      && summary.documents == documents.count && summary.entries == entries.count
  }
}

/// The values of a document as text, one `path value` a line.
func values(_ document: Document) -> String {
  var rows: [(String, String?)] = [
    ("type", document.type.rawValue), ("typeCode", document.typeCode),
    ("number", document.number), ("issueDate", document.issueDate?.description),
    ("dueDate", document.dueDate?.description), ("currency", document.currency?.code),
  ]
  rows += values(document.seller, "seller") + values(document.buyer, "buyer")
  rows += values(document.payee, "payee") + totals(document.totals)
  for tax in document.taxes {
    rows.append(("tax", joined([tax.category, tax.rate, tax.base, tax.amount])))
  }
  for item in document.allowancesAndCharges {
    let kind = item.isCharge ? "charge" : "allowance"
    rows.append((kind, joined([item.amount, item.reason, item.category, item.rate])))
  }
  for line in document.lines {
    let parts: [Any?] = [
      line.id, line.description, line.quantity, line.unit, line.unitPrice, line.priceBaseQuantity,
      line.net, line.taxCategory, line.taxRate, line.isGroup.map { $0 ? "group" : "" },
    ]
    rows.append(("line", joined(parts)))
  }
  rows += references(document)
  return rows.compactMap { name, value in value.map { "\(name) \($0)" } }.joined(separator: "\n")
}

private func values(_ party: Party, _ name: String) -> [(String, String?)] {
  [
    ("\(name).name", party.name), ("\(name).tradingName", party.tradingName),
    ("\(name).vatID", party.vatID), ("\(name).taxRegistrationID", party.taxRegistrationID),
    ("\(name).legalRegistrationID", party.legalRegistrationID), ("\(name).iban", party.iban),
    ("\(name).address", party.address), ("\(name).country", party.country),
  ]
}

private func totals(_ totals: Totals) -> [(String, String?)] {
  [
    ("lines", totals.lines), ("allowances", totals.allowances), ("charges", totals.charges),
    ("net", totals.net), ("tax", totals.tax), ("gross", totals.gross), ("prepaid", totals.prepaid),
    ("rounding", totals.rounding), ("due", totals.due),
  ].map { ("totals." + $0.0, $0.1?.description) }
}

private func references(_ document: Document) -> [(String, String?)] {
  [
    ("purchaseOrder", document.references.purchaseOrder),
    ("buyerReference", document.references.buyerReference),
    ("contract", document.references.contract),
    ("precedingInvoice", document.references.precedingInvoice),
    ("terms", document.payment.terms), ("reference", document.payment.reference),
    ("iban", document.payment.iban), ("bic", document.payment.bic),
    ("meansCode", document.payment.meansCode),
    ("accounts", document.payment.accounts?.joined(separator: " ")),
  ]
}

private func joined(_ parts: [Any?]) -> String {
  parts.map { $0.map { "\($0)" } ?? "-" }.joined(separator: " | ")
}
