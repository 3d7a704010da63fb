package import Documents
import Values
package import Workflows

/// Normalised keys under which an earlier document is found again.
package enum DuplicateKeys {
  /// Equal keys mean the same paper; nil when a part is missing.
  package static func exact(of document: Document, plan: DuplicatePlan) -> String? {
    key(document, plan.exact)
  }

  /// Equal keys within `nearDays` mean suspiciously alike papers; nil when a part is missing.
  package static func near(of document: Document, plan: DuplicatePlan) -> String? {
    key(document, plan.near)
  }

  private static func key(_ document: Document, _ fields: [String]) -> String? {
    guard !fields.isEmpty else { return nil }
    // An invoice and the credit note that cancels it may share number and amount.
    var parts = [document.type == .creditNote ? "credit" : "bill"]
    for field in fields {
      guard let part = part(field, document), !part.isEmpty else { return nil }
      parts.append(part)
    }
    return parts.joined(separator: "\u{1F}")
  }

  private static func part(_ field: String, _ document: Document) -> String? {
    switch field {
    case "seller": return SupplierKeys.seller(of: document)
    case "buyer":
      return document.buyer.vatID.map(SupplierKeys.vatID)
        ?? document.buyer.name.map(SupplierKeys.name)
    case "number": return document.number.map(number)
    default: return DocumentFields.text(field, document)
    }
  }

  /// Runs of letters and digits without leading zeros: `01234-` and `1234` are one, `1-23` and `12-3` are two.
  static func number(_ text: String) -> String {
    TextAtom.atoms(of: text).map(\.withoutZeros).joined(separator: "-")
  }
}
