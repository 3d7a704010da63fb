import Documents
import Readings
import Storage
import Workflows

extension Settling {
  /// Files that may come out of one file of the inbox, on all levels together.
  static let maximumEnclosed = 5_000
  /// Attachments of one mail that are seen as one group: more are no papers of one matter.
  static let maximumGrouped = 30

  /// Records the files inside a mail or an archive as arrivals of their own: with the reading of the one that encloses them,
  /// or not at all.
  ///
  /// - Returns: why none of them is taken.
  func storeEnclosed(_ reading: ReadArrival, _ result: inout Settled) throws -> Problem? {
    let parent = reading.job.arrival
    let files = reading.enclosed
    guard !files.isEmpty else { return nil }
    let before = try transaction.enclosedCount(root: parent.root)
    guard before + files.count <= Self.maximumEnclosed else { return Self.tooManyEnclosed }
    for (index, file) in files.enumerated() {
      var arrival = NewArrival(
        workflow: parent.workflow,
        target: parent.target,
        name: file.name,
        path: "\(parent.path)/\(file.name)",
        hash: file.hash,
        size: file.size,
        identity: "in.\(parent.id.number).\(index + 1)",
        isWhole: true,
        definition: reading.workflow.contentHash
      )
      arrival.parent = parent.id
      // What one mail brings belongs together: an invoice as XML and as PDF, and the terms that go with it.
      if reading.summary.kind == .eml, files.count > 1, files.count <= Self.maximumGrouped {
        arrival.group = "in \(parent.id)"
      }
      guard let record = try transaction.record(arrival, daemonStart: Moment(milliseconds: 0))
      else {
        continue
      }
      result.enclosed.append(record)
    }
    return nil
  }

  private static let tooManyEnclosed = Problem(
    code: "enclosed.too-many-files",
    scope: .file,
    message: "More than \(maximumEnclosed) files have come out of one file of the inbox.",
    remedy: "Unpack it, and drop the papers in smaller archives or by themselves."
  )
}
