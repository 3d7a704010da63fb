package import Workflows

/// Which workflow a file belongs to: that of the deepest watched folder which contains it.
///
/// Of several workflows on one folder the first (by id) whose patterns take the name has it.
package struct WatchedFolders: Sendable {
  package struct Watched: Sendable {
    package let workflow: WorkflowID
    package let folder: InboxPath
    package let plan: WatchPlan
    let include: [Glob]
    let exclude: [Glob]
    let marker: DoneMarker?

    init(workflow: WorkflowID, plan: WatchPlan) {
      self.workflow = workflow
      self.plan = plan
      folder = InboxPath(bytes: Array(plan.folder.utf8.drop { $0 == UInt8(ascii: "/") }))
      include = plan.include.map(Glob.init)
      exclude = plan.exclude.map(Glob.init)
      marker = plan.doneFile.map(DoneMarker.init)
    }
  }

  /// What a path is to the workflows.
  package enum Claim: Sendable {
    case paper(Watched)
    /// A done marker for the paper of this path (its own, when it marks a whole folder).
    case marker(Watched, of: InboxPath)
    case ignored(IgnoreRule)

    /// False for temporary names and foreign folders: the name may be gone in a moment.
    var isRemembered: Bool {
      switch self {
      case .ignored(.builtIn), .ignored(.notWatched), .ignored(.notRecursive): false
      case .paper, .marker, .ignored: true
      }
    }
  }

  /// Deepest folder first, then by id.
  package let all: [Watched]

  package init(_ plans: [(WorkflowID, WatchPlan)]) {
    all = plans.map { Watched(workflow: $0.0, plan: $0.1) }.sorted {
      ($1.folder.bytes.count, $0.folder, $0.workflow)
        < ($0.folder.bytes.count, $1.folder, $1.workflow)
    }
  }

  /// Each watched folder once.
  package var folders: [InboxPath] {
    var seen: Set<InboxPath> = []
    return all.map(\.folder).filter { seen.insert($0).inserted }
  }

  package func claim(of path: InboxPath) -> Claim {
    guard let deepest = all.first(where: { path.isInside($0.folder) })?.folder else {
      return .ignored(.notWatched)
    }
    if let rule = folderRule(path, inside: deepest) { return .ignored(rule) }
    for watched in all where watched.folder == deepest {
      guard let marker = watched.marker else { continue }
      if marker.isFolderMarker(path) { return .marker(watched, of: path) }
      if let paper = marker.paper(of: path) { return .marker(watched, of: paper) }
    }
    if let rule = BuiltInNames.rule(forFile: path) { return .ignored(rule) }
    var refusal = IgnoreRule.notWatched
    for watched in all where watched.folder == deepest {
      guard let rule = watched.refusal(of: path) else { return .paper(watched) }
      refusal = rule
    }
    return .ignored(refusal)
  }

  /// True when files may be taken from this folder, which lies inside a watched one.
  func looksInto(_ path: InboxPath) -> Bool {
    guard BuiltInNames.rule(forFolder: path) == nil,
      let deepest = all.first(where: { path.isInside($0.folder) })?.folder
    else { return false }
    return all.contains { $0.folder == deepest && $0.plan.isRecursive }
  }

  private func folderRule(_ path: InboxPath, inside watched: InboxPath) -> IgnoreRule? {
    var folder = path.parent
    while let inner = folder, inner.isInside(watched) {
      if let rule = BuiltInNames.rule(forFolder: inner) { return rule }
      folder = inner.parent
    }
    return nil
  }
}

extension WatchedFolders.Watched {
  /// Nil: this workflow takes the file.
  func refusal(of path: InboxPath) -> IgnoreRule? {
    let inner = InboxPath(bytes: Array(path.bytes.dropFirst(folder.bytes.count + 1)))
    if !plan.isRecursive && inner.parent != nil { return .notRecursive(plan.folder) }
    if let pattern = exclude.first(where: { $0.matches(inner) }) {
      return .excluded(pattern.pattern)
    }
    let isWanted = include.isEmpty || include.contains { $0.matches(inner) }
    return isWanted ? nil : .notIncluded(plan.include)
  }
}
