/// The answer as rows of `tickmark match`, one an allocation, in the order of documents and entries by id.
package struct AllocationTable: Sendable {
  package static let header =
    "document,entry,document_amount,entry_amount,confidence,decision,reasons"

  package let rows: [String]

  package init(_ answer: Reconciliation) {
    var keyed: [(document: String, entry: String, row: String)] = []
    for match in answer.matches {
      let reasons =
        match.reasons.map(\.text).joined(separator: " ") + " margin+"
        + Reason.decimal(max(0, match.margin))
      for (share, confidence) in zip(match.settlement.shares, match.shareConfidences) {
        let document = answer.documentID(share.document)
        let entry = answer.entryID(share.entry)
        let cells = [
          Self.quoted(document), Self.quoted(entry),
          answer.documentAmount(share.documentMinor, share.document),
          answer.entryAmount(share.entryMinor, share.entry),
          Self.confidence(confidence), match.decision.rawValue, reasons,
        ]
        keyed.append((document, entry, cells.joined(separator: ",")))
      }
    }
    keyed.sort { ($0.document, $0.entry, $0.row) < ($1.document, $1.entry, $1.row) }
    rows = keyed.map(\.row)
  }

  /// With four decimals.
  package static func confidence(_ value: Double) -> String {
    let parts = Int((value * 10_000).rounded())
    let digits = String(parts % 10_000)
    return "\(parts / 10_000)." + String(repeating: "0", count: 4 - digits.count) + digits
  }

  private static func quoted(_ text: String) -> String {
    guard text.contains(where: { ",\"\n\r".contains($0) }) else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}
