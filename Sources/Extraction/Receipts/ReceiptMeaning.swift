/// What a row of a receipt says about its amount.
enum ReceiptMeaning: Hashable {
  /// `Grand total`, `Total due`, `Rounded total`: what was to be paid, after everything.
  case finalTotal
  /// `Total incl. GST`, `Total amount`.
  case fullTotal
  case total
  /// `Amount`, `Net`: of what, other evidence must say.
  case weakTotal
  case subtotal
  /// Before tax.
  case net
  case tax
  case rounding
  case service
  case tip
  case discount
  /// What the customer handed over.
  case cash
  case card
  case change
  /// A count of pieces, points, savings: an amount that is none of the others.
  case other

  var isTotal: Bool { self == .finalTotal || self == .fullTotal || self == .total }

  /// The meaning of the words before an amount, folded; nil when they name an article.
  static func of(_ words: [String]) -> ReceiptMeaning? {
    ReceiptWords.meaning(words)
  }
}

/// The words that receipts print before their amounts, in the six languages and in Malay.
///
/// Folded. Not labels in a fixed spelling but words that decide alone or together, for every till has its own.
enum ReceiptWords {
  static let total: Set = [
    "TOTAL", "TOTALS", "TTL", "TOTALE", "TOTAAL", "TOTAALBEDRAG", "SUMME", "SUMMA", "GESAMT",
    "GESAMTBETRAG", "GESAMTSUMME", "ENDBETRAG", "ENDSUMME", "RECHNUNGSBETRAG", "RECHNUNGSSUMME",
    "JUMLAH", "TOTALTTC", "TOTALAMOUNT", "TOTALRM", "TOTALEUR", "TOTALMYR", "GRANDTOTAL",
    "NETTOTAL", "NETTTOTAL", "EINDTOTAAL", "BRUTTO", "JUMLAHBESAR", "TOTALSALES",
  ]
  private static let final: Set = [
    "GRAND", "DUE", "PAYABLE", "ROUNDED", "ROUND", "ZAHLEN", "ZAHLBETRAG", "PAYER", "BETALEN",
    "PAGARE", "PAGAR", "DOVUTO", "BAYAR", "GRANDTOTAL", "ROUNDING", "ROUNDD", "BESAR", "AMOUNTDUE",
    "EINDTOTAAL", "FINAL", "COMPLESSIVO", "ADJ", "ADJUSTMENT",
  ]
  private static let full: Set = [
    "INCL", "INCLUSIVE", "INCLUDING", "INC", "INCLUDED", "INKL", "TTC", "COMPRIS", "INCLUSO",
    "INCLUSA", "INCLUIDO", "AMOUNT", "AMT", "SALES", "SALE", "NETT", "NET", "TOTALTTC", "BILL",
    "INVOICE", "TOTALAMOUNT", "TOTALSALES", "NETTOTAL", "NETTTOTAL", "WITH", "BETRAG", "INCLU",
    "TERMASUK", "MIT", "CON",
  ]
  private static let weak: Set = [
    "AMOUNT", "AMT", "BETRAG", "MONTANT", "IMPORTO", "IMPORTE", "BEDRAG", "NETT", "BALANCE", "BIL",
    "PAYMENT", "PAY", "SALES", "BILL", "AMAUN", "NETTAMOUNT", "NETAMOUNT",
  ]
  static let change: Set = [
    "CHANGE", "CHG", "BAKI", "KEMBALI", "RUECKGELD", "ZURUECK", "RUECK", "RENDU", "RENDRE",
    "MONNAIE", "RESTO", "WISSELGELD", "TERUG", "CAMBIO", "VUELTO", "CHANGEDUE", "CASHCHANGE",
  ]
  private static let cash: Set = [
    "CASH", "TENDER", "TENDERED", "RECEIVED", "RECEIVE", "BAR", "BARGELD", "GEGEBEN", "ERHALTEN",
    "ESPECES", "RECU", "CONTANTI", "CONTANTE", "EFECTIVO", "ENTREGADO", "CONTANT", "TUNAI", "PAID",
    "CASHTENDERED", "BARZAHLUNG", "CASHRM",
  ]
  static let card: Set = [
    "VISA", "MASTERCARD", "MASTER", "CARD", "DEBIT", "CREDIT", "AMEX", "GIROCARD", "KARTE",
    "KARTENZAHLUNG", "CARTE", "CB", "TARJETA", "BANCOMAT", "PIN", "MAESTRO", "MYDEBIT", "NETS",
    "EFTPOS", "CONTACTLESS", "KARTENZAHLUNG", "PINNEN", "CARTA", "ECKARTE", "VPAY", "CREDITCARD",
    "DEBITCARD", "EWALLET", "TWINT", "PAYPAL", "APPLEPAY",
  ]
  private static let subtotal: Set = [
    "SUBTOTAL", "SUB", "ZWISCHENSUMME", "SOUSTOTAL", "SOUS", "SUBTOTALE", "SUBTOTAAL", "SUBTTL",
    "SUBTOTALRM", "ZWSUMME", "STOTAL", "SUBTOTALS",
  ]
  private static let tax: Set = [
    "GST", "VAT", "TAX", "SST", "MWST", "UST", "TVA", "IVA", "BTW", "HST", "PST", "TAXES", "STEUER",
    "CUKAI", "TOTALTAX", "TOTALGST", "GSTTAX", "MEHRWERTSTEUER", "SALESTAX", "IGST", "CGST", "SGST",
    "GSTAMT", "TAXAMT", "TAXAMOUNT", "GSTAMOUNT", "SVCTAX",
  ]
  private static let excluding: Set = [
    "EXCL", "EXCLUDING", "EXCLUSIVE", "EX", "EXC", "EXCLUDED", "EXKL", "BEFORE", "NETTO", "HT",
    "TAXABLE", "IMPONIBILE", "OHNE", "IMPONIBLE", "WITHOUT", "EXCLUDE", "HORS",
  ]
  private static let rounding: Set = [
    "ROUNDING", "ROUND", "RND", "RUNDUNG", "ARRONDI", "ARROTONDAMENTO", "REDONDEO", "AFRONDING",
    "ROUNDINGADJ", "ROUNDOFF", "ROUNDADJ", "PEMBUNDARAN", "ROUNDINGADJUSTMENT", "PELARASAN",
    "ROUR", "PENGGENAPAN", "BUNDARAN",
  ]
  private static let service: Set = [
    "SERVICE", "SVC", "SERV", "SRV", "SVR", "SERVICECHARGE", "BEDIENUNG", "COPERTO", "SERVIZIO",
    "SERVICIO",
  ]
  private static let tip: Set = [
    "TIP", "TIPS", "GRATUITY", "TRINKGELD", "POURBOIRE", "PROPINA", "MANCIA", "FOOI",
  ]
  private static let discount: Set = [
    "DISCOUNT", "DISC", "DISCOUNTS", "RABATT", "REMISE", "REDUCTION", "SCONTO", "DESCUENTO",
    "KORTING", "NACHLASS", "DISKAUN", "PROMO", "VOUCHER", "GUTSCHEIN",
  ]
  private static let counted: Set = [
    "QTY", "QUANTITY", "ITEM", "ITEMS", "PCS", "COUNT", "ARTIKEL", "ARTICLES", "ARTICOLI",
    "ARTICULOS", "STUECK", "POSTEN", "POSITIONEN", "KUANTITI", "UNIT", "UNITS", "PIECES", "PAX",
    "QTYS", "ITEMCOUNT", "TOTALQTY", "PERSON", "PERSONS", "KG", "LITRE", "LITER", "PUNKTE",
    "POINT", "POINTS", "SAVING", "SAVINGS", "SAVED", "SAVE", "GESPART", "ERSPARNIS", "ITEMS",
    "BARANG", "WEIGHT", "PTS", "MEMBER",
  ]

