package import Books
package import Values

/// One entry of `tests`: papers, tables and ledger rows, a frozen day, and what must come out.
package struct WorkflowTest: Hashable, Sendable {
  /// A paper of the test.
  package enum Paper: Hashable, Sendable {
    /// The content of a file, as it would be dropped (`text`, `csv`).
    case inline(String, fileName: String)
    /// A file of the workspace, by its relative path.
    case file(String)
  }

  package var name: String
  /// Papers that came before, oldest first (`before`).
  package var before: [Paper] = []
  package var paper: Paper
  /// Rows by table: column to text.
  package var tables: [String: [[String: String]]] = [:]
  /// Entries by ledger, in the order of the definition.
  package var ledgers: [String: [Entry]] = [:]
  package var today: Day?
  /// One for each document that the paper gives, in its order; a file in quarantine counts as one.
  package var expect: [Expectation]
  /// Where it stands in the definition, for messages.
  package var line = 0

  package init(name: String, paper: Paper, expect: [Expectation]) {
    self.name = name
    self.paper = paper
    self.expect = expect
  }

  /// `match.status`, as rules see it.
  package enum MatchEnd: String, Hashable, Sendable, CaseIterable {
    case matched, partial, ambiguous, doubtful, unmatched, undecided, none
  }

  /// What is expected of one document: only what is named is compared.
  package struct Expectation: Hashable, Sendable {
    package var decision: Outcome?
    package var rule: String?
    package var queue: String?
    package var code: String?
    /// Must stand in the reason.
    package var reason: String?
    /// Codes that must be among the findings; an empty list: there are none.
    package var findings: [String]?
    /// Fields of the document (`totals.gross`) or computed fields, as text (`1190.00`, `lodging`).
    package var fields: [String: String] = [:]
    package var match: MatchEnd?
    /// The `id`s (else places from 1) of the ledger rows that settle it.
    package var entries: [String]?
    /// Kind and amount of what is left over: `rounding 0.01 EUR`.
    package var residuals: [String]?
    /// The paths of its named copies.
    package var files: [String]?
    /// The messages of its webhooks, in the order of `output`.
    package var messages: [Message]?
    /// Texts that must stand in its bookings; an empty list: it has none.
    package var journal: [String]?

    package init() {}
  }

  /// What is expected of one message.
  package struct Message: Hashable, Sendable {
    package var url: String?
    /// Of objects only what is named is compared.
    package var body: WebhookBody?

    package init(url: String? = nil, body: WebhookBody? = nil) {
      self.url = url
      self.body = body
    }
  }
}
