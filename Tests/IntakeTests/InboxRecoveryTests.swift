import Glibc
import Intake
import Testing
import Workflows

@Suite("Inbox: failures and restarts")
struct InboxRecoveryTests {
  @Test("a restart between archive and removal gives the same file and blob again")
  func restartInTheMiddle() throws {
    let rig = try InboxRig()
    rig.place.write("inbox/a.csv", "row\n")
    rig.see()
    let before = rig.take(after: .seconds(3))
    #expect(before.count == 1)
    let again = try InboxRig(place: rig.place)
    again.see()
    let after = again.take(after: .seconds(3))
    #expect(after == before)
    #expect(again.inbox.release(after) == [.removed])
  }

  @Test("what is taken is not taken twice, and is taken again when the database refused it")
  func requeue() throws {
    let rig = try InboxRig()
    rig.place.write("inbox/a.csv", "row\n")
    rig.see()
    let first = rig.take(after: .seconds(3))
    rig.inbox.rescan()
    #expect(rig.take(after: .seconds(100)).isEmpty)
    #expect(!rig.inbox.isIdle)
    rig.inbox.requeue(first, after: .seconds(1))
    #expect(rig.take().isEmpty)
    #expect(rig.take(after: .seconds(1)) == first)
  }

  @Test("a file replaced while it was read is settled again and read whole")
  func replacedWhileRead() throws {
    let place = Box<TemporaryWorkspace?>(nil)
    let once = Switch(true)
    let rig = try InboxRig(faults: { operation, path in
      if operation == .write && path == "inbox/a.csv" && once.isOn {
        once.isOn = false
        place.value?.write("new.csv", "new content\n")
        place.value?.rename("new.csv", "inbox/a.csv")
      }
      return nil
    })
    place.value = rig.place
    rig.place.write("inbox/a.csv", "old\n")
    rig.see()
    #expect(rig.take(after: .seconds(3)).isEmpty)
    #expect(rig.place.names(".tickmark/work").isEmpty)
    let taken = rig.take() + rig.take(after: .seconds(3))
    #expect(taken.map { rig.text(of: $0) } == ["new content\n"])
    place.value = nil
  }

  @Test("a file replaced between archive and removal stays and is a new arrival")
  func replacedBeforeRemoval() throws {
    let rig = try InboxRig()
    rig.place.write("inbox/a.csv", "old\n")
    rig.see()
    let old = rig.take(after: .seconds(3))
    rig.place.write("new.csv", "new content\n")
    rig.place.rename("new.csv", "inbox/a.csv")
    #expect(rig.inbox.release(old) == [.replaced])
    let new = rig.take() + rig.take(after: .seconds(3))
    #expect(new.map { rig.text(of: $0) } == ["new content\n"])
    #expect(rig.inbox.release(new) == [.removed])
  }

  @Test("a file that somebody opens again before its removal stays until he is done")
  func openedBeforeRemoval() throws {
    let rig = try InboxRig()
    rig.place.write("inbox/a.csv", "page 1\n")
    rig.see()
    let first = rig.take(after: .seconds(3))
    let writer = rig.place.openForWriting("inbox/a.csv", appends: true)
    #expect(rig.inbox.release(first) == [.heldOpen])
    #expect(rig.place.names("inbox") == ["a.csv"])
    #expect(rig.reason("inbox/a.csv") == "removal-waits")
    rig.place.append(writer, "page 2\n")
    _ = close(writer)
    // Seen as other bytes than those recorded: a new arrival, with its quiet period.
    #expect(rig.take(after: .seconds(1)).isEmpty)
    let second = rig.take(after: .seconds(3))
    #expect(second.map { rig.text(of: $0) } == ["page 1\npage 2\n"])
    #expect(rig.inbox.release(second) == [.removed])
  }

  @Test("opened again but not written to: removed later, not reported again")
  func openedButUnchanged() throws {
    let rig = try InboxRig()
    rig.place.write("inbox/a.csv", "row\n")
    rig.see()
    let first = rig.take(after: .seconds(3))
    let writer = rig.place.openForWriting("inbox/a.csv", appends: true)
    #expect(rig.inbox.release(first) == [.heldOpen])
    _ = close(writer)
    #expect(rig.take(after: .seconds(1)).isEmpty)
    #expect(rig.place.names("inbox").isEmpty)
    #expect(rig.inbox.isIdle)
  }

  @Test("a changed mode is no reason to count a file twice")
  func touchedBeforeRemoval() throws {
    let rig = try InboxRig()
    rig.place.write("inbox/a.csv", "row\n")
    rig.see()
    let taken = rig.take(after: .seconds(3))
    rig.place.chmod("inbox/a.csv", 0o600)
    #expect(rig.inbox.release(taken) == [.removed])
  }

  @Test("other bytes under the old size and time are told from the recorded ones")
  func timesSetBack() throws {
    let rig = try InboxRig()
    rig.place.write("inbox/a.csv", "old\n")
    rig.place.setModified("inbox/a.csv", secondsFromNow: -1000)
    rig.see()
    let old = rig.take(after: .seconds(3))
    let writer = rig.place.openForWriting("inbox/a.csv")
    rig.place.append(writer, "new\n")
    _ = close(writer)
    rig.place.copyModified(old[0].identity, to: "inbox/a.csv")
    #expect(rig.inbox.release(old) == [.replaced])
    let new = rig.take() + rig.take(after: .seconds(3))
    #expect(new.map { rig.text(of: $0) } == ["new\n"])
  }

