package import Readings
import Values

// A proposal as the text of a definition.
extension Proposal {
  /// The definition, with the result of reading the file back where that could be done.
  package func text(_ readBack: ReadBack?) -> String {
    let head = headline(readBack).flatMap { ProposalWriter.comment($0, indentation: "") }
    var writer = ProposalWriter(isProbe: false)
    let body = writer.object(members, closing: closing, indentation: "")
    return (head + [body]).joined(separator: "\n") + "\n"
  }

  /// The same with a value to try in each place that a person has to fill in; nil where there is none.
  package var probe: String? {
    var writer = ProposalWriter(isProbe: true)
    let body = writer.object(members, closing: [], indentation: "")
    return writer.hasGap ? nil : body + "\n"
  }

  /// The head of the definition for a terminal, a line each.
  package func summary(_ readBack: ReadBack?) -> [String] {
    headline(readBack).dropFirst().map(\.marked)
  }

  /// Where to find the remarks, and what reading the file with it gave.
  private func headline(_ readBack: ReadBack?) -> [ProposalNote] {
    let file = EvidenceText.quoted(fileName)
    var notes: [ProposalNote] = [
      .because("Proposed from \(file) by `tickmark init --from`; above each line stands why.")
    ]
    let (open, unsure) = (openKeys, unsureKeys)
    if !open.isEmpty {
      let count = open.count == 1 ? "one place" : "\(open.count) places"
      notes.append(
        .fillIn(
          "\(count) where only you can know: put a value for each \(Self.marker);"
            + " until then `tickmark check` refuses this definition."
        )
      )
    }
    if !unsure.isEmpty {
      let lines = unsure.count == 1 ? "one line is" : "\(unsure.count) lines are"
      notes.append(.unsure("\(lines) likely but not certain; look for this word below."))
    }
    guard let readBack else {
      return notes + [.because("The file could not be read back before that is filled in.")]
    }
    return notes + readBack.notes(isProbe: !open.isEmpty, expected: rowCount)
  }
}

/// Writes JSON with comments.
struct ProposalWriter {
  /// With values to try in place of the marker.
  let isProbe: Bool
  /// True when a place to fill in had nothing to try.
  private(set) var hasGap = false

  init(isProbe: Bool) {
    self.isProbe = isProbe
  }

  mutating func object(
    _ members: [ProposalMember],
    closing: [ProposalNote],
    indentation: String
  ) -> String {
    let inner = indentation + "  "
    var lines: [String] = []
    for (index, member) in members.enumerated() {
      lines += member.notes.flatMap { Self.comment($0, indentation: inner) }
      let value = self.value(member.value, indentation: inner)
      let comma = index + 1 < members.count ? "," : ""
      lines.append("\(inner)\(EvidenceText.json(member.key)): \(value)\(comma)")
    }
    lines += closing.flatMap { Self.comment($0, indentation: inner) }
    return "{\n" + lines.joined(separator: "\n") + "\n\(indentation)}"
  }

  private mutating func value(_ value: ProposalValue, indentation: String) -> String {
    switch value {
    case .text(let text): return EvidenceText.json(text)
    case .number(let number): return String(number)
    case .flag(let flag): return flag ? "true" : "false"
    case .texts(let texts): return "[\(texts.map(EvidenceText.json).joined(separator: ", "))]"
    case .open(let probe):
      guard isProbe else { return EvidenceText.json(Proposal.marker) }
      guard let probe else {
        hasGap = true
        return EvidenceText.json(Proposal.marker)
      }
      return self.value(probe, indentation: indentation)
    case .object(let members, let closing):
      return object(members, closing: closing, indentation: indentation)
    case .inline(let members):
      let parts = members.map { member in
        "\(EvidenceText.json(member.key)): \(self.value(member.value, indentation: indentation))"
      }
      return "{ \(parts.joined(separator: ", ")) }"
    }
  }

  /// A key and its value, as they stand on one line.
  static func line(_ member: ProposalMember) -> String {
    var writer = ProposalWriter(isProbe: false)
    return "\(EvidenceText.json(member.key)): \(writer.value(member.value, indentation: ""))"
  }

  /// A remark as lines of comment that fit a page.
  static func comment(_ note: ProposalNote, indentation: String) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in note.marked.split(separator: " ") {
      if !line.isEmpty, indentation.count + 3 + line.count + word.count > 98 {
        lines.append(line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    return (lines + [line]).map { "\(indentation)// \($0)" }
  }
}

extension Proposal {
  /// How a reader is to read the very file, to see what the definition makes of it.
  ///
  /// Nil where too much is left to a person, or the definition is no good.
  package var readInstructions: ReadInstructions? {
    guard let probe, let hash = ContentHash(hex: String(repeating: "0", count: 64)) else {
      return nil
    }
    let source = DefinitionSource(
      fileName: "workflows/\(id).json",
      bytes: Array(probe.utf8),
      contentHash: hash
    )
    return WorkflowLoader.load([source]).workflows?.workflows.first?.read
  }
}
