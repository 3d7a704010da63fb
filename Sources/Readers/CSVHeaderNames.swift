import Readings

/// Column names that programs and banks write, for files without `columns`.
///
/// English, German, French, Spanish, Italian and Dutch; within a field the better name first.
enum CSVHeaderNames {
  /// The names of each field of a ledger's rows.
  static let ledger: [(field: String, names: [String])] = [
    (
      "day",
      """
      booking date|posting date|posted date|buchungstag|buchungsdatum|date opération|\
      date operation|date de l opération|date d opération|date comptable|fecha operación|\
      fecha operacion|fecha de operación|fecha contable|data contabile|data operazione|\
      data registrazione|boekdatum|boekingsdatum|transaction date|date|datum|fecha|data|belegdatum
      """
    ),
    (
      "valueDay",
      """
      value date|valuta|valutadatum|wertstellung|wertstellungstag|date valeur|date de valeur|\
      fecha valor|data valuta|rentedatum|valutadag
      """
    ),
    (
      "amount",
      """
      amount|betrag|betrag eur|betrag €|umsatz|umsatz in eur|montant|importe|importo|bedrag|\
      bedrag eur|amount eur|amount gbp|amount usd|transaction amount|buchungsbetrag
      """
    ),
    (
      "debit",
      """
      debit|debit amount|money out|paid out|withdrawal|withdrawals|soll|belastung|lastschrift|\
      débit|cargo|cargos|debe|addebito|addebiti|dare|uscite|af|debet
      """
    ),
    (
      "credit",
      """
      credit|credit amount|money in|paid in|deposit|deposits|haben|gutschrift|crédit|abono|\
      abonos|haber|accredito|accrediti|avere|entrate|bij
      """
    ),
    (
      "side",
      """
      debit credit|dr cr|cr dr|soll haben|s h|soll haben kennzeichen|sens|debe haber|\
      dare avere|af bij|debet credit
      """
    ),
    (
      "balance",
      """
      balance|running balance|saldo|kontostand|solde|saldo contabile|saldo na boeking|\
      saldo na mutatie|saldo nach buchung
      """
    ),
    (
      "currency",
      """
      currency|currency code|ccy|währung|waehrung|devise|moneda|divisa|valuta code|munt|\
      muntsoort|wkz
      """
    ),
    (
      "counterparty",
      """
      counterparty|counterparty name|payee|name|payer payee|beneficiary|merchant|\
      name zahlungsbeteiligter|auftraggeber empfänger|empfänger|begünstigter zahlungspflichtiger|\
      beguenstigter zahlungspflichtiger|zahlungsempfänger|gegenpartei|bénéficiaire|tiers|\
      beneficiario|contraparte|controparte|naam tegenpartij|tegenpartij|naam|händler|haendler
      """
    ),
    (
      "counterpartyIBAN",
      """
      counterparty iban|iban|iban zahlungsbeteiligter|kontonummer iban|iban tegenpartij|\
      tegenrekening|iban bénéficiaire|iban beneficiario
      """
    ),
    (
      "account",
      """
      account|account number|konto|auftragskonto|iban auftragskonto|compte|cuenta|conto|\
      rekening|own iban
      """
    ),
    (
      "id",
      """
      id|entry id|entry no|entry number|transaction id|transaction reference|buchungsnummer|\
      buchungs id|numéro d opération|volgnr|volgnummer
      """
    ),
    (
      "reference",
      """
      reference|ref|payment reference|end to end reference|end to end id|kundenreferenz|referenz|\
      référence|reference client|referencia|riferimento|referentie|betalingskenmerk|kenmerk
      """
    ),
    (
      "memo",
      """
      memo|description|details|text|narrative|transaction details|verwendungszweck|buchungstext|\
      libellé|libelle|concepto|descripción|descripcion|descrizione|causale|omschrijving|mededelingen
      """
    ),
  ].map { ($0.0, split($0.1)) }

  /// The names of each field of a document's rows.
  static let documents: [(field: String, names: [String])] = [
    (
      "issueDate",
      """
      invoice date|issue date|expense date|rechnungsdatum|belegdatum|buchungsdatum|buchungstag|\
      date facture|date de facture|fecha factura|fecha de factura|data fattura|factuurdatum|\
      transaction date|date|datum|fecha|data
      """
    ),
    (
      "dueDate",
      """
      due date|fälligkeitsdatum|fälligkeit|fällig|fällig am|faellig am|zahlbar bis|date échéance|date d échéance|\
      échéance|fecha vencimiento|vencimiento|data scadenza|scadenza|vervaldatum
      """
    ),
    (
      "number",
      """
      invoice number|invoice no|invoice nr|invoice|number|no|rechnungsnummer|rechnungsnr|\
      rechnung nr|belegnummer|numéro facture|numéro de facture|n° facture|numéro|\
      numero factura|número de factura|número|numero fattura|numero|factuurnummer|nummer
      """
    ),
    (
      "seller.name",
      """
      supplier|supplier name|vendor|vendor name|seller|merchant|merchant name|payee|name|\
      lieferant|kreditor|händler|haendler|fournisseur|marchand|commerçant|proveedor|comercio|\
      fornitore|esercente|leverancier|winkelier
      """
    ),
    (
      "seller.vatID",
      """
      vat id|vat number|vat no|tax id|ust idnr|ustid|ust id|umsatzsteuer id|n° tva|numéro tva|\
      nif|cif|partita iva|btw nummer
      """
    ),
    ("seller.iban", "iban|supplier iban|vendor iban"),
    (
      "totals.gross",
      """
      gross|gross amount|total|total amount|amount|amount incl vat|betrag|brutto|bruttobetrag|\
      rechnungsbetrag|gesamtbetrag|montant|montant ttc|total ttc|ttc|importe|importe total|\
      importo|totale|bedrag|totaalbedrag|bedrag incl btw
      """
    ),
    (
      "totals.net",
      """
      net|net amount|amount excl vat|netto|nettobetrag|montant ht|total ht|ht|base imponible|\
      imponibile|bedrag excl btw
      """
    ),
    (
      "totals.tax",
      """
      tax|vat|tax amount|vat amount|ust|mwst|steuer|steuerbetrag|umsatzsteuer|tva|montant tva|\
      iva|cuota iva|btw|btw bedrag
      """
    ),
    ("currency", "currency|currency code|ccy|währung|waehrung|devise|moneda|divisa|valuta|munt"),
    (
      "payment.reference",
      "payment reference|zahlungsreferenz|référence de paiement|betalingskenmerk"
    ),
    (
      "references.purchaseOrder",
      "purchase order|po number|po|bestellnummer|bon de commande|pedido|ordine|bestelnummer"
    ),
    ("buyer.name", "customer|customer name|client|kunde|cliente|klant"),
    ("type", "document type|type|belegart|type de document|tipo|soort"),
  ].map { ($0.0, split($0.1)) }

  private static func split(_ names: String) -> [String] {
    names.split(separator: "|").map { CSVHeader.plain(String($0)) }
  }
}
