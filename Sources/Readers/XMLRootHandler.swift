import Readings

/// Reads as far as the first element, which says what an XML file is; in an envelope, as far as what it holds.
final class XMLRootHandler: XMLHandler {
  private(set) var root = ""
  private(set) var namespace = ""
  /// The root is not the file's own: it stands within a Standard Business Document (Peppol's envelope).
  private(set) var isEnveloped = false
  private var depth = 0

  override func start(_ tag: XMLTag) {
    depth += 1
    if depth == 1 {
      (root, namespace) = (tag.nameText, tag.namespaceText)
      isFinished = root != XMLEnvelope.root
    } else if depth == 2, tag.nameText != XMLEnvelope.header {
      (root, namespace, isEnveloped) = (tag.nameText, tag.namespaceText, true)
      isFinished = true
    }
  }

  override func end() { depth -= 1 }

  /// The kind that a root element and its namespace make, with words for messages.
  static func kind(_ root: String, _ namespace: String) -> (FileKind, String) {
    switch root {
    case "Invoice" where namespace.hasPrefix(ubl + "Invoice-2"):
      return (.ubl, "a UBL invoice")
    case "CreditNote" where namespace.hasPrefix(ubl + "CreditNote-2"):
      return (.ubl, "a UBL credit note")
    case "CrossIndustryInvoice" where namespace.hasPrefix(cii):
      return (.cii, "a CII invoice (ZUGFeRD, Factur-X, XRechnung)")
    case "CrossIndustryDocument" where namespace.hasPrefix("urn:ferd:"):
      return (.cii, "a ZUGFeRD 1.0 invoice")
    case "FatturaElettronica" where namespace.contains("fattur"):
      return (.fatturaPA, "a FatturaPA invoice")
    case "FatturaElettronicaSemplificata" where namespace.contains("fattur"):
      return (.fatturaPA, "a simplified FatturaPA invoice")
    case "Facturae" where namespace.lowercased().contains("facturae"):
      return (.facturae, "a Facturae invoice")
    case "Document" where namespace.contains("camt.052"):
      return (.camt, "a CAMT.052 account report")
    case "Document" where namespace.contains("camt.054"):
      return (.camt, "a CAMT.054 booking advice")
    case "Document" where namespace.contains("pain.001"):
      return (.pain001, "a payment file (pain.001)")
    case "Document" where isCAMT(namespace):
      return (.camt, "a CAMT bank statement")
    default: return (.xml, "an XML file with the root element `\(root.prefix(100))`")
    }
  }

  /// Every version; banks also send them without or with a home-made namespace.
  ///
  /// The statement element then has to make it good.
  private static func isCAMT(_ namespace: String) -> Bool {
    namespace.isEmpty || namespace.lowercased().contains("camt")
  }

  static func isInterim(_ namespace: String) -> Bool {
    namespace.contains("camt.052") || namespace.contains("camt.054")
  }

  private static let ubl = "urn:oasis:names:specification:ubl:schema:xsd:"
  private static let cii = "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:"
}
