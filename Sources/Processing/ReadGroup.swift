import Checks
package import Documents
import Intake
package import Readings

/// Files that `tickmark read` was given together, as a workflow with `watch.group` would see them: nothing is stored.
package struct ReadGroup {
  /// What a reader made of one file.
  package struct Member {
    package var path: String
    package var kind: FileKind
    package var documents: [Document]
    /// Entries or rows of a ledger or table.
    package var hasRows: Bool
    package var problems: [Problem]

    package init(
      path: String,
      kind: FileKind,
      documents: [Document],
      hasRows: Bool,
      problems: [Problem]
    ) {
      self.path = path
      self.kind = kind
      self.documents = documents
      self.hasRows = hasRows
      self.problems = problems
    }

    fileprivate var yields: Bool { !documents.isEmpty || hasRows }
    fileprivate var rank: FormRank { FormRank(kind: kind, tie: path) }
  }

  private let members: [Member]

  package init(_ members: [Member]) {
    self.members = members
  }

  /// The paths of the files that this one accompanies; empty when it stands by itself.
  package func leaders(of path: String) -> [String] {
    guard let own = members.first(where: { $0.path == path }) else { return [] }
    let others = members.filter { $0.path != path && Self.belong($0.path, path) }
    if own.yields { return leader(of: own, others).map { [$0.path] } ?? [] }
    guard Companionship.isAttachment(own.problems) else { return [] }
    return others.filter { other in
      other.yields && leader(of: other, others.filter { $0.path != other.path }) == nil
    }.map(\.path)
  }

  /// The best other form of the only document of a file, when that one leads.
  private func leader(of own: Member, _ others: [Member]) -> Member? {
    guard let document = own.documents.first, own.documents.count == 1 else { return nil }
    return others.filter { other in
      guard let form = other.documents.first, other.documents.count == 1 else { return false }
      return other.rank < own.rank
        && FormComparison(document, form).verdict(areAlone: true) == .same
    }.min { $0.rank < $1.rank }
  }

  /// The same folder, and the same name but for the extension.
  private static func belong(_ one: String, _ other: String) -> Bool {
    let (one, other) = (InboxPath(one), InboxPath(other))
    return one.parent == other.parent && one.name.stem == other.name.stem
  }
}
