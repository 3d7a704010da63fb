import TestPapers

/// A workflow whose files of one name belong together; e-invoices and tables both hold papers.
enum GroupPapers {
  static func definitions(_ output: String = Definitions.copies) -> [String: String] {
    var definitions = Definitions.standard
    definitions["invoices"] = """
      { "format": 1, "workflow": "invoices", "document": "invoice",
        "watch": { "folder": "inbox/invoices", "settle": { "quiet": "50 ms" }, "group": { "by": "stem" } },
        "read": { "csv": { "columns": { "number": "Number",
          "issueDate": { "header": "Date", "format": "yyyy-MM-dd" }, "seller.name": "Seller",
          "totals.gross": { "header": "Gross" }, "currency": "Currency", "payment.iban": "Account" } } },
        "check": [ { "id": "dates-plausible", "severity": "off" } ],
        "reconcile": { "ledger": "bank", "costs": "negative" }, \(output) }
      """
    return definitions
  }

  /// A scan: a page without text, which this version cannot read; `note` makes two of them differ.
  static func pdf(_ name: String, _ note: String = "") -> Paper {
    let page = String(decoding: TestPDF().bytes, as: UTF8.self)
    return Paper(workflow: "invoices", name: name, text: page + "% \(name) \(note)\n")
  }

  /// A file of a kind that nobody reads.
  static func archive(_ name: String) -> Paper {
    Paper(workflow: "invoices", name: name, text: "\u{1}\u{2} \(name)")
  }

  static func xml(_ name: String, _ bill: Bill) -> Paper { bill.paper.named(name) }

  /// An e-invoice whose end is missing.
  static func cut(_ name: String, _ bill: Bill) -> Paper {
    Paper(workflow: "invoices", name: name, text: String(bill.paper.text.dropLast(400)))
  }

  /// The same papers as rows of a table.
  static func csv(_ name: String, _ bills: [Bill]) -> Paper {
    Paper(
      workflow: "invoices",
      name: name,
      text: "Number,Date,Seller,Gross,Currency,Account\n"
        + bills.map { "\($0.row),\($0.iban ?? "")\n" }.joined()
    )
  }

  static let bank = Line.export("bank.csv", [Line("-100.00", "Kessel Holz", "Invoice R-1")])
}

/// All orders of a few things.
func permutations<T>(_ items: [T]) -> [[T]] {
  guard items.count > 1 else { return [items] }
  return items.indices.flatMap { first -> [[T]] in
    var rest = items
    let item = rest.remove(at: first)
    return permutations(rest).map { [item] + $0 }
  }
}
