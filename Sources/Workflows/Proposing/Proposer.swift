package import Documents
package import Readings
import Values

/// A proposal, or why there can be none.
package enum ProposalOutcome: Sendable {
  case proposal(Proposal)
  case refused(Problem)
}

/// Makes a definition for a file that no workflow knows, from what a survey saw in it.
///
/// Pure, and never a silent guess: what the file does not show is marked as unsure, or left to a person.
package enum Proposer {
  package static func propose(
    _ survey: FileSurvey,
    _ request: ProposalRequest
  ) -> ProposalOutcome {
    if let problem = survey.problem { return .refused(problem) }
    let isBare = survey.kind.isStatement && (request.document ?? .ledger) == .ledger
    if let table = survey.table, !isBare {
      guard table.columns.count > 1 || request.document == .table else {
        return .refused(FileSurvey.oneColumn)
      }
      return .proposal(proposal(table, request))
    }
    let isStatement = survey.kind.isStatement
    let target = request.document ?? (isStatement ? .ledger : .invoice)
    guard isStatement ? target == .ledger : target == .invoice || target == .expense else {
      return .refused(misplaced(survey, target))
    }
    return .proposal(bare(survey, target, request))
  }

  /// A table, whose columns have to be described.
  private static func proposal(_ table: TableSurvey, _ request: ProposalRequest) -> Proposal {
    let verdict = KindProposal(table).verdict
    let target = request.document ?? verdict.target
    let isAsked = request.document != nil
    var columns: [ProposedColumn]
    var into: ProposalMember?
    switch target {
    case .ledger: columns = LedgerProposal(table).columns
    case .invoice, .expense: columns = DocumentProposal(table, target).columns
    case .table, .remittance, .order, .rulings:
      let proposal = TableProposal(table)
      columns = proposal.columns
      if proposal.isSuppliers {
        let note = "the checks of invoices look into the table of this name."
        let doubt =
          " Take the line out if these are not your suppliers: a new list replaces the old."
        into = ProposalMember(
          "into",
          .text("suppliers"),
          [proposal.isCalledSuppliers ? .because(note) : .unsure(note + doubt)]
        )
      }
    }
    for index in columns.indices { columns[index].isNumbered = table.headerLine == nil }
    let isTable = target == .table
    let currency = isTable ? nil : CurrencyProposal(table).settle(&columns)
    let csv = csv(table, columns, target)
    let read = ProposalMember("read", .object([currency, csv].compactMap { $0 }, closing: []))
    var proposal = frame(target, request, isAsked ? [] : [verdict.note], [into, read])
    proposal.rowCount = table.isSample ? nil : table.rowCount
    return proposal
  }

  private static func csv(
    _ table: TableSurvey,
    _ columns: [ProposedColumn],
    _ target: ReadInstructions.Target
  ) -> ProposalMember {
    let layout = LayoutProposal(table: table, columns: columns, target: target)
    let list = ProposalMember(
      "columns",
      .object(
        withDecimalNotes(columns).map(\.member),
        closing: UnusedColumns.notes(table, columns)
      ),
      layout.notes
    )
    let members = layout.members + [list, ControlProposal.member(table, columns)].compactMap { $0 }
    return ProposalMember(table.sheet == nil ? "csv" : "xlsx", .object(members, closing: []))
  }

  /// Whole numbers may be whole units or cents: the file does not show it.
  private static func withDecimalNotes(_ columns: [ProposedColumn]) -> [ProposedColumn] {
    columns.map { column in
      guard column.field == "amount" || column.field == "totals.gross",
        let numbers = column.columns.compactMap(\.numbers).first,
        column.columns.allSatisfy({ $0.numbers?.style == .either || $0.filled == 0 })
      else { return column }
      let example = numbers.largest?.description ?? "1250"
      var column = column
      column.notes.append(
        .unsure(
          "no amount has decimals: \(example) is read as \(example) whole units, not as cents."
        )
      )
      return column
    }
  }

  /// A file that says by itself where its values stand.
  private static func bare(
    _ survey: FileSurvey,
    _ target: ReadInstructions.Target,
    _ request: ProposalRequest
  ) -> Proposal {
    let note =
      "the file is \(survey.description), which needs no columns: it says itself what is what."
    guard survey.kind == .qif else { return frame(target, request, [.because(note)], []) }
    let question =
      "a QIF file does not say in which currency its amounts are. Write its code, such as EUR."
    let currency = ProposalMember("currency", .open(probe: .text("EUR")), [.fillIn(question)])
    let read = ProposalMember("read", .object([currency], closing: []))
    return frame(target, request, [.because(note)], [read])
  }

  private static func frame(
    _ target: ReadInstructions.Target,
    _ request: ProposalRequest,
    _ notes: [ProposalNote],
    _ rest: [ProposalMember?]
  ) -> Proposal {
    let id = request.workflow ?? ProposalName.id(request.fileName, target)
    let folder = "inbox/\(id)"
    let members: [ProposalMember?] =
      [
        ProposalMember("$schema", .text("schema/workflow-1.json")),
        ProposalMember("format", .number(1)),
        ProposalMember("workflow", .text(id)),
        ProposalMember("document", .text(target.rawValue), notes),
        ProposalMember("watch", .text(folder)),
      ] + rest
    var proposal = Proposal(
      id: id,
      target: target,
      folder: folder,
      fileName: request.fileName,
      members: members.compactMap { $0 }
    )
    if target == .invoice || target == .expense { proposal.closing = [reconcile(request)] }
    return proposal
  }

  private static func reconcile(_ request: ProposalRequest) -> ProposalNote {
    guard let ledger = request.ledgers.first else {
      return .because(
        "To find the payments, first give the workspace a ledger, then add \"reconcile\"."
      )
    }
    return .because(
      "To find the payments in the ledger \(ledger), add \"reconcile\": { \"ledger\": \"\(ledger)\","
        + " \"costs\": \"negative\" }; \"positive\" where costs are positive."
    )
  }

  private static func misplaced(
    _ survey: FileSurvey,
    _ target: ReadInstructions.Target
  ) -> Problem {
    Problem(
      code: "kind.not-expected",
      scope: .file,
      message: "This is \(survey.description), which is no \(target.rawValue).",
      remedy: "Leave out --document, or name another file."
    )
  }
}

/// Ids for workflows, made of file names.
enum ProposalName {
  /// `Umsaetze_DE1200_2026-03.csv` is `umsaetze`: numbers change from export to export.
  static func id(_ fileName: String, _ target: ReadInstructions.Target) -> String {
    let stem = fileName.split(separator: "/").last.map(String.init) ?? ""
    let base = stem.lastIndex(of: ".").map { String(stem[..<$0]) } ?? stem
    let words = TextWords.plain(base).filter { word in !word.contains(where: \.isNumber) }
    var id = ""
    for word in words where id.count + word.count < 40 { id += (id.isEmpty ? "" : "-") + word }
    return id.isEmpty ? "\(target.rawValue)-list" : id
  }
}
