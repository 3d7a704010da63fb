import Storage
import Synchronization
import Values

extension Daemon {
  /// While files keep coming, reports are written this seldom; when nothing is left to do, at once.
  static let reportsAtLeastEvery = Duration.seconds(10)

  /// Makes the named copies, and writes the reports whenever something changed: when work is done, or every ten seconds under load; and when the day changes.
  func writeReports(once: Bool) async {
    var lastDay = office.clock.today()
    var last = ContinuousClock.now
    while !isStopping {
      let generation = signal.generation
      if office.clock.today() != lastDay {
        lastDay = office.clock.today()
        state.withLock { $0.reportsAreDue = true }
      }
      tryToCopy()
      let isDue = state.withLock { $0.reportsAreDue }
      if isDue, isQuiet() || last.duration(to: .now) > Self.reportsAtLeastEvery {
        let started = ContinuousClock.now
        tryToReport()
        // A report that takes long is written the more seldom.
        last = ContinuousClock.now.advanced(by: started.duration(to: .now) * 4)
      }
      let isBusy = state.withLock { $0.reportsAreDue }
      await signal.wait(
        after: generation,
        timeout: isBusy ? .milliseconds(200) : untilCopiesAreDue
      )
    }
  }

  private func isQuiet() -> Bool {
    guard state.withLock({ $0.running == 0 }) else { return false }
    let open = try? office.storage.read(at: office.clock.now()) { try $0.openJobCount() }
    return open == 0
  }

  func tryToReport() {
    let notes = inboxNotes()
    state.withLock { state in
      state.reportsAreDue = false
      state.reportedNotes = notes
    }
    do {
      onEvent(.reported(try office.writeReports(notes: notes)))
      try office.storage.rest()
      note(.reporting, trouble: nil)
    } catch {
      state.withLock { $0.reportsAreDue = true }
      note(.reporting, trouble: "the reports cannot be written: \(error)")
    }
  }

  /// The reports name the files that are stuck: when those change, the reports are due.
  func waitingFilesMayHaveChanged() {
    let notes = inboxNotes()
    let isNew = state.withLock { state -> Bool in
      guard notes != state.reportedNotes else { return false }
      defer { state.reportsAreDue = true }
      return !state.reportsAreDue
    }
    if isNew { signal.raise() }
  }

  /// Files that will not come in by themselves, and folders that cannot be looked into.
  func inboxNotes() -> [String] { inboxView.notes }
}
