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
  /// What stands there, cut to 200 characters (Unicode scalars).
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
    self.rawText = rawText.map(Self.cut)
    self.remedy = remedy
  }

  // One `Character` may be a letter with a million accents, so scalars are counted.
  private static func cut(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.prefix(maximumRawText)))
  }
}

extension Problem {
  private enum CodingKeys: String, CodingKey {
    case code
    case scope
    case message
    case place
    case rawText
    case remedy
  }

  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      code: try values.decode(String.self, forKey: .code),
      scope: try values.decode(Scope.self, forKey: .scope),
      message: try values.decode(String.self, forKey: .message),
      place: try values.decodeIfPresent(Place.self, forKey: .place) ?? Place(),
      rawText: try values.decodeIfPresent(String.self, forKey: .rawText),
      remedy: try values.decode(String.self, forKey: .remedy)
    )
  }

  /// Absent is absent: no key for an unknown place.
  package func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(code, forKey: .code)
    try values.encode(scope, forKey: .scope)
    try values.encode(message, forKey: .message)
    if place != Place() { try values.encode(place, forKey: .place) }
    try values.encodeIfPresent(rawText, forKey: .rawText)
    try values.encode(remedy, forKey: .remedy)
  }
}