  @Test("a file that has to go back finds its name taken and gets a number")
  func numberedOnReturn() throws {
    let box = Box<TemporaryWorkspace?>(nil)
    let rig = try InboxRig(faults: { operation, path in
      if operation == .open && path.contains("work/out."), let place = box.value {
        box.value = nil
        place.write("inbox/a.csv", "newer\n")
      }
      return nil
    })
    rig.place.write("inbox/a.csv", "row\n")
    rig.see()
    let taken = rig.take(after: .seconds(3))
    box.value = rig.place
    let writer = rig.place.openForWriting("inbox/a.csv", appends: true)
    #expect(rig.inbox.release(taken) == [.heldOpen])
    #expect(rig.place.names("inbox") == ["a (2).csv", "a.csv"])
    rig.place.append(writer, "page 2\n")
    _ = close(writer)
    var texts: [String?] = []
    for _ in 0..<5 {
      let more = rig.take(after: .seconds(3))
      texts += more.map { rig.text(of: $0) }
      rig.inbox.release(more)
    }
    #expect(texts == ["row\npage 2\n", "newer\n"])
    #expect(rig.place.names("inbox").isEmpty)
  }

  @Test("an inbox on another device is emptied too", arguments: [false, true])
  func otherDevice(isHeldOpen: Bool) throws {
    let rig = try InboxRig(faults: { operation, path in
      operation == .rename && path == "inbox/a.csv" ? EXDEV : nil
    })
    rig.place.write("inbox/a.csv", "row\n")
    rig.see()
    let taken = rig.take(after: .seconds(3))
    let writer = isHeldOpen ? rig.place.openForWriting("inbox/a.csv", appends: true) : -1
    #expect(rig.inbox.release(taken) == [isHeldOpen ? .heldOpen : .removed])
    #expect(rig.place.names("inbox").isEmpty == !isHeldOpen)
    if isHeldOpen { _ = close(writer) }
    #expect(rig.take(after: .seconds(5)).isEmpty)
    #expect(rig.place.names("inbox").isEmpty)
  }

  @Test(
    "every fault of the disk passes: the inbox is untouched and the file is taken later",
    arguments: [ENOSPC, EIO, EACCES, EMFILE, ESTALE, EBUSY],
    [SystemFault.Operation.open, .look, .read, .create, .write, .makeDurable, .makeFolder, .rename]
  )
  func faultsPass(number: Int32, operation: SystemFault.Operation) throws {
    let failing = Switch(false)
    let rig = try InboxRig(faults: { $0 == operation && failing.isOn && $1 != "." ? number : nil })
    for name in ["a", "b"] { rig.place.write("inbox/\(name).csv", "row \(name)\n") }
    rig.see()
    failing.isOn = true
    #expect(rig.take(after: .seconds(3)).isEmpty)
    #expect(rig.take(after: .seconds(40)).isEmpty)
    #expect(rig.inbox.waiting().count == 2)
    #expect(rig.place.names(".tickmark/work").isEmpty)
    #expect(rig.place.text("inbox/a.csv") == "row a\n")
    failing.isOn = false
    #expect(rig.take(after: .seconds(40)).map(\.displayName) == ["a.csv", "b.csv"])
  }

  @Test("a removal that fails is tried again, and the file is not taken twice")
  func removalFails() throws {
    let failing = Switch(false)
    let rig = try InboxRig(faults: { operation, _ in
      operation == .rename && failing.isOn ? EIO : nil
    })
    rig.place.write("inbox/a.csv", "row\n")
    rig.see()
    let taken = rig.take(after: .seconds(3))
    failing.isOn = true
    let fault = SystemFault(.rename, errorNumber: EIO, path: "inbox/a.csv")
    #expect(rig.inbox.release(taken) == [.failed(fault)])
    #expect(rig.take(after: .seconds(100)).isEmpty)
    #expect(rig.reason("inbox/a.csv") == "removal-failed")
    failing.isOn = false
    #expect(rig.take(after: .seconds(100)).isEmpty)
    #expect(rig.place.names("inbox").isEmpty)
  }

  @Test("a crash in the middle of a removal ends at the next start")
  func crashInRemoval() throws {
    let failing = Switch(true)
    let rig = try InboxRig(faults: { operation, _ in
      operation == .remove && failing.isOn ? EIO : nil
    })
    rig.place.write("inbox/a.csv", "row\n")
    rig.see()
    rig.inbox.release(rig.take(after: .seconds(3)))
    #expect(rig.place.names(".tickmark/work").count == 1)
    failing.isOn = false
    _ = try InboxRig(place: rig.place)
    #expect(rig.place.names(".tickmark/work").isEmpty)
    #expect(rig.place.names("inbox").isEmpty)
  }

  @Test("a leftover whose bytes are not in the archive goes back to the inbox")
  func unknownLeftover() throws {
    let rig = try InboxRig()
    let hash = String(repeating: "0", count: 64)
    rig.place.write(".tickmark/work/out.\(hash).1.2.bills.a.b.csv", "not archived\n")
    rig.place.write(".tickmark/work/in.1.2", "half")
    let again = try InboxRig(place: rig.place)
    #expect(rig.place.names(".tickmark/work").isEmpty)
    #expect(again.takeAll() == ["inbox/a.b.csv"])
  }
}
