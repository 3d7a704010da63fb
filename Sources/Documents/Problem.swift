/// Where in a file something stands.
///
/// Counts start at 1.
package struct Place: Hashable, Sendable, Codable {
  package var page: Int?
  /// Line of a text or XML file; row of a table counted as the lines of the file.
  package var line: Int?
  package var column: Int?
  /// The document field or table column concerned: `totals.gross`, `Betrag`.
  package var field: String?
  /// Element path in an XML file.
  package var path: String?

  package init(
    page: Int? = nil,
    line: Int? = nil,
    column: Int? = nil,
    field: String? = nil,
    path: String? = nil
  ) {
    self.page = page
    self.line = line
    self.column = column
    self.field = field
    self.path = path
  }
}

/// Something wrong with a file: what, where, the raw text, and what to do about it.
package struct Problem: Hashable, Sendable, Codable {
  package enum Scope: String, Sendable, Codable {
    /// The file as a whole cannot be used: it is quarantined.
    case file
    /// One document or row cannot be trusted: it becomes an exception, the others go on.
    case document
    /// Worth saying, changes nothing.
    case note
  }

  /// Stable, `family.what`: `xml.malformed`, `csv.bad-amount`.
  package var code: String
  package var scope: Scope
  /// One sentence for a bookkeeper.
  package var message: String
  package var place: Place
  /// What stands there, cut to 200 characters.
  package var rawText: String?
  /// What the reader of the message can do.
  package var remedy: String

  package static let maximumRawText = 200

  package init(
    code: String,
    scope: Scope,
    message: String,
    place: Place = Place(),
    rawText: String? = nil,
    remedy: String
  ) {
    self.code = code
    self.scope = scope
    self.message = message
    self.place = place
    self.rawText = rawText.map { String($0.prefix(Self.maximumRawText)) }
    self.remedy = remedy
  }
}
