/// One value of a definition file and where it stands.
struct JSONNode: Sendable {
  enum Content: Sendable {
    case object([JSONMember])
    case array([JSONNode])
    case text(String)
    /// As written: no binary fraction is ever made of it.
    case number(String)
    case flag(Bool)
    case null
    /// The file was broken here and the parser has said so.
    case missing
  }

  enum Kind: String, Sendable {
    case object
    case array
    case text
    case number
    case flag
    case null
    case missing
  }

  var content: Content
  /// Bytes of the file.
  var range: Range<Int>
  /// True for an object or list in which the parser had to mend something.
  ///
  /// What seems to be absent may only be lost.
  var isDamaged = false

  var kind: Kind {
    switch content {
    case .object: .object
    case .array: .array
    case .text: .text
    case .number: .number
    case .flag: .flag
    case .null: .null
    case .missing: .missing
    }
  }
}

/// One key of an object with its value.
struct JSONMember: Sendable {
  var key: String
  var keyRange: Range<Int>
  var value: JSONNode
}
