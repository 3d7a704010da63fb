import Books
import Storage

/// One lesson, as `tickmark lessons` prints it.
private struct LessonLine: Codable {
  var lesson: String
  var seller: String
  /// The name on the entries.
  var paidAs: String
  var state: Lesson.State
  var exception: String
  var by: String
  var at: String

  init(_ lesson: Lesson) {
    self.lesson = lesson.id.description
    seller = lesson.seller
    paidAs = lesson.shown
    state = lesson.state
    exception = lesson.exception.description
    by = lesson.ruledBy
    at = lesson.learnedAt.description
  }

  var text: String {
    let what =
      switch state {
      case .inUse: ""
      case .shared: "  NOT USED: several sellers are paid under this name"
      case .takenBack: "  not used: the ruling was taken back"
      case .forgotten: "  forgotten"
      }
    return
      "\(lesson)  \(seller) is paid as \(paidAs)  (\(by) ruled \(exception) so on \(at.prefix(10)))\(what)\n"
  }
}

extension Office {
  /// What was learned from rulings.
  func lessons(_ format: AnswerFormat) throws -> OfficeAnswer {
    let lines = try storage.read(at: clock.now()) { try $0.lessons() }.map { LessonLine($0) }
    guard format == .text else { return OfficeAnswer(PrintedJSON.text(lines) + "\n") }
    return OfficeAnswer(
      lines.isEmpty
        ? "Nothing is learned yet: match an entry under another name to a document, and it is remembered.\n"
        : lines.map(\.text).joined()
    )
  }
}
