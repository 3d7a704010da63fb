import Readings

/// The file's own proof: a sum below the rows that is the sum of the amounts.
enum ControlProposal {
  static func member(_ table: TableSurvey, _ columns: [ProposedColumn]) -> ProposalMember? {
    for proposed in columns where proposed.field == "amount" || proposed.field == "totals.gross" {
      guard case .column(let column) = proposed.place,
        let total = table.totals.first(where: { $0.column == column.number })
      else { continue }
      let note =
        "\(EvidenceText.place(total.cell)) is the sum of \(EvidenceText.name(column)): a file that"
        + " was cut off shows itself."
      return ProposalMember(
        "control",
        .inline([
          ProposalMember("sum", .text(proposed.field)),
          ProposalMember("equals", .text(total.pattern)),
        ]),
        [.because(note)]
      )
    }
    return nil
  }
}
