/// What other programs and languages call the fields of papers and entries.
///
/// Only for suggestions: no word of it is ever taken for a field.
enum TradeWords {
  /// The field that is meant by a name which is no slip of any: `invoiceNumber` is `number`, `supplier.name` is `seller.name`.
  ///
  /// Of several meanings the first that is among `fields` counts; nil where the name says nothing here.
  static func field(_ name: String, among fields: [String]) -> String? {
    let parts = name.split(separator: ".").map(String.init)
    let whole = plain(parts.joined())
    if let meant = meanings[whole], let hit = meant.first(where: { fields.contains($0) }) {
      return hit
    }
    guard parts.count > 1 else { return nil }
    let renamed = parts.map { groups[plain($0)] ?? $0 }
    guard renamed != parts else { return nil }
    let path = renamed.joined(separator: ".")
    return fields.contains(path) ? path : Spelling.nearest(to: path, among: fields)
  }

  /// The group of fields that is meant: `seller` by `vendor`.
  static func group(_ name: String) -> String? { groups[plain(name)] }

  /// True for what others call the paper itself.
  static func isPaper(_ name: String) -> Bool { papers.contains(plain(name)) }

  private static func plain(_ word: String) -> String {
    word.lowercased().filter { $0 != "_" && $0 != "-" && $0 != " " }
  }

  private static let papers: Set<String> = [
    "doc", "invoice", "bill", "receipt", "expense", "paper", "rechnung", "beleg", "facture",
    "fattura", "factura",
  ]

  private static let groups: [String: String] = table([
    ("seller", "supplier vendor creditor merchant shop lieferant kreditor fournisseur fornitore"),
    ("buyer", "customer client debtor recipient kunde debitor cliente"), ("totals", "total sums"),
    ("references", "reference refs"),
  ]).compactMapValues(\.first)

  private static let meanings: [String: [String]] = table([
    (
      "totals.gross net",
      "amount total sum value grand grandtotal totalamount grossamount betrag "
        + "brutto bruttobetrag gesamtbetrag montant importe"
    ), ("totals.net net", "netamount subtotal netto nettobetrag"),
    ("totals.tax", "vat taxamount vatamount mwst ust tva iva"),
    (
      "number reference",
      "invoicenumber invoiceno invoiceid billnumber documentnumber no nr rechnungsnummer belegnummer"
    ), ("issueDate day", "date invoicedate billdate documentdate datum rechnungsdatum fecha data"),
    ("dueDate", "deadline paymentdate payby faelligkeit fälligkeit fällig"),
    ("day", "bookingdate postingdate transactiondate buchungstag"),
    (
      "seller.name counterparty",
      "supplier vendor creditor merchant shop name suppliername vendorname lieferant fournisseur"
    ), ("buyer.name counterparty", "customer client debtor customername kunde"),
    ("counterparty", "payee payer partner beguenstigter empfaenger empfänger"),
    ("payment.iban counterpartyIBAN", "iban bankaccount account konto"),
    ("seller.vatID", "vatnumber vatno taxid taxnumber ustid ustidnr"),
    ("references.purchaseOrder", "order orderid ordernumber po ponumber bestellnummer"),
    ("memo description", "text purpose details narrative message verwendungszweck item title"),
    ("unitPrice", "price preis"), ("quantity", "qty menge anzahl"),
    ("confidence", "score probability certainty"), ("block", "error errors blocking"),
    ("review", "warning warnings doubts"),
  ])

  /// Words, parted by blanks, to what each means.
  private static func table(_ rows: [(meant: String, words: String)]) -> [String: [String]] {
    var table: [String: [String]] = [:]
    for row in rows {
      for word in row.words.split(separator: " ") {
        table[String(word)] = row.meant.split(separator: " ").map(String.init)
      }
    }
    return table
  }
}
