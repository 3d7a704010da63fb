package import Books
package import Values

/// What reconciling one ledger came to: proof, matched pairs, and what is open.
///
/// Order of the lists does not matter: the writer sorts.
package struct LedgerReport: Hashable, Sendable {
  package var workspace: String
  /// ISO 8601 with the zone.
  package var madeAt: String
  package var ledger: LedgerName
  package var entries = MatchTotals()
  /// The documents that reconcile against this ledger.
  package var documents = MatchTotals()
  /// Of everything up to the day of the report; nil: only the totals are told.
  package var statement: PeriodStatement?
  package var closed: [ClosedPeriod] = []
  package var statements: [StatementLine] = []
  package var matched: [MatchedPair] = []
  package var openEntries: [OpenEntry] = []
  /// Open entries beyond those listed; they are in the totals.
  package var unlistedEntries = Tally()
  package var openDocuments: [OpenDocument] = []
  package var notes: [String] = []

  package init(workspace: String, madeAt: String, ledger: LedgerName) {
    self.workspace = workspace
    self.madeAt = madeAt
    self.ledger = ledger
  }

  /// What the matched pairs left over, by kind, in the order of the kinds.
  package var residuals: [(kind: Residual.Kind, tally: Tally)] {
    var tallies: [Residual.Kind: Tally] = [:]
    for residual in matched.flatMap(\.residuals) {
      tallies[residual.kind, default: Tally()].add(residual.amount)
    }
    return Residual.Kind.allCases.compactMap { kind in tallies[kind].map { (kind, $0) } }
  }

  /// Why the ledger is not reconciled, one sentence each; empty when its totals foot and prove.
  package var imbalances: [String] {
    var found: [String] = []
    if !entries.foots { found.append("Matched and open entries are not all entries.") }
    if !documents.foots { found.append("Matched and open documents are not all documents.") }
    for statement in statements {
      if let reason = statement.failure { found.append(reason) }
    }
    found += statement?.imbalances ?? []
    var listed = Tally()
    for open in openEntries { listed.add(open.entry.amount) }
    listed.add(unlistedEntries)
    if listed != entries.open {
      found.append("The list of open entries does not come to the total of open entries.")
    }
    if openDocuments.count != documents.open.count {
      found.append("The list of open documents does not come to the total of open documents.")
    }
    return found
  }
}

/// One statement of the ledger with its proof.
package struct StatementLine: Hashable, Sendable {
  package var fileName: String
  package var statement: Statement
  package var proof: Proof

  /// What proving said, as a value that can be compared and stored.
  package enum Proof: Hashable, Sendable {
    case proved
    case noBalances
    case broken(computed: Money, stated: Money)
    case impossible(String)
  }

  package init(fileName: String, statement: Statement, proof: StatementProof) {
    self.fileName = fileName
    self.statement = statement
    self.proof =
      switch proof {
      case .proved: .proved
      case .noBalances: .noBalances
      case .broken(let computed, let stated): .broken(computed: computed, stated: stated)
      case .impossible(let why): .impossible(why)
      }
  }

  /// The sentence that says why the statement does not prove, nil when it does or names no balances.
  package var failure: String? {
    let name = statement.id.map { "Statement \($0)" } ?? "The statement in \(fileName)"
    switch proof {
    case .proved, .noBalances: return nil
    case .broken(let computed, let stated):
      return "\(name): opening + rows is \(computed), the statement says \(stated)."
    case .impossible(let why): return "\(name) cannot be proved: \(why)."
    }
  }
}

/// So much of a document is this much of an entry, and why.
package struct MatchedPair: Hashable, Sendable {
  package var document: DocumentSummary
  package var entry: EntrySummary
  package var documentAmount: Money
  package var entryAmount: Money
  /// Each residual of a document or entry stands with one of its pairs only.
  package var residuals: [Residual] = []
  /// 0...1.
  package var confidence: ExactDecimal
  package var reasons: [Reason]
  /// The person who ruled it; nil when Tickmark matched it.
  package var ruledBy: String?
  /// Files that accompany the document's.
  package var companions: [FileLine] = []

  package init(
    document: DocumentSummary,
    entry: EntrySummary,
    allocation: Allocation,
    confidence: ExactDecimal,
    reasons: [Reason]
  ) {
    self.document = document
    self.entry = entry
    documentAmount = allocation.documentAmount
    entryAmount = allocation.entryAmount
    self.confidence = confidence
    self.reasons = reasons
  }
}

package struct OpenEntry: Hashable, Sendable {
  package var entry: EntrySummary
  package var ageDays: Int
  /// The exception that it became after the grace days: `X17`.
  package var exceptionID: String?

  package init(entry: EntrySummary, ageDays: Int, exceptionID: String? = nil) {
    self.entry = entry
    self.ageDays = ageDays
    self.exceptionID = exceptionID
  }
}

package struct OpenDocument: Hashable, Sendable {
  package var document: DocumentSummary
  package var ageDays: Int
  package var exceptionID: String?
  /// Files that accompany the document's.
  package var companions: [FileLine] = []

  package init(document: DocumentSummary, ageDays: Int, exceptionID: String? = nil) {
    self.document = document
    self.ageDays = ageDays
    self.exceptionID = exceptionID
  }
}
