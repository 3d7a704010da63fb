package import Values

/// The database id of a stored document.
package struct DocumentID: NumberedID {
  package static let letter: Character = "D"
  package let number: Int64
  package init(_ number: Int64) { self.number = number }
}

/// The database id of a stored ledger entry.
package struct EntryID: NumberedID {
  package static let letter: Character = "E"
  package let number: Int64
  package init(_ number: Int64) { self.number = number }
}

/// So much of a document is this much of an entry.
package struct Allocation: Hashable, Sendable, Codable {
  package var document: DocumentID
  package var entry: EntryID
  /// Share of the document's payable amount, unsigned, in the document's currency.
  package var documentAmount: Money
  /// Share of the entry's amount, signed as the entry, in the entry's currency.
  package var entryAmount: Money

  package init(document: DocumentID, entry: EntryID, documentAmount: Money, entryAmount: Money) {
    self.document = document
    self.entry = entry
    self.documentAmount = documentAmount
    self.entryAmount = entryAmount
  }
}

/// What is left of a document or entry after allocation, and why.
package struct Residual: Hashable, Sendable, Codable {
  package enum Kind: String, Sendable, Codable, CaseIterable {
    case fee
    case discount
    case exchange
    case rounding
    case tip
    case overpayment
    case open
  }

  package enum Side: Hashable, Sendable, Codable {
    case document(DocumentID)
    case entry(EntryID)
  }

  package var side: Side
  package var kind: Kind
  /// Signed: document's payable (or entry's amount) minus what is allocated.
  package var amount: Money

  package init(side: Side, kind: Kind, amount: Money) {
    self.side = side
    self.kind = kind
    self.amount = amount
  }
}

/// One piece of evidence for or against a match, with its weight.
///
/// Reasons alone recompute the score.
package struct Reason: Hashable, Sendable, Codable {
  /// Stable: `reference-exact`, `amount-equal`, `iban-equal`, `name-similar`, `day-near`, `sign-opposite`, ...
  package var code: String
  /// Positive speaks for, negative against.
  package var weight: Int
  /// In words, with the values: `invoice number 2026-0414 stands in the memo`.
  package var text: String

  package init(code: String, weight: Int, text: String) {
    self.code = code
    self.weight = weight
    self.text = text
  }
}

/// A pair that was considered.
package struct Candidate: Hashable, Sendable, Codable {
  package var document: DocumentID
  package var entry: EntryID
  /// Sum of the reasons' weights.
  package var score: Int
  package var reasons: [Reason]

  package init(document: DocumentID, entry: EntryID, score: Int, reasons: [Reason]) {
    self.document = document
    self.entry = entry
    self.score = score
    self.reasons = reasons
  }
}

/// What reconciling says about one document against one ledger.
package struct MatchOutcome: Hashable, Sendable, Codable {
  package enum Status: String, Sendable, Codable {
    /// One explanation, clear of its runner-up.
    case matched
    /// Two or more explanations too close to tell apart.
    case ambiguous
    /// Entries that surely are for it pay a part; the rest is open.
    case partial
    /// Candidates, but none good enough (other amount, weak evidence).
    case doubtful
    /// No candidate at all.
    case unmatched
    /// More candidates than the stated bound: not decided, never guessed.
    case undecided
  }

  package var ledger: LedgerName
  package var status: Status
  package var allocations: [Allocation]
  package var residuals: [Residual]
  /// The chosen candidate first (if matched), then runners-up, best first, at most five.
  package var candidates: [Candidate]
  /// 0...1, two decimals.
  package var confidence: ExactDecimal
  /// One sentence for a bookkeeper.
  package var explanation: String
  /// How documents and entries belong together; of a proposal, how they would.
  package var pattern = MatchPattern.oneToOne
  /// Told by what is open of its party as a whole, not by comparing it with single entries.
  package var isOfParty = false
  /// The other documents that the same entries settle, or would settle.
  package var partners: [DocumentID] = []
  /// Why what would settle it is left to a person, where that has a code of its own.
  package var doubt: MatchDoubt?
  /// What a match of the machine's hangs on beside its reasons; nil for what is not matched, and for what a person matched.
  package var grounds: MatchGrounds?

  package init(ledger: LedgerName, status: Status, explanation: String) {
    self.ledger = ledger
    self.status = status
    self.explanation = explanation
    allocations = []
    residuals = []
    candidates = []
    confidence = .zero
  }

  /// True when entries are given to the document, whole or in part.
  package var holdsEntries: Bool { status == .matched || status == .partial }
}

extension MatchOutcome {
  private enum CodingKeys: String, CodingKey {
    case allocations, candidates, confidence, doubt, explanation, grounds, isOfParty, ledger,
      partners,
      pattern
    case residuals, status
  }

  /// What was stored before there were patterns is one to one.
  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    ledger = try values.decode(LedgerName.self, forKey: .ledger)
    status = try values.decode(Status.self, forKey: .status)
    allocations = try values.decode([Allocation].self, forKey: .allocations)
    residuals = try values.decode([Residual].self, forKey: .residuals)
    candidates = try values.decode([Candidate].self, forKey: .candidates)
    confidence = try values.decode(ExactDecimal.self, forKey: .confidence)
    explanation = try values.decode(String.self, forKey: .explanation)
    pattern = try values.decodeIfPresent(MatchPattern.self, forKey: .pattern) ?? .oneToOne
    isOfParty = try values.decodeIfPresent(Bool.self, forKey: .isOfParty) ?? false
    partners = try values.decodeIfPresent([DocumentID].self, forKey: .partners) ?? []
    doubt = try values.decodeIfPresent(MatchDoubt.self, forKey: .doubt)
    grounds = try values.decodeIfPresent(MatchGrounds.self, forKey: .grounds)
  }

  /// What is usual is not written.
  package func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(ledger, forKey: .ledger)
    try values.encode(status, forKey: .status)
    try values.encode(allocations, forKey: .allocations)
    try values.encode(residuals, forKey: .residuals)
    try values.encode(candidates, forKey: .candidates)
    try values.encode(confidence, forKey: .confidence)
    try values.encode(explanation, forKey: .explanation)
    if pattern != .oneToOne { try values.encode(pattern, forKey: .pattern) }
    if isOfParty { try values.encode(isOfParty, forKey: .isOfParty) }
    if !partners.isEmpty { try values.encode(partners, forKey: .partners) }
    try values.encodeIfPresent(doubt, forKey: .doubt)
    try values.encodeIfPresent(grounds, forKey: .grounds)
  }
}
