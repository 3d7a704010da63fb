package import Readings

/// A workflow definition for a file that nobody has described, with what each line rests on.
package struct Proposal: Sendable {
  package var id: String
  package var target: ReadInstructions.Target
  /// The watched folder, relative to the workspace.
  package var folder: String
  /// For the head of the definition.
  var fileName: String
  /// Data rows that the survey counted; nil where it saw only a part of them, or no table.
  var rowCount: Int?
  var members: [ProposalMember]
  var closing: [ProposalNote] = []

  /// What stands where only a person can know the value; a definition that has it is refused.
  package static let marker = "???"

  /// The keys that a person must fill in, such as `read.currency`.
  package var openKeys: [String] { members.flatMap { $0.paths { $0.isOpen } } }

  /// The keys that may be wrong, and say so.
  package var unsureKeys: [String] {
    members.flatMap { $0.paths { $0.notes.contains { $0.certainty == .unsure } } }
  }
}

/// One remark about a line.
struct ProposalNote: Sendable, Equatable {
  enum Certainty: Sendable {
    /// What the line rests on.
    case because
    case unsure
    case fillIn
  }

  var certainty: Certainty
  var text: String

  /// With the word by which it is found.
  var marked: String {
    switch certainty {
    case .because: text
    case .unsure: "UNSURE: " + text
    case .fillIn: "FILL IN: " + text
    }
  }

  static func because(_ text: String) -> ProposalNote {
    ProposalNote(certainty: .because, text: text)
  }

  static func unsure(_ text: String) -> ProposalNote {
    ProposalNote(certainty: .unsure, text: text)
  }

  static func fillIn(_ text: String) -> ProposalNote {
    ProposalNote(certainty: .fillIn, text: text)
  }
}

/// One key with its value and remarks.
struct ProposalMember: Sendable {
  var key: String
  var value: ProposalValue
  var notes: [ProposalNote] = []

  init(_ key: String, _ value: ProposalValue, _ notes: [ProposalNote] = []) {
    self.key = key
    self.value = value
    self.notes = notes
  }

  var isOpen: Bool {
    switch value {
    case .open: true
    case .inline(let members): members.contains(where: \.isOpen)
    case .text, .number, .flag, .texts, .object: false
    }
  }

  /// The paths of this key and those below it of which `isTrue`.
  func paths(_ isTrue: (ProposalMember) -> Bool) -> [String] {
    var paths = isTrue(self) ? [key] : []
    if case .object(let members, _) = value {
      paths += members.flatMap { $0.paths(isTrue) }.map { "\(key).\($0)" }
    }
    return paths
  }
}

/// A value of a proposed definition.
indirect enum ProposalValue: Sendable {
  case text(String)
  case number(Int)
  case flag(Bool)
  case texts([String])
  /// A person must say; `probe` is a value with which the rest can be tried.
  case open(probe: ProposalValue?)
  /// On lines of its own, with remarks at its end.
  case object([ProposalMember], closing: [ProposalNote])
  /// On one line.
  case inline([ProposalMember])
}

/// What a person asked for beside the file.
package struct ProposalRequest: Sendable {
  package var fileName: String
  /// The workflow's id; nil: made of the file's name.
  package var workflow: String?
  /// Nil: by content.
  package var document: ReadInstructions.Target?
  /// Ledgers that the workspace has.
  package var ledgers: [String] = []

  package init(fileName: String) {
    self.fileName = fileName
  }
}
