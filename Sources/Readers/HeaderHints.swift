/// Names of columns that are good for a proposal, which a person looks at, but not for a reading.
///
/// What `CSVHeaderNames` has is not repeated here.
enum HeaderHints {
  static let ledger: [(field: String, names: [String])] = [
    (
      "day",
      """
      buchung|datum der buchung|completed date|completion date|booked|booked at|posted|\
      transaktionsdatum|transaction day|kaufdatum
      """
    ),
    ("valueDay", "valutatag|date value|fecha de valor|valuta datum"),
    ("amount", "buchungsbetrag|transaktionsbetrag|umsatzbetrag|transactiebedrag|net amount"),
    ("balance", "kontosaldo|account balance|closing balance|saldo después|solde après opération"),
    (
      "counterparty",
      """
      empfänger auftraggeber|auftraggeber begünstigter|zahlungspartner|partnername|to from|\
      sender recipient|recipient|vendor|supplier|customer|donneur d ordre|ordenante|ordinante|\
      naam rekeninghouder
      """
    ),
    ("counterpartyIBAN", "partner iban|empfänger iban|auftraggeber iban|iban contraparte"),
    ("reference", "num|beleg|belegnummer|belegfeld 1|cheque number|check number|mandatsreferenz"),
    (
      "memo",
      "memo description|vorgang|buchungsdetails|zahlungszweck|notes|note|subject|betreff|objet"
    ),
    (
      "originalAmount",
      "original amount|orig amount|originalbetrag|fremdwährungsbetrag|foreign amount"
    ),
    (
      "originalCurrency",
      "original currency|orig currency|originalwährung|fremdwährung|foreign currency"
    ),
  ].map { ($0.0, split($0.1)) }

  static let documents: [(field: String, names: [String])] = [
    ("issueDate", "kaufdatum|datum der rechnung|date d achat|fecha de compra|receipt date"),
    (
      "seller.name",
      "shop|store|restaurant|contact name|geschäft|firma|lieferantenname|boutique|negozio"
    ),
    (
      "seller.vatID",
      "vendor tax id|vendor vat id|vendor vat number|supplier vat id|supplier vat number|ust id nr|ust idnr|vat registration|uid|n tva|partita iva fornitore"
    ),
    ("totals.gross", "summe|summe brutto|invoice total|gesamtsumme|total gross|ausgabe"),
    ("number", "num|nr|bill number|bill no|bill|document number|doc no|belegfeld 1"),
    ("references.purchaseOrder", "bestellung|order number|order no|commande"),
  ].map { ($0.0, split($0.1)) }

  /// Worth keeping under a name of the workflow's own.
  static let own: [(field: String, names: [String])] = [
    ("category", "category|kategorie|catégorie|categoría|categoria|categorie|expense type"),
    ("card", "card|card number|kartennummer|karte|numéro de carte|tarjeta|carta|kaartnummer"),
    ("employee", "employee|mitarbeiter|mitarbeiterin|employé|salarié|empleado|dipendente"),
    ("project", "project|projekt|projet|proyecto|progetto"),
    ("costCentre", "cost centre|cost center|kostenstelle|centre de coût|centro de costo"),
    (
      "fee",
      "fee|fees|gebühr|gebühren|entgelt|frais|comisión|commissione|commissioni|kosten|commission"
    ),
    ("gross", "gross|gross amount|brutto|bruttobetrag|montant brut|importe bruto|lordo|bruto"),
    (
      "open",
      """
      open balance|open amount|amount due|balance due|invoice amount due|outstanding|offen|\
      offener betrag|restbetrag|reste à payer|saldo pendiente|residuo|openstaand|openstaand bedrag
      """
    ),
    (
      "description",
      """
      description|beschreibung|verwendungszweck|text|libellé|concepto|descripción|descrizione|\
      omschrijving|memo|purpose|zweck|objet|motif|details
      """
    ),
  ].map { ($0.0, split($0.1)) }

  private static func split(_ names: String) -> [String] {
    names.split(separator: "|").map { CSVHeader.plain(String($0)) }
  }
}
