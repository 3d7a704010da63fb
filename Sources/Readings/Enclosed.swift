/// A piece of a file that was inside another: an attachment, a member of an archive.
///
/// A file comes in pieces, in order, one file after the other, so that no frame is large and nothing stands in memory whole.
package struct EnclosedPiece: Hashable, Sendable, Codable {
  /// From 1, among the files of the one that encloses them.
  package var number: Int
  /// What the enclosing file calls it, without any folder; of no meaning but to people.
  package var name: String
  package var bytes: [UInt8]
  /// The file ends with this piece.
  package var isLast: Bool

  package init(number: Int, name: String, bytes: [UInt8], isLast: Bool) {
    self.number = number
    self.name = name
    self.bytes = bytes
    self.isLast = isLast
  }

  package static let maximumBytes = 1 << 20
}

/// What a mail says of itself.
package struct MailFacts: Hashable, Sendable, Codable {
  /// As written: `Kessel GmbH <bill@kessel.example>`.
  package var sender: String?
  package var subject: String?
  /// ISO 8601, with the sender's zone.
  package var sentAt: String?
  package var messageID: String?

  package init() {}
}
