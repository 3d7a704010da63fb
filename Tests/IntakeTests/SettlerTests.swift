import Intake
import Testing
import Workflows

@Suite("Settler")
struct SettlerTests {
  private let path: InboxPath = "inbox/a.csv"

  private func facts(size: Int64 = 10, changed: Int64 = 1, inode: UInt64 = 7) -> FileFacts {
    let identity = FileIdentity(
      device: 1,
      inode: inode,
      size: size,
      modifiedNanoseconds: changed,
      changedNanoseconds: changed
    )
    return FileFacts(identity: identity, kind: .file)
  }

  private func settler(_ configure: (inout WatchPlan) -> Void = { _ in }) -> Settler {
    Settler(folders: WatchedFolders([(bills, plan(configure))]), user: 1000)
  }

  @Test("each change starts the quiet period anew", arguments: [1, 2, 5])
  func quietRestarts(changes: Int) {
    var settler = settler()
    for change in 0..<changes {
      let sighting = Sighting(path: path, facts: facts(size: Int64(change)), cause: .event)
      settler.note(sighting, now: .seconds(change))
    }
    let last = Duration.seconds(changes - 1)
    #expect(settler.nextLook == last + .seconds(2))
    #expect(settler.due(last + .milliseconds(1999)).isEmpty)
    #expect(settler.due(last + .seconds(2)) == [path])
  }

  @Test("a file that changed between its look and the last sighting settles again")
  func changedUnseen() {
    var settler = settler()
    settler.note(Sighting(path: path, facts: facts(), cause: .scan), now: .zero)
    let look = Settler.Look.seen(facts(size: 11, changed: 2), .nobody, nil)
    #expect(settler.judge(path, look, now: .seconds(2)).isEmpty)
    #expect(settler.nextLook == .seconds(4))
    #expect(settler.judge(path, look, now: .seconds(4)).map(\.identity.size) == [11])
  }

  @Test("pauses double and end at the longest")
  func pauses() {
    var settler = settler()
    settler.note(Sighting(path: path, facts: facts(), cause: .renamed), now: .zero)
    var now = Duration.zero
    var gaps: [Duration] = []
    for _ in 0..<10 {
      #expect(settler.judge(path, .seen(facts(), .somebody, nil), now: now).isEmpty)
      let next = settler.nextLook ?? .zero
      gaps.append(next - now)
      now = next
    }
    #expect(gaps.first == .milliseconds(250))
    #expect(zip(gaps, gaps.dropFirst()).allSatisfy { $1 == min($0 * 2, Settler.longestPause) })
    #expect(settler.judge(path, .seen(facts(), .nobody, nil), now: now).count == 1)
  }

  @Test("where nobody can ask who writes, quiet and completeness decide")
  func unknownWriter() {
    var settler = settler()
    settler.note(Sighting(path: path, facts: facts(), cause: .scan), now: .zero)
    let look = Settler.Look.seen(facts(), .unknown, nil)
    #expect(settler.judge(path, look, now: .seconds(1)).isEmpty)
    #expect(settler.judge(path, look, now: .seconds(2)).count == 1)
  }

  @Test("a file held open is never given up on")
  func heldForEver() {
    var settler = settler()
    settler.note(Sighting(path: path, facts: facts(), cause: .scan), now: .zero)
    let look = Settler.Look.seen(facts(), .somebody, .xmlEnd)
    #expect(settler.judge(path, look, now: .seconds(1_000_000)).isEmpty)
    #expect(settler.reason(path) == .heldOpen)
  }

  @Test("a taken file is not due, whatever is seen of it, until it is forgotten or requeued")
  func taken() {
    var settler = settler()
    settler.note(Sighting(path: path, facts: facts(), cause: .renamed), now: .zero)
    #expect(settler.judge(path, .seen(facts(), .nobody, nil), now: .zero).count == 1)
    settler.note(Sighting(path: path, facts: facts(inode: 8), cause: .renamed), now: .zero)
    #expect(settler.nextLook == nil)
    #expect(settler.hasSettling)
    settler.forget(path)
    #expect(!settler.hasSettling)
  }

  @Test("what is due comes in the order of paths, not of sightings")
  func order() {
    var settler = settler()
    let names = ["b", "a", "c/z", "c", "B"].map { InboxPath("inbox/\($0)") }
    for name in names {
      settler.note(Sighting(path: name, facts: facts(), cause: .scan), now: .zero)
    }
    #expect(settler.due(.seconds(2)) == names.sorted())
  }

  @Test("every reason has a code of its own, a sentence and a remedy")
  func texts() {
    let fault = SystemFault(.open, errorNumber: 5, path: "x")
    let reasons: [WaitReason] = [
      .changing, .heldOpen, .empty, .incomplete(.pdfEnd), .waitingForMarker("m"),
      .markerWithoutFile("f"), .marker, .waitingForGroup(nil), .unreadable(fault),
      .permissionDenied(owner: 1, mode: 0o600, user: 2), .archiveFailed(fault), .symbolicLink,
      .notRegular, .tooLarge(bytes: 2, limit: 1), .ignored(.notWatched), .taken, .removalWaits,
      .removalFailed(fault),
    ]
    #expect(Set(reasons.map(\.code)).count == reasons.count)
    #expect(reasons.allSatisfy { $0.message.hasSuffix(".") && !$0.remedy(for: path).isEmpty })
  }
}
