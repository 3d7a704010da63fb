import ArgumentParser
import Processing

struct CloseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "close",
    abstract:
      "Closes a period: signs its reconciliation statement and locks what is matched in it.",
    discussion: """
      A period is a month (2026-03), a quarter (2026-Q1) or a year (2026). The statement says what is matched, what is open \
      on either side and what is left over by kind; it foots, or nothing is closed. What arrives later for a closed period \
      is an exception. Exit code 1 when something is open in it.

        tickmark close 2026-03 --dry-run
        tickmark close 2026-03 --ledger bank
        tickmark close 2026-03 --ledger bank --reopen --note "late invoice of Kessel Holz"
      """
  )

  @Argument(help: "A month, quarter or year: 2026-03, 2026-Q1, 2026.")
  var period: String
  @Option(help: ArgumentHelp("One ledger. Default: each that is reconciled.", valueName: "ledger"))
  var ledger: String?
  @Flag(help: "Open the period again; say why with --note.")
  var reopen = false
  @Option(help: "Why; kept with it.")
  var note: String?
  @Option(help: ArgumentHelp("Who decides. Default: your login name.", valueName: "name"))
  var by: String?
  @Flag(help: "Show the statement; change nothing.")
  var dryRun = false
  @OptionGroup var place: WorkspaceOptions
  @OptionGroup var output: FormatOption

  func run() throws {
    try OfficeAccess.run(
      .close(
        period,
        ledger: ledger,
        isReopening: reopen,
        note: note,
        by: by ?? Person.current,
        isDryRun: dryRun
      ),
      format: output.format,
      workspace: place.workspace()
    )
  }
}
