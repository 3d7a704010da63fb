import Glibc
import Intake
import Testing
import Workflows

@Suite("Inbox: odd files")
struct InboxOddFileTests {
  @Test("a symbolic link is named, never followed")
  func symbolicLink() throws {
    let rig = try InboxRig()
    rig.place.write("secret.csv", "secret\n")
    rig.place.link("../secret.csv", "inbox/file.csv")
    rig.place.link("/etc", "inbox/etc")
    rig.place.link(".", "inbox/loop")
    #expect(rig.takeAll().isEmpty)
    #expect(rig.inbox.waiting().map(\.reason) == [.symbolicLink, .symbolicLink, .symbolicLink])
    #expect(rig.inbox.isIdle)
    #expect(rig.place.names(".tickmark/archive").isEmpty)
  }

  @Test("a pipe is named, never opened")
  func pipe() throws {
    let rig = try InboxRig()
    _ = unsafe mkfifo(rig.place.absolute("inbox/pipe.csv"), 0o644)
    #expect(rig.takeAll().isEmpty)
    #expect(rig.reason("inbox/pipe.csv") == "not-a-regular-file")
  }

  @Test("a hard link is read and removed; the other name keeps its file")
  func hardLink() throws {
    let rig = try InboxRig()
    rig.see()
    rig.place.write("kept.csv", "row\n")
    _ = unsafe link(rig.place.absolute("kept.csv"), rig.place.absolute("inbox/a.csv"))
    #expect(rig.takeAll() == ["inbox/a.csv"])
    #expect(rig.place.text("kept.csv") == "row\n")
    #expect(rig.place.names("inbox").isEmpty)
  }

  @Test("a sparse file of 2 GB is too large before a byte is read")
  func sparse() throws {
    let opened = Counter()
    let rig = try InboxRig(faults: { operation, _ in
      if operation == .open { opened.add() }
      return nil
    })
    rig.place.write("inbox/big.csv", "")
    _ = unsafe truncate(rig.place.absolute("inbox/big.csv"), 2 << 30)
    rig.see()
    #expect(rig.take(after: .seconds(1000)).isEmpty)
    #expect(rig.inbox.waiting().map(\.reason) == [.tooLarge(bytes: 2 << 30, limit: 512 << 20)])
    #expect(opened.value == 0)
    #expect(rig.inbox.isIdle)
  }

  @Test("an unreadable file tells what repairs it, and is read when it is readable")
  func unreadableThenReadable() throws {
    let denied = Switch(true)
    let rig = try InboxRig(faults: { operation, path in
      operation == .open && path == "inbox/a.csv" && denied.isOn ? EACCES : nil
    })
    rig.place.write("inbox/a.csv", "row\n")
    rig.place.chmod("inbox/a.csv", 0o000)
    rig.see()
    #expect(rig.take(after: .seconds(3)).isEmpty)
    let waiting = try #require(rig.inbox.waiting().first)
    #expect(waiting.reason == .permissionDenied(owner: geteuid(), mode: 0, user: geteuid()))
    #expect(waiting.remedy == "sudo chmod a+r -- 'inbox/a.csv'")
    denied.isOn = false
    rig.place.chmod("inbox/a.csv", 0o644)
    // No waiting for the next pause: the change of mode is an event.
    #expect(rig.take().isEmpty)
    #expect(rig.take(after: .seconds(3)).map(\.displayName) == ["a.csv"])
  }

  @Test("the kernel's own refusal is understood", .enabled(if: geteuid() != 0, "root may read all"))
  func reallyUnreadable() throws {
    let rig = try InboxRig()
    rig.place.write("inbox/a.csv", "row\n")
    rig.place.chmod("inbox/a.csv", 0o000)
    rig.see()
    #expect(rig.take(after: .seconds(3)).isEmpty)
    #expect(rig.reason("inbox/a.csv") == "permission-denied")
    rig.place.chmod("inbox/a.csv", 0o644)
    #expect(rig.takeAll() == ["inbox/a.csv"])
  }

  @Test("a file that is deleted while it waits is no error")
  func deletedWhileWaiting() throws {
    let rig = try InboxRig()
    rig.place.write("inbox/a.csv", "row\n")
    rig.see()
    rig.place.delete("inbox/a.csv")
    #expect(rig.take(after: .seconds(3)).isEmpty)
    #expect(rig.inbox.waiting().isEmpty)
    #expect(rig.inbox.explain("inbox/a.csv") == .notThere)
    #expect(rig.inbox.isIdle)
  }

  static let names: [[UInt8]] = [
    Array("line\nbreak.csv".utf8), Array("-rf.csv".utf8), [0xFF, 0xFE] + Array(".csv".utf8),
    Array("e\u{301}.csv".utf8), Array("\u{e9}.csv".utf8), Array("\u{202E}gpj.csv".utf8),
    Array(String(repeating: "n", count: 251).utf8) + Array(".csv".utf8), Array("$(id).csv".utf8),
    Array("a'b\"c\\d.csv".utf8), Array("*.csv".utf8), Array("CON.csv".utf8), Array("..a".utf8),
  ]

  @Test("names are bytes: line breaks, dashes, invalid UTF-8, NFC and NFD, 255 bytes")
  func oddNames() throws {
    let rig = try InboxRig()
    for (number, name) in Self.names.dropLast().enumerated() {
      rig.place.write(Array("inbox/".utf8) + name, Array("row \(number)\n".utf8))
    }
    rig.see()
    let taken = rig.take(after: .seconds(3))
    #expect(Set(taken.map { $0.path.name.bytes }) == Set(Self.names.dropLast()))
    #expect(
      taken.allSatisfy { !$0.displayName.contains("\n") && !$0.displayName.contains("\u{202E}") }
    )
    #expect(Set(rig.inbox.release(taken)) == [.removed])
    #expect(rig.place.names("inbox").isEmpty)
  }
}
