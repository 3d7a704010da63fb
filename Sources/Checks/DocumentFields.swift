import Documents
import Values

/// Document fields by their path, as comparable text.
enum DocumentFields {
  /// Nil for a field that is absent (or not known: then it is a column of the workflow's own).
  static func text(_ path: String, _ document: Document) -> String? {
    if let amount = amount(path, document) {
      // A gross of 119 EUR and one of 119 USD are not alike.
      return "\(amount.normalized) \(document.currency?.code ?? "")"
    }
    let text: String?
    switch path {
    case "type": text = document.type.rawValue
    case "typeCode": text = document.typeCode
    case "issueDate": text = document.issueDate?.description
    case "dueDate": text = document.dueDate?.description
    case "currency": text = document.currency?.code
    case "payment.reference": text = document.payment.reference
    case "payment.iban": text = document.payment.iban
    case "references.purchaseOrder": text = document.references.purchaseOrder
    case "references.buyerReference": text = document.references.buyerReference
    case "references.contract": text = document.references.contract
    case "references.precedingInvoice": text = document.references.precedingInvoice
    default: text = party(path, document) ?? document.extra[path]
    }
    return text.map { TextAtom.atoms(of: $0).map(\.text).joined(separator: " ") }
  }

  static func amount(_ path: String, _ document: Document) -> ExactDecimal? {
    switch path {
    case "totals.lines": document.totals.lines
    case "totals.net": document.totals.net
    case "totals.tax": document.totals.tax
    case "totals.gross": document.totals.gross ?? document.totals.due
    case "totals.prepaid": document.totals.prepaid
    case "totals.due": document.totals.due
    default: nil
    }
  }

  private static func party(_ path: String, _ document: Document) -> String? {
    let parts = path.split(separator: ".")
    guard parts.count == 2 else { return nil }
    let party: Party
    switch parts[0] {
    case "seller": party = document.seller
    case "buyer": party = document.buyer
    case "payee": party = document.payee
    default: return nil
    }
    switch parts[1] {
    case "name": return party.name
    case "tradingName": return party.tradingName
    case "vatID": return party.vatID
    case "taxRegistrationID": return party.taxRegistrationID
    case "legalRegistrationID": return party.legalRegistrationID
    case "iban": return party.iban
    case "country": return party.country
    case "address": return party.address
    default: return nil
    }
  }

  /// Every account the document asks to be paid to, as written, each once.
  static func sellerAccounts(_ document: Document) -> [String] {
    let written: [String?] =
      [document.payment.iban, document.payee.iban, document.seller.iban]
      + (document.payment.accounts ?? []).map { $0 }
    var result: [String] = []
    for text in written.compactMap({ $0 }) where !result.contains(text) { result.append(text) }
    return result
  }
}
