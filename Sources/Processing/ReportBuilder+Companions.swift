import Books
import Reviewing
import Storage
import Workflows

extension ReportBuilder {
  /// The files that accompany one.
  func companions(of leader: ArrivalID) throws -> [FileLine] {
    try transaction.companions(of: leader).map(FileLine.init)
  }

  /// Which file accompanies which; the newest, when there are more than a report lists.
  func addCompanions(_ report: inout ExceptionReport) throws {
    let companions = try transaction.companions(limit: Self.maximumListed)
    report.companions = companions.map { one in
      CompanionFile(
        file: FileLine(one.arrival),
        workflow: one.arrival.workflow.name,
        leaders: one.leaders.map(FileLine.init)
      )
    }
    guard companions.count == Self.maximumListed else { return }
    let more = try transaction.companionCount() - companions.count
    guard more > 0 else { return }
    report.notes.append("\(more) more files accompany others and are not listed.")
  }
}

extension FileLine {
  init(_ arrival: ArrivalRecord) {
    self.init(arrivalID: arrival.id.description, fileName: arrival.name)
  }
}
