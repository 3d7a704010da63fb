/// Words that payers and banks write before numbers, and what kind of number follows them.
enum Label: UInt8 {
  case none
  /// An invoice number follows: `Rg.`, `INV`.
  case invoice
  /// A number of something else follows: `KD`, `CCD`, `WIRE`.
  case other

  static func of(_ text: FoldedText, _ run: TextRun) -> Label {
    guard !run.isDigits, run.count <= 12 else { return .none }
    return table[text.hash(run.start, run.end)] ?? .none
  }

  /// The label that stands before run `index`, across `No` and the like.
  static func before(_ index: Int, in text: FoldedText) -> Label {
    guard index > 0 else { return .none }
    let last = text.runs[index - 1]
    let label = of(text, last)
    // `Kd.-Nr. 4711`: whose number it is stands before that.
    guard label == .invoice, index > 1, numberWords.contains(text.hash(last.start, last.end)),
      of(text, text.runs[index - 2]) == .other
    else { return label }
    return .other
  }

  private static let numberWords: Set<UInt64> = ["NO", "NR"].reduce(into: []) {
    $0.insert(hash($1))
  }

  static func isNoise(_ hash: UInt64) -> Bool { table[hash] != nil || noise.contains(hash) }

  private static let table: [UInt64: Label] = {
    var table: [UInt64: Label] = [:]
    let invoice = """
      RE RG RGNR RENR RECHNUNG RECHNUNGEN RECHN RECH RECHNR INV INVOICE INVOICES INVNO NO NR BILL FACTURE FACT FAC FA \
      FAKTURA FACTURA FATTURA FT FAKTUUR BELEG BELEGNR PAYMENT PAY ZAHLUNG PAIEMENT PAGO VOM OCMT RFB DOC DOCUMENT REF
      """
    let other = """
      KD KDNR KUNDE KUNDENNR KUNDENNUMMER CUST CUSTOMER CLIENT CCD PPD WEB WIRE POS EREF MREF KREF CRED DEBT E CHECK \
      CHEQUE SCHECK TAX STEUER AUFTRAG AUFTRAGSNR ORDER ORD PO BEST BESTELLUNG SALARY GEHALT LOHN TERMINAL KARTE CARD \
      VERTRAG CONTRACT MANDAT MANDATE TEL IBAN BIC BLZ KTO KONTO
      """
    for word in invoice.split(separator: " ") { table[hash(word)] = .invoice }
    for word in other.split(separator: " ") { table[hash(word)] = .other }
    return table
  }()

  /// Words in payments that are no part of a name.
  private static let noise: Set<UInt64> = Set(
    """
    ACH DEBIT CREDIT SVWZ NOTPROVIDED SEPA TRANSFER UEBERWEISUNG SAMMELUEBERWEISUNG LASTSCHRIFT GUTSCHRIFT PAYOUT \
    POSTEN ITEMS BULK BATCH CHGS V U A UA AN FUER FOR FROM TO THE OF PART INSTALMENT INSTALLMENT TEILZAHLUNG RATE \
    ABSCHLAG RESTZAHLUNG LESS ABZGL ABZUEGLICH MINUS SKONTO DISCOUNT SQ STRIPE PAYPAL SUMUP ZTL ZETTLE IZ ADYEN \
    MOLLIE KLARNA FX FEE FEES GEBUEHR EUR USD GBP CHF PLN SEK NOK DKK CZK JPY KWD HUF AVIS UND AND DIVERSE SAMMLER \
    INVS ACCOUNT STATEMENT DANKE THANKS VISA MASTERCARD MAESTRO AMEX GIROCARD EC VPAY BANCONTACT DANKORT EFTPOS
    """.split(separator: " ").map { hash($0) }
  )

  private static func hash(_ word: Substring) -> UInt64 {
    TextHash.of(ArraySlice(Array(word.utf8)))
  }
}
