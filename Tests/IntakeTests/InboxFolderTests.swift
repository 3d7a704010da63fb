import Glibc
import Intake
import Testing
import Workflows

@Suite("Inbox: folders")
struct InboxFolderTests {
  @Test("nested folders made and filled at once lose nothing")
  func nestedAtOnce() throws {
    let rig = try InboxRig()
    rig.see()
    for number in 0..<100 {
      rig.place.folders("inbox/\(number)/b/c")
      rig.place.write("inbox/\(number)/b/c/x.csv", "row \(number)\n")
      rig.place.write("inbox/\(number)/y.csv", "other \(number)\n")
    }
    #expect(rig.takeAll().count == 200)
    rig.place.write("inbox/7/b/c/later.csv", "row\n")
    #expect(rig.takeAll() == ["inbox/7/b/c/later.csv"])
  }

  @Test("a filled folder that is moved in is read, and stays watched under its new name")
  func movedIn() throws {
    let rig = try InboxRig()
    rig.see()
    rig.place.folders("outside/a/b")
    rig.place.write("outside/a/b/x.csv", "row\n")
    rig.place.rename("outside/a", "inbox/a")
    #expect(rig.takeAll() == ["inbox/a/b/x.csv"])
    rig.place.rename("inbox/a", "inbox/z")
    rig.see()
    rig.place.write("inbox/z/b/y.csv", "more\n")
    #expect(rig.takeAll() == ["inbox/z/b/y.csv"])
    #expect(rig.inbox.watchCount == 3)
  }

  @Test("a burst of 20,000 files overflows the queue and loses none")
  func burst() throws {
    let rig = try InboxRig()
    rig.see()
    for number in 0..<20_000 { rig.place.write("inbox/\(number).csv", "\(number % 500)\n") }
    let names = rig.takeAll(limit: 4000)
    #expect(names.count == 20_000)
    #expect(Set(names).count == 20_000)
    #expect(rig.inbox.overflows > 0)
    #expect(rig.place.names("inbox").isEmpty)
  }

  @Test("a folder that is deleted and made again is watched again")
  func deletedAndMadeAgain() throws {
    let rig = try InboxRig()
    rig.see()
    rig.place.removeFolder("inbox")
    rig.see()
    #expect(rig.take(after: .seconds(1)).isEmpty)
    #expect(rig.inbox.notes().map(\.code) == ["folder-missing"])
    rig.place.folder("inbox")
    rig.place.write("inbox/a.csv", "row\n")
    #expect(rig.take(after: .seconds(6)).isEmpty)
    #expect(rig.inbox.notes().isEmpty)
    #expect(rig.take(after: .seconds(3)).map(\.displayName) == ["a.csv"])
  }

  @Test("a folder that cannot be watched is polled, and says what repairs it")
  func polledWithoutWatches() throws {
    let rig = try InboxRig(faults: { operation, _ in operation == .watch ? ENOSPC : nil })
    rig.see()
    #expect(rig.inbox.watchCount == 0)
    #expect(rig.inbox.notes().map(\.code) == ["polled-no-watch"])
    #expect(rig.inbox.notes().first?.remedy.contains("max_user_watches") == true)
    rig.place.write("inbox/a.csv", "row\n")
    #expect(rig.take(after: .seconds(5)).isEmpty)
    #expect(rig.take(after: .seconds(3)).map(\.displayName) == ["a.csv"])
  }

  @Test("a file belongs to the deepest watched folder, and foreign folders are passed over")
  func deepestFolder() throws {
    var inner = WatchPlan(folder: "inbox/bank")
    inner.isRecursive = false
    let rig = try InboxRig(also: [(WorkflowID("bank"), inner)])
    for folder in ["inbox/bank/deep", "inbox/x/@eaDir", "inbox/.stversions", "inbox/#recycle"] {
      rig.place.folders(folder)
      rig.place.write(folder + "/no.csv", "row\n")
    }
    rig.place.write("inbox/bank/b.csv", "row\n")
    rig.place.write("inbox/x/a.csv", "row\n")
    rig.see()
    let taken = rig.take(after: .seconds(3))
    #expect(
      taken.map { "\($0.workflow) \($0.path)" } == ["bank inbox/bank/b.csv", "bills inbox/x/a.csv"]
    )
    #expect(rig.reason("inbox/bank/deep/no.csv") == "ignored")
    #expect(rig.reason("inbox/x/@eaDir/no.csv") == "ignored")
    #expect(rig.inbox.watchCount == 3)
  }

  @Test("new definitions keep what was seen and take what they now want")
  func reload() throws {
    let rig = try InboxRig(configure: { $0.include = ["*.pdf"] })
    rig.place.write("inbox/a.csv", "row\n")
    rig.see()
    #expect(rig.take(after: .seconds(100)).isEmpty)
    #expect(rig.inbox.waiting().map(\.reason.code) == ["ignored"])
    rig.inbox.update([(bills, plan())])
    #expect(rig.take().map(\.displayName) == ["a.csv"])
  }

  @Test("a wake ends the sleep")
  func wake() throws {
    let rig = try InboxRig()
    rig.see()
    rig.inbox.watcher.wake()
    // Without the wake this would sleep for a minute.
    rig.inbox.waitForWork(nil)
  }

  @Test("a file wakes the sleeper")
  func eventWakes() throws {
    let rig = try InboxRig()
    rig.see()
    rig.place.write("inbox/a.csv", "row\n")
    rig.inbox.waitForWork(nil)
    #expect(rig.reason("inbox/a.csv") == "changing")
  }
}
