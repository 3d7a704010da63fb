import Glibc
import Intake
import Testing

@Suite("Inbox: how files come in")
struct InboxWritingTests {
  @Test("a partial write waits while it is open, and then for quiet")
  func partialWrite() throws {
    let rig = try InboxRig()
    rig.see()
    let writer = rig.place.openForWriting("inbox/a.csv")
    rig.place.append(writer, "first;")
    #expect(rig.take(after: .seconds(10)).isEmpty)
    #expect(rig.take(after: .seconds(10)).isEmpty)
    #expect(rig.reason("inbox/a.csv") == "held-open")
    rig.place.append(writer, "second\n")
    #expect(rig.take(after: .seconds(60)).isEmpty)
    _ = close(writer)
    let taken = rig.take() + rig.take(after: .seconds(3))
    #expect(taken.map { rig.text(of: $0) } == ["first;second\n"])
  }

  @Test("a slow writer that closes and reopens is read once, whole")
  func closesAndReopens() throws {
    let rig = try InboxRig()
    rig.see()
    for page in 1...5 {
      let writer = rig.place.openForWriting("inbox/scan.pdf", appends: true)
      rig.place.append(writer, page == 1 ? "%PDF-1.7 " : "page \(page) ")
      _ = close(writer)
      // Closed for 1.9 s each time, with a scan or two in between.
      #expect(rig.take(after: .seconds(1)).isEmpty)
      #expect(rig.take(after: .milliseconds(900)).isEmpty)
    }
    #expect(rig.take(after: .seconds(60)).isEmpty)
    #expect(rig.reason("inbox/scan.pdf") == "incomplete-pdf-end")
    let writer = rig.place.openForWriting("inbox/scan.pdf", appends: true)
    rig.place.append(writer, "%%EOF\n")
    _ = close(writer)
    #expect(rig.take().isEmpty)
    let taken = rig.take(after: .seconds(3))
    #expect(taken.map { rig.text(of: $0) } == ["%PDF-1.7 page 2 page 3 page 4 page 5 %%EOF\n"])
  }

  @Test("a rename into place needs no quiet period")
  func renameIntoPlace() throws {
    let rig = try InboxRig()
    rig.see()
    rig.place.write("inbox/a.csv.part", "row\n")
    #expect(rig.take(after: .seconds(60)).isEmpty)
    #expect(rig.reason("inbox/a.csv.part") == "ignored")
    rig.place.rename("inbox/a.csv.part", "inbox/a.csv")
    #expect(rig.take().map(\.displayName) == ["a.csv"])
  }

  @Test("the same name with new content is two arrivals")
  func sameNameNewContent() throws {
    let rig = try InboxRig()
    rig.see()
    rig.place.write("inbox/a.csv", "one\n")
    rig.see()
    let first = rig.take(after: .seconds(3))
    rig.inbox.release(first)
    rig.place.write("inbox/a.csv", "two\n")
    rig.see()
    let second = rig.take(after: .seconds(3))
    #expect((first + second).map { rig.text(of: $0) } == ["one\n", "two\n"])
    rig.inbox.release(second)
    #expect(rig.place.names("inbox").isEmpty)
  }

  @Test("the same content twice at once is two arrivals with one blob")
  func sameContentTwice() throws {
    let rig = try InboxRig()
    for name in ["a", "b", "c", "d", "e", "f"] { rig.place.write("inbox/\(name).csv", "same\n") }
    rig.see()
    let taken = rig.take(after: .seconds(3))
    #expect(taken.map(\.displayName) == ["a", "b", "c", "d", "e", "f"].map { $0 + ".csv" })
    #expect(Set(taken.map(\.hash)).count == 1)
    #expect(rig.inbox.release(taken) == Array(repeating: .removed, count: 6))
  }

  @Test(
    "temporary and lock names are passed over until they are renamed",
    arguments: [
      "a.part", "A.CRDOWNLOAD", "a.filepart", "a.opdownload", "a.partial", "a.tmp", "a.aria2",
      "~$a.docx", ".~lock.a.ods#", ".a.swp", "a.swx", "4913", "a.csv~", ".#a.csv",
      ".goutputstream-X1Y2", ".nfs0001", ".fuse_hidden0001", ".syncthing.a.csv.tmp",
      "~syncthing~a.csv.tmp", "._a.csv", ".DS_Store", "Thumbs.db", "desktop.ini", ".hidden.pdf",
    ]
  )
  func temporaryNames(name: String) throws {
    let rig = try InboxRig()
    rig.see()
    rig.place.write("inbox/\(name)", "row\n")
    #expect(rig.take(after: .seconds(100)).isEmpty)
    #expect(rig.take(after: .seconds(100)).isEmpty)
    #expect(rig.reason("inbox/\(name)") == "ignored")
    #expect(rig.inbox.waiting().isEmpty)
    rig.place.rename("inbox/\(name)", "inbox/real.csv")
    #expect(rig.takeAll() == ["inbox/real.csv"])
  }

  @Test("an empty or cut-off file is handed on as it is when its time is over")
  func givesUp() throws {
    let rig = try InboxRig()
    rig.place.write("inbox/cut.xml", "<Invoice><ID>1</ID>")
    rig.place.write("inbox/empty.csv", "")
    rig.see()
    #expect(rig.take(after: .seconds(800)).isEmpty)
    #expect(rig.reason("inbox/cut.xml") == "incomplete-xml-end")
    #expect(rig.reason("inbox/empty.csv") == "empty")
    let taken = rig.take(after: .seconds(101))
    #expect(taken.map { $0.file.givenUp?.code } == ["incomplete-xml-end", "empty"])
  }

  @Test("a clock that is wrong does no harm", arguments: [-2_000_000_000, 86_400, 4_000_000_000])
  func clockSkew(offset: Int) throws {
    for trusts in [false, true] {
      var settings = Inbox.Settings()
      settings.trustsFileTimes = trusts
      let rig = try InboxRig(settings: settings)
      rig.place.write("inbox/a.csv", "row\n")
      rig.place.setModified("inbox/a.csv", secondsFromNow: offset)
      rig.see()
      #expect(rig.take(after: .seconds(3)).map(\.displayName) == ["a.csv"])
    }
  }

  @Test("once: a file that is old by the clock is taken at the first look")
  func onceTakesOldFiles() throws {
    let place = try TemporaryWorkspace()
    place.write("inbox/a.csv", "row\n")
    var settings = Inbox.Settings()
    settings.trustsFileTimes = true
    let inbox = try Inbox(
      archive: place.archive(),
      plans: [(bills, plan())],
      settings: settings,
      wallClock: { Inbox.systemWallClock() + 5_000_000_000 }
    )
    let taken = inbox.takeReady(limit: 10)
    #expect(taken.map(\.displayName) == ["a.csv"])
    inbox.release(taken)
    #expect(inbox.isIdle)
  }
}
