import Glibc
import Intake
import Testing
import Workflows

@Suite("Inbox: files that belong together")
struct InboxTogetherTests {
  @Test("a done marker sets its paper free, and both are archived and removed")
  func doneMarker() throws {
    let rig = try InboxRig(configure: { $0.doneFile = "{name}.done" })
    rig.place.write("inbox/a.csv", "row\n")
    rig.see()
    #expect(rig.take(after: .seconds(10_000)).isEmpty)
    #expect(rig.reason("inbox/a.csv") == "waiting-for-marker")
    rig.place.write("inbox/a.csv.done", "")
    let taken = rig.take()
    #expect(taken.map(\.displayName) == ["a.csv", "a.csv.done"])
    #expect(taken.map(\.file.role) == [.paper, .marker(of: "inbox/a.csv")])
    rig.inbox.release(taken)
    #expect(rig.place.names("inbox").isEmpty)
  }

  @Test("a marker before its paper waits, and says for what")
  func orphanMarker() throws {
    let rig = try InboxRig(configure: { $0.doneFile = "{name}.done" })
    rig.place.write("inbox/a.csv.done", "")
    rig.see()
    #expect(rig.take(after: .seconds(10)).isEmpty)
    #expect(rig.reason("inbox/a.csv.done") == "marker-without-file")
    #expect(rig.inbox.isIdle)
    rig.place.write("inbox/a.csv", "row\n")
    #expect(rig.take().map(\.displayName) == ["a.csv", "a.csv.done"])
  }

  @Test("one marker for the whole folder is looked for and left alone")
  func folderMarker() throws {
    let rig = try InboxRig(configure: { $0.doneFile = "COMPLETE" })
    rig.place.write("inbox/a.csv", "row\n")
    rig.place.write("inbox/b.csv", "row\n")
    rig.see()
    #expect(rig.take(after: .seconds(100)).isEmpty)
    rig.place.write("inbox/COMPLETE", "")
    rig.inbox.release(rig.take())
    #expect(rig.place.names("inbox") == ["COMPLETE"])
    #expect(rig.inbox.isIdle)
  }

  @Test("a group waits for late members and arrives together")
  func group() throws {
    let rig = try InboxRig(configure: { $0.group = GroupPlan() })
    rig.place.write("inbox/Bill.pdf", "%PDF-1.4 %%EOF")
    rig.see()
    #expect(rig.take(after: .seconds(5)).isEmpty)
    #expect(rig.reason("inbox/Bill.pdf") == "waiting-for-group")
    rig.place.write("inbox/bill.xml", "<Invoice>")
    rig.see()
    #expect(rig.take(after: .seconds(20)).isEmpty)
    #expect(rig.reason("inbox/Bill.pdf") == "waiting-for-group")
    rig.place.write("inbox/bill.xml", "<Invoice/>")
    rig.see()
    let taken = rig.take(after: .seconds(11))
    #expect(taken.map(\.displayName) == ["Bill.pdf", "bill.xml"])
    #expect(Set(taken.map(\.file.group)) == ["inbox/bill"])
    rig.inbox.release(taken)
    #expect(rig.inbox.isIdle)
  }

  @Test("a member that comes late is of the same group, a marker of its paper's")
  func late() throws {
    let rig = try InboxRig(configure: { $0.group = GroupPlan() })
    rig.place.write("inbox/bill.xml", "<Invoice/>")
    rig.see()
    let first = rig.take(after: .seconds(20))
    rig.inbox.release(first)
    rig.place.write("inbox/BILL.pdf", "%PDF-1.4 %%EOF")
    rig.see()
    let late = rig.take(after: .seconds(20))
    #expect(late.map(\.displayName) == ["BILL.pdf"])
    #expect(first.map(\.file.group) == ["inbox/bill"] && late.map(\.file.group) == ["inbox/bill"])
    rig.inbox.release(late)
    rig.place.folder("inbox/more")
    rig.place.write("inbox/more/bill.pdf", "%PDF-1.4 %%EOF")
    rig.see()
    #expect(rig.take(after: .seconds(20)).map(\.file.group) == ["inbox/more/bill"])
  }

  @Test("a member that is taken away does not hold the others")
  func memberGone() throws {
    let rig = try InboxRig(configure: { $0.group = GroupPlan() })
    rig.place.write("inbox/a.csv", "row\n")
    rig.place.write("inbox/a.xml", "<Invoice>")
    rig.see()
    #expect(rig.take(after: .seconds(20)).isEmpty)
    rig.place.delete("inbox/a.xml")
    rig.inbox.rescan()
    #expect(rig.take().map(\.displayName) == ["a.csv"])
  }

  @Test("include and exclude decide, and explain says by which pattern")
  func patterns() throws {
    let rig = try InboxRig(configure: {
      $0.include = ["*.csv", "*.xml"]
      $0.exclude = ["old/*", "*draft*"]
    })
    for name in ["a.CSV", "b.txt", "Draft.xml", "old/c.csv"] {
      rig.place.folder("inbox/old")
      rig.place.write("inbox/\(name)", "<a/>")
    }
    #expect(rig.takeAll() == ["inbox/a.CSV"])
    #expect(
      rig.inbox.waiting().map(\.reason) == [
        .ignored(.excluded("*draft*")), .ignored(.notIncluded(["*.csv", "*.xml"])),
        .ignored(.excluded("old/*")),
      ]
    )
  }
}
