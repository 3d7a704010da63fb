import ArgumentParser
import Foundation
import Processing
import Readings

struct InitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract:
      "Makes a new workspace; or, with --from, proposes a workflow for a file that you have.",
    discussion: """
      Files that are there already are left as they are.

      With --from FILE.csv a definition is proposed: separator, encoding, header, days, numbers, currency and the meaning \
      of each column, with the evidence above each line. What the file does not show is marked UNSURE or, with ???, \
      left to you; nothing is guessed silently. The whole file is read with it before you see it, and nothing that \
      is there is ever overwritten. Outside of a \
      workspace one is made first. Exit code 1 when there is something to fill in, or when not all rows could be read with \
      the proposal; lines marked UNSURE are told and do not change it.
      """
  )

  @Option(
    name: [.customLong("workspace"), .customShort("w")],
    help: ArgumentHelp(
      "The folder to make a workspace. Default: this folder; with --from the nearest workspace above.",
      valueName: "folder"
    )
  )
  var path: String?
  @Option(help: ArgumentHelp("A file of the kind that will be dropped.", valueName: "file"))
  var from: String?
  @Option(
    help: ArgumentHelp(
      "What its rows are: ledger, expense, invoice or table. Default: by content.",
      valueName: "kind"
    )
  )
  var document: String?
  @Option(
    help: ArgumentHelp("The id of the new workflow. Default: by the file's name.", valueName: "id")
  )
  var workflow: String?
  @Flag(
    name: [.customLong("print"), .customLong("dry-run")],
    help: "Only print the definition; write nothing."
  )
  var printsOnly = false

  func validate() throws {
    if from == nil, document != nil || workflow != nil || printsOnly {
      throw ValidationError("--document, --workflow and --print (--dry-run) go with --from FILE.")
    }
    if let document, Self.kinds[document] == nil {
      throw ValidationError("--document takes ledger, expense, invoice or table.")
    }
    if let workflow, workflow.wholeMatch(of: /[a-z][a-z0-9-]{0,63}/) == nil {
      throw ValidationError("“\(workflow)” is no id: small letters, digits and -, such as card-2.")
    }
  }

  static let kinds: [String: ReadInstructions.Target] = [
    "ledger": .ledger, "expense": .expense, "invoice": .invoice, "table": .table,
  ]

  func run() async throws {
    if let from {
      let proposal = ProposalCommand(
        file: from,
        path: path,
        document: document.flatMap { Self.kinds[$0] },
        workflow: workflow,
        printsOnly: printsOnly
      )
      return try await proposal.run()
    }
    let workspace = Workspace(root: NewWorkspace.root(path ?? "."))
    let made = try NewWorkspace.make(workspace)
    if made.isEmpty {
      Terminal.print("\(workspace.root) is a workspace already; nothing was changed.")
    } else {
      NewWorkspace.tell(workspace, made)
    }
    Terminal.print(
      """

      Next:
        tickmark run                      start the daemon (Ctrl-C stops it)
        drop your suppliers' list         into inbox/suppliers (CSV: name, vatID, iban)
        drop bank exports                 into inbox/bank (CAMT.053, or CSV as workflows/bank.json says)
        drop invoices                     into inbox/invoices (UBL, CII/XRechnung)
        look at                           reports/exceptions.html
        tickmark init --from FILE.csv     a definition for any other table
      """
    )
  }
}

/// Makes the folders and definitions of a workspace.
enum NewWorkspace {
  static func root(_ path: String) -> String {
    URL(filePath: path).standardizedFileURL.path.trimmedSlash
  }

  /// What had to be made; definitions named in `without` are left out.
  static func make(_ workspace: Workspace, without left: Set<String> = []) throws -> [String] {
    var made: [String] = []
    for (name, text) in FirstDefinitions.files
    where !left.contains(name) && !FileSystem.exists(workspace.path(name)) {
      try FileSystem.replace(workspace.path(name), with: Array(text.utf8))
      made.append(name)
    }
    for folder in ["inbox/invoices", "inbox/bank", "inbox/suppliers", "inbox/rulings", "reports"]
    where !FileSystem.isFolder(workspace.path(folder)) {
      try FileSystem.makeFolder(workspace.path(folder))
      made.append(folder + "/")
    }
    return made
  }

  static func tell(_ workspace: Workspace, _ made: [String]) {
    Terminal.print("\(workspace.root) is a workspace now. Made:")
    for name in made { Terminal.print("  \(name)") }
  }
}
