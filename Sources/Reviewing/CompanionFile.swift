/// A file and the arrival that it is, as people name them: `invoice.pdf`, `A2`.
package struct FileLine: Hashable, Sendable {
  package var arrivalID: String
  package var fileName: String

  package init(arrivalID: String, fileName: String) {
    self.arrivalID = arrivalID
    self.fileName = fileName
  }

  /// `invoice.pdf (A2)`.
  var text: String { "\(fileName) (\(arrivalID))" }
}

/// A file that belongs to others: another form of their paper, or an attachment.
package struct CompanionFile: Hashable, Sendable {
  package var file: FileLine
  package var workflow: String
  /// Those that it accompanies.
  package var leaders: [FileLine]

  package init(file: FileLine, workflow: String, leaders: [FileLine]) {
    self.file = file
    self.workflow = workflow
    self.leaders = leaders
  }
}

extension [FileLine] {
  /// `invoice.pdf (A2), invoice.jpg (A3)`.
  var text: String { map(\.text).joined(separator: ", ") }
}
