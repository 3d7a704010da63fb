import Glibc
import Intake
import Testing
import Workflows

/// An inbox on a real folder whose time the test moves by hand.
final class InboxRig {
  final class Time {
    var now = Duration.seconds(1000)
  }

  let place: TemporaryWorkspace
  let inbox: Inbox
  let time = Time()

  /// Watches `inbox` as `bills`, changed by `configure`.
  init(
    place: TemporaryWorkspace? = nil,
    faults: Disk.Faults? = nil,
    settings: Inbox.Settings = Inbox.Settings(),
    also: [(WorkflowID, WatchPlan)] = [],
    configure: (inout WatchPlan) -> Void = { _ in }
  ) throws {
    self.place = try place ?? TemporaryWorkspace(faults: faults)
    var plan = WatchPlan(folder: "inbox")
    configure(&plan)
    let time = time
    inbox = try Inbox(
      archive: self.place.archive(),
      plans: [(WorkflowID("bills"), plan)] + also,
      settings: settings,
      clock: { time.now }
    )
  }

  /// What is ready now; paths in order.
  func take(after pause: Duration = .zero, limit: Int = 256) -> [Archived] {
    time.now += pause
    return inbox.takeReady(limit: limit)
  }

  /// Takes and releases until nothing more comes by time alone; gives the names.
  func takeAll(limit: Int = 256) -> [String] {
    var names: [String] = []
    for _ in 0..<200 {
      let taken = take(limit: limit)
      names += taken.map { $0.path.display }
      inbox.release(taken)
      if taken.isEmpty {
        if inbox.isIdle { break }
        time.now += .seconds(3)
      }
    }
    return names
  }

  func see() { #expect(take().isEmpty) }

  func reason(_ path: String) -> String? {
    if case .waiting(let reason) = inbox.explain(InboxPath(path)) { reason.code } else { nil }
  }

  func text(of archived: Archived) -> String? {
    place.text(Archive.path(of: archived.hash).display)
  }
}
