import Books
import Documents
import Values
import Workflows

/// `currency-known`: there is a currency, and it is the supplier's.
enum CurrencyKnown {
  static let id = "currency-known"

  static func check(_ document: Document, _ context: CheckContext) -> [Finding] {
    guard let currency = document.currency else {
      // `required-fields` says it already, unless somebody switched that off.
      guard context.workflow.check.severities[RequiredFields.id] == .off else { return [] }
      return [
        finding("There is no currency.", "Give the workflow a `read.currency`, or set it by hand.")
      ]
    }
    let expected = Set(SupplierChecks.known(context.supplier).compactMap(\.currency))
    guard !expected.isEmpty, !expected.contains(currency) else { return [] }
    let names = expected.sorted().map(\.code).joined(separator: ", ")
    return [
      finding(
        "The document is in \(currency); the suppliers table says \(names).",
        "See whether the currency was read rightly; correct the table if the supplier changed it."
      )
    ]
  }

  private static func finding(_ message: String, _ suggestion: String) -> Finding {
    Finding(
      code: id,
      severity: .review,
      message: message,
      fields: ["currency"],
      suggestion: suggestion
    )
  }
}
