import Workflows

/// What made Tickmark look at a file.
package struct Sighting: Hashable, Sendable {
  package enum Cause: Hashable, Sendable {
    case scan
    case event
    /// Renamed into place: whoever wrote it was done before.
    case renamed
  }

  package var path: InboxPath
  package var facts: FileFacts
  package var cause: Cause
  /// How long ago the file last changed, by the wall clock; only `run --once` trusts that.
  package var age: Duration?

  package init(path: InboxPath, facts: FileFacts, cause: Cause, age: Duration? = nil) {
    self.path = path
    self.facts = facts
    self.cause = cause
    self.age = age
  }
}

/// Decides which files of the inbox are ready, which wait and why, and when to look again.
///
/// Pure: facts and the monotone time come in. A file is seen (`note`), looked into when it is due
/// (`judge`), and then ready or waiting with a reason.
package struct Settler: Sendable {
  /// Longest pause between two looks at a file that something holds up.
  package static let longestPause = Duration.seconds(30)
  static let firstPause = Duration.milliseconds(250)

  struct Entry {
    var claim: WatchedFolders.Claim
    var facts: FileFacts
    /// When the file was first seen, and last seen to be different.
    var firstSeen: Duration
    var lastChange: Duration
    var isRenamed = false
    /// Nil: only an event, a scan that sees a change, or a new plan brings it on.
    var look: Duration?
    var reason = WaitReason.changing
    var pauses = 0
    /// Since when the file alone would be ready, while it waits for its group.
    var readySince: Duration?
    var givenUp: WaitReason?

    /// In the database, but still in the inbox.
    var isRecorded: Bool {
      switch reason {
      case .removalWaits, .removalFailed: true
      default: false
      }
    }
  }

  package private(set) var folders: WatchedFolders
  var entries: [InboxPath: Entry] = [:]
  var groups: [String: Set<InboxPath>] = [:]
  let user: UInt32

  package init(folders: WatchedFolders, user: UInt32) {
    self.folders = folders
    self.user = user
  }

  /// Takes in a look from outside (a scan or an event).
  package mutating func note(_ sighting: Sighting, now: Duration) {
    let path = sighting.path
    guard let known = entries[path] else {
      let claim = folders.claim(of: path)
      return claim.isRemembered ? begin(sighting, claim, now: now) : ()
    }
    if known.reason == .taken || known.isRecorded { return }
    if known.facts.identity != sighting.facts.identity || known.facts.kind != sighting.facts.kind {
      begin(sighting, known.claim, now: now, firstSeen: known.firstSeen)
    } else if known.facts != sighting.facts || sighting.cause != .scan {
      // The same bytes, but somebody repaired the rights or closed it: look soon.
      entries[path]?.facts = sighting.facts
      let isRenamed = sighting.cause == .renamed
      if isRenamed { entries[path]?.isRenamed = true }
      if known.look == nil || known.pauses > 0 || isRenamed { entries[path]?.look = now }
    }
  }

  /// It is gone from the folder, or recorded and removed.
  package mutating func forget(_ path: InboxPath) {
    guard entries.removeValue(forKey: path) != nil, !groups.isEmpty else { return }
    wakeGroup(path)
    groups[groupKey(path)]?.remove(path)
    if groups[groupKey(path)]?.isEmpty == true { groups[groupKey(path)] = nil }
  }

  /// New definitions: everything is judged anew, what was seen of the files stays.
  package mutating func replan(_ folders: WatchedFolders, now: Duration) {
    self.folders = folders
    groups = [:]
    for (path, entry) in entries {
      let claim = folders.claim(of: path)
      entries[path]?.claim = claim
      if entry.reason == .taken { continue }
      guard claim.isRemembered || entry.isRecorded else {
        entries[path] = nil
        continue
      }
      entries[path]?.look = now
      joinGroup(path, claim)
    }
  }

  /// When the next look is due.
  package var nextLook: Duration? { entries.values.lazy.compactMap(\.look).min() }

  /// The files to look into now, in the order of their paths.
  package func due(_ now: Duration) -> [InboxPath] {
    entries.filter { ($0.value.look ?? .seconds(Int64.max)) <= now }.keys.sorted()
  }

  private mutating func begin(
    _ sighting: Sighting,
    _ claim: WatchedFolders.Claim,
    now: Duration,
    firstSeen: Duration? = nil
  ) {
    let quietSince = now - max(.zero, sighting.age ?? .zero)
    var entry = Entry(
      claim: claim,
      facts: sighting.facts,
      firstSeen: firstSeen ?? now,
      lastChange: quietSince
    )
    entry.isRenamed = sighting.cause == .renamed
    entry.look = max(now, quietSince + quiet(claim, isRenamed: entry.isRenamed))
    entries[sighting.path] = entry
    joinGroup(sighting.path, claim)
    // A marker that comes sets its paper free.
    if case .marker(let watched, let paper) = claim {
      wakePapers(of: sighting.path, watched, paper, now: now)
    }
  }

  private mutating func wakePapers(
    of marker: InboxPath,
    _ watched: WatchedFolders.Watched,
    _ paper: InboxPath,
    now: Duration
  ) {
    guard watched.marker?.isFolderMarker(marker) == true else {
      if entries[paper] != nil { entries[paper]?.look = now }
      return
    }
    for path in entries.keys where path.parent == marker.parent { entries[path]?.look = now }
  }

  /// A member that goes away, or never comes, may be what the others of its group waited for.
  mutating func wakeGroup(_ path: InboxPath) {
    for member in groups[groupKey(path)] ?? []
    where member != path && entries[member]?.readySince != nil {
      entries[member]?.look = .zero
    }
  }

  private func quiet(_ claim: WatchedFolders.Claim, isRenamed: Bool) -> Duration {
    guard case .paper(let watched) = claim, watched.marker == nil, !isRenamed
    else { return .zero }
    return watched.plan.quiet
  }

  private mutating func joinGroup(_ path: InboxPath, _ claim: WatchedFolders.Claim) {
    guard case .paper(let watched) = claim, watched.plan.group != nil else { return }
    groups[groupKey(path), default: []].insert(path)
  }

  /// What the workflows make of a path; remembered for known files.
  func claim(_ path: InboxPath) -> WatchedFolders.Claim {
    entries[path]?.claim ?? folders.claim(of: path)
  }

  func groupKey(_ path: InboxPath) -> String {
    (path.parent?.display ?? "") + "/" + path.name.stem
  }
}
