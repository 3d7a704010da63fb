import ArgumentParser
import Books
import Processing
import Storage

struct LessonsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lessons",
    abstract: "What was learned from rulings, and forgetting it.",
    discussion: """
      Where you match an entry to a document although its name is another (tickmark rule X6 --match E41), Tickmark remembers \
      that this seller is paid under that name. A lesson speaks for a match, never alone: it clears nothing that says no \
      more than a name and an amount. Names under which several sellers are paid (a payment service) are not used. Taking \
      the ruling back takes the lesson back.

        tickmark lessons
        tickmark lessons --forget L3 --note "they have another bank now"
      """
  )

  @Option(help: ArgumentHelp("Forget this lesson.", valueName: "L3"))
  var forget: String?
  @Option(help: "Why; kept with it.")
  var note: String?
  @Option(help: ArgumentHelp("Who decides. Default: your login name.", valueName: "name"))
  var by: String?
  @Flag(help: "Show what would change; change nothing.")
  var dryRun = false
  @OptionGroup var place: WorkspaceOptions
  @OptionGroup var output: FormatOption

  func run() throws {
    guard let forget else {
      return try OfficeAccess.run(.lessons, format: output.format, workspace: place.workspace())
    }
    guard let id = LessonID(text: forget) else {
      throw ValidationError("\(forget) is no lesson: write L3.")
    }
    try OfficeAccess.run(
      .forget(id, note: note, by: by ?? Person.current, isDryRun: dryRun),
      format: output.format,
      workspace: place.workspace()
    )
  }
}
