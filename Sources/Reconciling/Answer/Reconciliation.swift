/// What is to be done with a match.
package enum MatchDecision: String, Sendable {
  /// Beyond doubt: may be booked.
  case auto
  /// A person should look.
  case review
}

/// Documents and entries that belong together, with how sure that is and why.
package struct FoundMatch: Sendable {
  package var kind: ExplanationKind
  package var settlement: Settlement
  /// The chance that the whole match is right, 0 to 1.
  package var confidence: Double
  /// The same for each share alone: other explanations may have it too.
  package var shareConfidences: [Double]
  package var decision: MatchDecision
  package var reasons: [Reason]
  /// The documents and entries of the best other explanation that has one of these.
  package var runnerUp: (documents: [Int32], entries: [Int32])?
  /// By how much the match's log odds are higher than the runner-up's.
  package var margin: Double
}

/// Explanations of the same entry or document that fit about equally well, so that none is chosen; the best two.
package struct FoundTie: Sendable {
  package struct Side: Sendable {
    package var kind: ExplanationKind
    package var documents: [Int32]
    package var entries: [Int32]
    package var confidence: Double
  }
  package var best: Side
  package var other: Side
}

/// Something noticed beside the matches.
package struct MatchNote: Equatable, Sendable {
  package enum Kind: String, Sendable {
    case duplicateDocument = "document.second-copy"
    case paidTwice = "entry.paid-twice"
    case needsRemittance = "entry.needs-remittance"
    case remittanceOff = "remittance.does-not-foot"
    /// Of an entry that a remittance explains some lines have no document.
    case entryPartOpen = "entry.part-open"
  }
  package var kind: Kind
  package var documents: [Int32]
  package var entries: [Int32]
  /// What is left of the entry, signed as it is; by how much the lines miss it; 0 where nothing is.
  package var minor: Int64 = 0
}

/// The answer for all open books.
///
/// Rows are those of `books`, which are in an order of their own.
package struct Reconciliation: Sendable {
  package let books: OpenBooks
  package let matches: [FoundMatch]
  package let notes: [MatchNote]
  /// What was not chosen because nothing tells two ways apart.
  package var ties: [FoundTie] = []

  package func documentID(_ row: Int32) -> String {
    String(decoding: books.documents.text[books.documents.id[Int(row)].range], as: UTF8.self)
  }

  package func entryID(_ row: Int32) -> String {
    String(decoding: books.entries.text[books.entries.id[Int(row)].range], as: UTF8.self)
  }

  package func documentAmount(_ minor: Int64, _ row: Int32) -> String {
    Self.decimal(minor, books.documents.currency[Int(row)].exponent)
  }

  package func entryAmount(_ minor: Int64, _ row: Int32) -> String {
    Self.decimal(minor, books.entries.currency[Int(row)].exponent)
  }

  /// `-1234` with two decimals is `-12.34`.
  package static func decimal(_ minor: Int64, _ exponent: UInt8) -> String {
    var digits = String(minor.magnitude)
    if exponent > 0 {
      while digits.count <= Int(exponent) { digits = "0" + digits }
      digits.insert(".", at: digits.index(digits.endIndex, offsetBy: -Int(exponent)))
    }
    return minor < 0 ? "-" + digits : digits
  }
}