  /// A means of payment by name.
  static func isMeans(_ word: String) -> Bool { card.contains(word) || cash.contains(word) }

  static func meaning(_ all: [String]) -> ReceiptMeaning? {
    let words = Set(all.suffix(8))
    func has(_ set: Set<String>) -> Bool { !words.isDisjoint(with: set) }
    let hasTotal = has(total) || words.contains { isMisspelt($0, "TOTAL") }
    if has(change) || words.contains(where: { $0 != "CHARGE" && isMisspelt($0, "CHANGE") }) {
      return .change
    }
    if has(counted), !has(final) { return .other }
    if has(subtotal) { return has(tax) && has(full) ? .fullTotal : .subtotal }
    if hasTotal {
      // `GST 6% included in total`.
      if let included = all.lastIndex(where: { inclusive.contains($0) }),
        all[..<included].contains(where: { tax.contains($0) }),
        !all[..<included].contains(where: { total.contains($0) })
      {
        return .tax
      }
      if has(["PAID", "TENDERED", "TENDER"]) { return .cash }
      if has(discount), !has(["AFTER", "LESS", "NACH"]) { return .discount }
      if has(service) { return .service }
      if has(excluding) { return .net }
      if has(tax), !has(full), !has(final), !has(["WITH", "AFTER"]) { return .tax }
      if has(tax), has(["AMOUNT", "AMT"]), !has(inclusive), !has(final) { return .tax }
      if has(final), !(has(rounding) && !has(["AFTER", "ROUNDED", "GRAND", "TOTAL"])) {
        return .finalTotal
      }
      return has(full) ? .fullTotal : .total
    }
    if has(["ROUNDED"]) { return .finalTotal }
    if has(rounding) { return .rounding }
    if has(tip) { return .tip }
    if has(service), !has(tax) { return .service }
    if has(discount) { return .discount }
    return paid(words)
  }

  private static let inclusive: Set = [
    "INCL", "INCLUSIVE", "INCLUDING", "INC", "INCLUDED", "INKL", "TTC", "INCLU", "TERMASUK",
  ]

  /// What is left when no word speaks of a total.
  private static func paid(_ words: Set<String>) -> ReceiptMeaning? {
    func has(_ set: Set<String>) -> Bool { !words.isDisjoint(with: set) }
    if has(excluding), has(tax) || has(weak) { return .net }
    if has(tax) { return has(inclusive) && has(weak) ? .fullTotal : .tax }
    if has(["DUE", "PAYABLE", "ZAHLEN", "BETALEN", "PAGARE", "PAYER"]) { return .finalTotal }
    if has(cash) { return .cash }
    if has(card) { return .card }
    return has(weak) ? .weakTotal : nil
  }

  /// One letter read wrongly: `TOTA1`, `T0TAL`, `CHANOE`.
  private static func isMisspelt(_ word: String, _ right: String) -> Bool {
    guard word.utf8.count == right.utf8.count, word != right else { return false }
    return zip(word.utf8, right.utf8).count { $0 != $1 } == 1
  }
}
