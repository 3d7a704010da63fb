import ArgumentParser
import Books
import Foundation
import Processing
import Storage

struct RuleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rule",
    abstract: "Decides an exception: accept, reject, match, duplicate, or set a value.",
    discussion: """
      A ruling is kept with your name and the time; `tickmark undo X17` takes it back. After --set the document is \
      checked and reconciled again with the new value.

        tickmark rule X17 --accept --note "agreed by phone"
        tickmark rule X17 --match E4711
        tickmark rule X17 --set totals.gross=1190.00
      """
  )

  @Argument(help: "The exception, such as X17; or any document, such as D5.")
  var exception: String
  @Flag(help: "It is right as it is: clear it.")
  var accept = false
  @Flag(help: "It must not be paid or booked.")
  var reject = false
  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("These ledger entries pay it.", valueName: "entry")
  )
  var match: [String] = []
  @Option(
    help: ArgumentHelp(
      "With --match: what the difference is: discount, fee, rounding, tip, exchange, overpayment or open.",
      valueName: "kind"
    )
  )
  var rest: String?
  @Option(help: ArgumentHelp("It repeats this document.", valueName: "document"))
  var duplicate: String?
  @Option(help: ArgumentHelp("The right value of a field.", valueName: "field=value"))
  var set: String?
  @Option(help: "Why; kept with the ruling.")
  var note: String?
  @Option(help: ArgumentHelp("Who decides. Default: your login name.", valueName: "name"))
  var by: String?
  @Flag(help: "Show what would change; change nothing.")
  var dryRun = false
  @OptionGroup var place: WorkspaceOptions
  @OptionGroup var output: FormatOption

  func validate() throws {
    let given = [accept, reject, !match.isEmpty, duplicate != nil, set != nil].count { $0 }
    guard rest == nil || !match.isEmpty else {
      throw ValidationError("--rest says what is left over with --match.")
    }
    guard given == 1 else {
      throw ValidationError(
        "Give one of --accept, --reject, --match, --duplicate and --set (\(given) are given)."
      )
    }
  }

  func run() throws {
    try OfficeAccess.run(
      try command(),
      format: output.format,
      workspace: place.workspace()
    )
  }

  private func command() throws -> OfficeCommand {
    let person = by ?? Person.current
    if exception.uppercased().hasPrefix("D"), let document = DocumentID(text: exception) {
      return .ruleDocument(document, try body(), note: note, by: person, isDryRun: dryRun)
    }
    let id = try Identifiers.exception(exception)
    return .rule(id, try body(), note: note, by: person, isDryRun: dryRun)
  }

  private func body() throws -> RulingBody {
    do {
      if accept { return .accept }
      if reject { return .reject }
      if let duplicate { return .duplicate(try RulingText.document(duplicate)) }
      if let set { return try RulingText.set(set) }
      return .match(try match.map(RulingText.entry), rest: try rest.map(RulingText.rest))
    } catch let refusal as RulingRefusal {
      throw ValidationError("\(refusal.message) \(refusal.remedy)")
    }
  }
}

struct UndoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo",
    abstract: "Takes the newest ruling back, of one exception or of all; that too is kept.",
    discussion: "The document is decided again from what stands then."
  )

  @Argument(help: "The exception, such as X17. Default: whatever was ruled last.")
  var exception: String?
  @Option(help: "Why; kept with it.")
  var note: String?
  @Option(help: ArgumentHelp("Who decides. Default: your login name.", valueName: "name"))
  var by: String?
  @Flag(help: "Show what would change; change nothing.")
  var dryRun = false
  @OptionGroup var place: WorkspaceOptions
  @OptionGroup var output: FormatOption

  func run() throws {
    try OfficeAccess.run(
      .undo(
        try exception.map(Identifiers.exception),
        note: note,
        by: by ?? Person.current,
        isDryRun: dryRun
      ),
      format: output.format,
      workspace: place.workspace()
    )
  }
}

/// Who sits at the keyboard.
enum Person {
  static var current: String {
    let environment = ProcessInfo.processInfo.environment
    if let name = environment["SUDO_USER"] ?? environment["USER"] ?? environment["LOGNAME"] {
      return name
    }
    guard let account = unsafe getpwuid(getuid()) else { return "user \(getuid())" }
    return unsafe String(cString: account.pointee.pw_name)
  }
}
