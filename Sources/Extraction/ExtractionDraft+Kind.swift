import Documents
import Values

extension ExtractionDraft {
  /// Titles of papers that take money back, folded.
  private static let creditTitles: Set<String> = [
    "RECHNUNGSKORREKTUR", "STORNORECHNUNG", "STORNO", "CREDITNOTE", "CREDITMEMO", "AVOIR",
    "FACTUREDAVOIR", "ABONO", "FACTURARECTIFICATIVA", "NOTADICREDITO", "CREDITNOTA",
    "CREDITFACTUUR", "NOTADECREDITO", "GUTSCHRIFT", "KORREKTURRECHNUNG", "TAXCREDITNOTE",
    "NOTEDECREDIT", "RECHNUNGSSTORNO", "FACTURADEABONO", "CREDITINVOICE", "FATTURADICREDITO",
    "NOTAACCREDITO", "VATCREDITNOTE", "NOTADEABONO",
  ]
  private static let invoiceTitles: Set<String> = [
    "RECHNUNG", "INVOICE", "FACTURE", "FACTURA", "FATTURA", "FACTUUR", "TAXINVOICE", "VATINVOICE",
    "FAKTURA", "SCHLUSSRECHNUNG", "TEILRECHNUNG", "SALESINVOICE", "BILL",
  ]
  private static let numberWords: Set<String> = [
    "NR", "NO", "N", "NUMMER", "NUMBER", "NUMERO", "NUM",
  ]

  /// A credit note by its title or by the label of its number; a bill that the buyer writes (`Gutschrift`, self-billed)
  /// is an invoice.
  mutating func findKind() {
    if let title = tallestTitle() {
      document.type = title.isCredit ? .creditNote : .invoice
      return
    }
    for hit in facts.labels where hit.field == .number && hit.startsSegment {
      let key = facts.layout.tokens[hit.tokens].map(\.folded).joined()
      let title = Self.creditTitles.first { key.hasPrefix($0) || key.hasSuffix($0) }
      guard let title else {
        if facts.depth(of: hit.tokens.lowerBound) < 0.6 { return }
        continue
      }
      if !isSelfBilled(title, facts.layout.segments[hit.segment]) { document.type = .creditNote }
      return
    }
  }

  private struct Title {
    var isCredit: Bool
    var height: Double
  }

  /// The highest writing on the first page that says what the paper is, and nothing but its number beside.
  private func tallestTitle() -> Title? {
    var best: Title?
    for segment in facts.layout.segments {
      let first = segment.tokens.lowerBound
      guard facts.layout.tokens[first].page == 0, facts.depth(of: first) < 0.6 else { continue }
      // `Credit note no. 17`, `RECHNUNG 2026-114`: the words up to the number.
      let words = facts.layout.tokens[segment.tokens].prefix(6)
        .prefix { !$0.hasDigit && !Self.numberWords.contains($0.folded) && !$0.endsLabel }
      let end = first + words.count
      let rest = facts.layout.tokens[end..<segment.tokens.upperBound]
      guard !words.isEmpty, rest.count <= 4, rest.allSatisfy({ !$0.endsLabel }) else { continue }
      let key = words.map(\.folded).joined()
      let isCredit = Self.creditTitles.contains(key)
      guard isCredit ? !isSelfBilled(key, segment) : Self.invoiceTitles.contains(key) else {
        continue
      }
      // What is as high as its neighbours is a label or a column as likely.
      let height = segment.box.height
      if isCredit || height > 1.15 * facts.usualHeight, height > (best?.height ?? 0) * 1.02 {
        best = Title(isCredit: isCredit, height: height)
      }
    }
    return best
  }

  private func isSelfBilled(_ title: String, _ segment: Layout.Segment) -> Bool {
    guard title == "GUTSCHRIFT" else { return false }
    let rest = facts.layout.tokens[segment.tokens].map(\.folded).joined()
    return rest.contains("SELBST") || rest.contains("GUTSCHRIFTSVERFAHREN")
  }
}
