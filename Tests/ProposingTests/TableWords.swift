/// Headers as programs write them, a set a language.
struct TableWords: Sendable {
  var day: String
  var issueDate: String
  var valueDay: String
  var dueDate: String
  var amount: String
  var gross: String
  var net: String
  var tax: String
  var debit: String
  var credit: String
  /// Debit and credit depend on whose books they are.
  var isNeutral: Bool
  var side: String
  var balance: String
  var currency: String
  var counterparty: String
  var memo: String
  var reference: String
  var merchant: String
  var supplier: String
  var category: String
  var number: String
  var vatID: String

  static let all: [TableWords] = [
    english("Paid out", "Paid in", isNeutral: false), english("Debit", "Credit", isNeutral: true),
    TableWords(
      day: "Buchungstag",
      issueDate: "Belegdatum",
      valueDay: "Wertstellung",
      dueDate: "Fälligkeitsdatum",
      amount: "Betrag",
      gross: "Bruttobetrag",
      net: "Nettobetrag",
      tax: "Steuerbetrag",
      debit: "Soll",
      credit: "Haben",
      isNeutral: true,
      side: "S/H",
      balance: "Kontostand",
      currency: "Währung",
      counterparty: "Empfänger",
      memo: "Verwendungszweck",
      reference: "Kundenreferenz",
      merchant: "Händler",
      supplier: "Lieferant",
      category: "Kategorie",
      number: "Rechnungsnummer",
      vatID: "USt-IdNr"
    ),
    TableWords(
      day: "Date opération",
      issueDate: "Date facture",
      valueDay: "Date valeur",
      dueDate: "Échéance",
      amount: "Montant",
      gross: "Montant TTC",
      net: "Montant HT",
      tax: "TVA",
      debit: "Débit",
      credit: "Crédit",
      isNeutral: true,
      side: "Sens",
      balance: "Solde",
      currency: "Devise",
      counterparty: "Bénéficiaire",
      memo: "Libellé",
      reference: "Référence",
      merchant: "Commerçant",
      supplier: "Fournisseur",
      category: "Catégorie",
      number: "Numéro facture",
      vatID: "Numéro TVA"
    ),
    TableWords(
      day: "Fecha operación",
      issueDate: "Fecha factura",
      valueDay: "Fecha valor",
      dueDate: "Vencimiento",
      amount: "Importe",
      gross: "Importe total",
      net: "Base imponible",
      tax: "Cuota IVA",
      debit: "Cargo",
      credit: "Abono",
      isNeutral: false,
      side: "Debe/Haber",
      balance: "Saldo",
      currency: "Divisa",
      counterparty: "Beneficiario",
      memo: "Concepto",
      reference: "Referencia",
      merchant: "Comercio",
      supplier: "Proveedor",
      category: "Categoría",
      number: "Número factura",
      vatID: "VAT ID"
    ),
    TableWords(
      day: "Data contabile",
      issueDate: "Data fattura",
      valueDay: "Data valuta",
      dueDate: "Scadenza",
      amount: "Importo",
      gross: "Totale",
      net: "Imponibile",
      tax: "IVA",
      debit: "Dare",
      credit: "Avere",
      isNeutral: true,
      side: "Dare/Avere",
      balance: "Saldo",
      currency: "Divisa",
      counterparty: "Controparte",
      memo: "Causale",
      reference: "Riferimento",
      merchant: "Esercente",
      supplier: "Fornitore",
      category: "Categoria",
      number: "Numero fattura",
      vatID: "Partita IVA"
    ),
    TableWords(
      day: "Boekdatum",
      issueDate: "Factuurdatum",
      valueDay: "Valutadatum",
      dueDate: "Vervaldatum",
      amount: "Bedrag",
      gross: "Bedrag incl BTW",
      net: "Bedrag excl BTW",
      tax: "BTW bedrag",
      debit: "Af",
      credit: "Bij",
      isNeutral: false,
      side: "Af/Bij",
      balance: "Saldo na boeking",
      currency: "Munt",
      counterparty: "Naam tegenpartij",
      memo: "Omschrijving",
      reference: "Kenmerk",
      merchant: "Winkelier",
      supplier: "Leverancier",
      category: "Categorie",
      number: "Factuurnummer",
      vatID: "BTW nummer"
    ),
  ]

  private static func english(_ debit: String, _ credit: String, isNeutral: Bool) -> TableWords {
    TableWords(
      day: "Booking date",
      issueDate: "Invoice date",
      valueDay: "Value date",
      dueDate: "Due date",
      amount: "Amount",
      gross: "Gross amount",
      net: "Net amount",
      tax: "VAT amount",
      debit: debit,
      credit: credit,
      isNeutral: isNeutral,
      side: "DR/CR",
      balance: "Balance",
      currency: "Currency",
      counterparty: "Payee",
      memo: "Description",
      reference: "Reference",
      merchant: "Merchant",
      supplier: "Supplier",
      category: "Category",
      number: "Invoice number",
      vatID: "VAT number"
    )
  }
}
