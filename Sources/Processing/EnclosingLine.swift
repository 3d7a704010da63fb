import Books
import Readings
import Storage

/// A mail or an archive that a file was in, for whoever asks where a paper came from.
package struct EnclosingLine: Sendable, Codable {
  package var arrival: String
  package var file: String
  package var sender: String?
  package var subject: String?
  package var sentAt: String?

  init(_ arrival: ArrivalRecord) {
    self.arrival = arrival.id.description
    file = arrival.name
    sender = arrival.mail?.sender
    subject = arrival.mail?.subject
    sentAt = arrival.mail?.sentAt
  }

  /// `march.eml (A12), from bill@kessel.example, "Invoice 7", 2026-03-14T10:11:12+01:00`.
  package var text: String {
    let facts = [sender.map { "from \($0)" }, subject.map { "\"\($0)\"" }, sentAt]
    return (["\(file) (\(arrival))"] + facts.compactMap(\.self)).joined(separator: ", ")
  }
}

extension StorageTransaction {
  /// The mails and archives that a file was in, the nearest first, then those that brought it again; nil when it was in none.
  func enclosingLines(_ arrival: ArrivalRecord) throws -> [EnclosingLine]? {
    var outer = try enclosing(arrival)
    for twin in try enclosedTwins(of: arrival.id) {
      guard let nearest = try enclosing(twin).first else { continue }
      let isKnown = outer.contains { $0.id == nearest.id }
      if !isKnown { outer.append(nearest) }
    }
    return outer.isEmpty ? nil : outer.map(EnclosingLine.init)
  }
}
