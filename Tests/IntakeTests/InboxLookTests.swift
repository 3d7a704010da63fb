import Intake
import Testing
import Workflows

/// One look at the inbox by somebody who is not the daemon.
@Suite struct InboxLookTests {
  private func look(_ place: TemporaryWorkspace, recursive: Bool = true) -> InboxLook {
    var plan = WatchPlan(folder: "inbox")
    plan.isRecursive = recursive
    plan.maximumBytes = 100
    return InboxLook([(WorkflowID("bills"), plan)], on: place.disk, user: 0)
  }

  @Test func `files are listed with why they are not taken, hidden ones apart`() throws {
    let place = try TemporaryWorkspace()
    place.folders("inbox/deep")
    place.write("inbox/a.csv", "row\n")
    place.write("inbox/deep/large.csv", String(repeating: "x", count: 200))
    place.write("inbox/.hidden.csv", "row\n")
    place.link("a.csv", "inbox/link.csv")
    let files = look(place).files
    #expect(
      files.map { "\($0.path) \($0.reason?.code ?? "-") \($0.isKept)" } == [
        "inbox/.hidden.csv ignored false", "inbox/a.csv - true",
        "inbox/deep/large.csv too-large true", "inbox/link.csv symbolic-link true",
      ]
    )
    #expect(place.names("inbox").count == 4, "nothing is touched")
  }

  @Test func `what cannot be listed is noted`() throws {
    let place = try TemporaryWorkspace { operation, path in
      operation == .list && path == "inbox/deep" ? 13 : nil
    }
    place.folders("inbox/deep")
    place.write("inbox/a.csv", "row\n")
    let seen = look(place)
    #expect(seen.files.map(\.path.display) == ["inbox/a.csv"])
    #expect(seen.notes.map(\.code) == ["folder-unreadable"])
    #expect(look(place, recursive: false).notes.isEmpty)
    place.removeFolder("inbox")
    #expect(look(place).notes.map(\.code) == ["folder-missing"])
  }

  @Test func `a watched folder that is a link is not followed`() throws {
    let place = try TemporaryWorkspace()
    place.folder("elsewhere")
    place.write("elsewhere/a.csv", "row\n")
    place.removeFolder("inbox")
    place.link("elsewhere", "inbox")
    let seen = look(place)
    #expect(seen.files.isEmpty)
    #expect(seen.notes.map(\.isFailure) == [true])
  }
}
