import Books
import Readings
import Rules
import Values

/// What definitions must not do to each other.
struct WorkspaceRules {
  private let files: [File]
  /// True when it is known what every file fills, so that nothing is missing only because it is broken.
  private let isWhole: Bool
  /// The plans, with the defaults that depend on the other definitions.
  private(set) var workflows: [Workflow]
  /// The folders that are watched and could be read.
  private let watched: [(folder: String, parts: [String], isRecursive: Bool)]

  /// Each is looked at beside each other one: a reference is not copied for that.
  private final class File {
    let context: DecodingContext
    let draft: WorkflowDraft
    var workflow: Workflow { draft.workflow }

    init(context: DecodingContext, draft: WorkflowDraft) {
      self.context = context
      self.draft = draft
    }
  }

  init(_ decoded: [WorkflowLoader.DecodedFile]) {
    files = decoded.compactMap { file in
      file.draft.map { File(context: file.context, draft: $0) }
    }
    isWhole =
      files.count == decoded.count
      && files.allSatisfy {
        $0.draft.isTargetKnown && $0.draft.isIntoKnown
          && !($0.context.isDamaged && Self.fillsTable($0.workflow))
      }
    workflows = files.map(\.workflow)
    watched = files.filter { $0.draft.folderNode != nil }.map(\.draft.workflow.watch).map {
      ($0.folder, $0.folder.split(separator: "/").map(String.init), $0.isRecursive)
    }
  }

  mutating func check() {
    for (index, file) in files.enumerated() {
      for earlier in files[..<index] {
        checkIdentity(file, earlier)
        checkFolders(file, earlier)
        checkSameTable(file, earlier)
      }
      checkLedgers(file)
      checkTables(file)
      checkOutputs(file, index)
    }
    useSuppliers()
    compileRules()
  }

  /// Last, because rules are checked against the tables of all definitions.
  private mutating func compileRules() {
    let broken = Set(files.filter { !$0.draft.areColumnsKnown }.map(\.workflow.into))
    let tables = tableColumns().filter { !broken.contains($0.key) }
    for (index, file) in files.enumerated()
    where WorkflowKeys.papers.contains(file.workflow.read.target) {
      var compiler = RuleCompiler(file.draft, file.context, tables: tables)
      workflows[index] = compiler.compiled(workflows[index])
    }
  }

  /// The columns that rules see of each table: declared by every workflow that fills it, else unknown.
  private func tableColumns() -> [String: [RowFields.Column]?] {
    var tables: [String: [RowFields.Column]?] = [:]
    for workflow in workflows where Self.fillsTable(workflow) {
      let columns = workflow.read.sharedColumns.map(\.rowColumn)
      guard !columns.isEmpty else {
        tables[workflow.into] = .some(nil)
        continue
      }
      if let known = tables[workflow.into] {
        // Two exports of one table: what both have.
        tables[workflow.into] = .some(known?.filter(columns.contains))
      } else {
        tables[workflow.into] = .some(columns)
      }
    }
    return tables
  }

  private func report(
    _ file: File,
    _ code: DiagnosticCode,
    at node: JSONNode,
    _ reason: String,
    expected: String? = nil,
    suggestion: String? = nil,
    severity: Diagnostic.Severity = .error
  ) {
    file.context.report(
      code,
      at: node.range.lowerBound,
      reason,
      expected: expected,
      suggestion: suggestion,
      severity: severity
    )
  }
}

// Ids and folders.
extension WorkspaceRules {
  private func checkIdentity(_ file: File, _ earlier: File) {
    guard let node = file.draft.idNode, file.workflow.id == earlier.workflow.id else { return }
    report(
      file,
      .sameWorkflow,
      at: node,
      "the workflow `\(file.workflow.id)` is also defined in \(earlier.workflow.fileName)",
      expected: "an id of its own for each workflow"
    )
  }

  private func checkFolders(_ file: File, _ earlier: File) {
    guard let node = file.draft.folderNode, earlier.draft.folderNode != nil else { return }
    let (own, other) = (file.workflow.watch, earlier.workflow.watch)
    if own.folder == other.folder {
      guard Self.shareFiles(own, other) else { return }
      report(
        file,
        .sameFolder,
        at: node,
        "\(earlier.workflow.fileName) watches `\(own.folder)` for the same files",
        expected: "a folder of its own, or `include` patterns that share no file"
      )
      return
    }
    let outer = own.folder.hasPrefix(other.folder + "/") ? other : own
    let inner = outer == own ? other : own
    guard inner.folder.hasPrefix(outer.folder + "/"), outer.isRecursive else { return }
    report(
      file,
      .folderInsideFolder,
      at: node,
      "`\(inner.folder)` lies inside `\(outer.folder)`: its files go to the inner one only",
      expected: "folders side by side, or `\"recursive\": false` for the outer one",
      severity: .warning
    )
  }

  /// Without patterns a workflow takes every file, unless it leaves the other's alone.
  private static func shareFiles(_ one: WatchPlan, _ other: WatchPlan) -> Bool {
    // Patterns are compared as the names are: without case.
    func folded(_ patterns: [String]) -> Set<String> { Set(patterns.map { $0.lowercased() }) }
    let (included, otherIncluded) = (folded(one.include), folded(other.include))
    return switch (included.isEmpty, otherIncluded.isEmpty) {
    case (true, true): true
    case (true, false): !otherIncluded.isSubset(of: folded(one.exclude))
    case (false, true): !included.isSubset(of: folded(other.exclude))
    case (false, false): !included.isDisjoint(with: otherIncluded)
    }
  }
}

// Ledgers and tables.
extension WorkspaceRules {
  private func checkLedgers(_ file: File) {
    guard isWhole else { return }
    let filled = Set(workflows.filter { $0.read.target == .ledger }.map(\.into))
    for plan in file.draft.reconciled where !filled.contains(plan.plan.ledger.name) {
      guard let node = plan.node else { continue }
      report(
        file,
        .ledgerNeverFilled,
        at: node,
        "no workflow fills the ledger `\(plan.plan.ledger)`: every document would stay unmatched",
        expected: "a workflow with `\"document\": \"ledger\"` and this `into`",
        suggestion: Spelling.nearest(to: plan.plan.ledger.name, among: Array(filled))
          .map { "\"\($0)\"" },
        severity: .warning
      )
    }
  }

  /// Remittances and orders add up; a lookup table is replaced by each file.
  private func checkSameTable(_ file: File, _ earlier: File) {
    guard let node = file.draft.idNode, earlier.draft.idNode != nil,
      file.workflow.read.target == .table, earlier.workflow.read.target == .table,
      file.workflow.into == earlier.workflow.into, file.workflow.id != earlier.workflow.id
    else { return }
    report(
      file,
      .sameTable,
      at: node,
      "\(earlier.workflow.fileName) fills the table `\(file.workflow.into)`, too: a new file of the one replaces all rows of the other",
      expected: "a table of its own (`into`), or one folder for both",
      severity: .warning
    )
  }

  private func checkTables(_ file: File) {
    for use in file.draft.uses {
      let fillers = workflows.filter { Self.fillsTable($0) && $0.into == use.table.value }
      if fillers.isEmpty {
        guard isWhole else { continue }
        if workflows.contains(where: { $0.read.target == .ledger && $0.into == use.table.value }) {
          reportLedger(use, file)
        } else {
          reportUnfilled(use, file)
        }
      } else {
        checkKey(use, fillers, file)
      }
    }
  }

  private func reportLedger(_ use: UseDraft, _ file: File) {
    report(
      file,
      .badValue,
      at: use.table.node,
      "`\(use.table.value)` is a ledger, and `use` looks into tables: rules see its entries in "
        + "`reconcile`, as `entry` and `match`",
      expected: "a table, which a workflow with `\"document\": \"table\"` and this `into` fills"
    )
  }

  private func reportUnfilled(_ use: UseDraft, _ file: File) {
    let filled = Set(workflows.filter(Self.fillsTable).map(\.into))
    report(
      file,
      .tableNeverFilled,
      at: use.table.node,
      "no workflow fills the table `\(use.table.value)`: every lookup would find nothing",
      expected: "a workflow with `\"document\": \"table\"` and this `into`",
      suggestion: Spelling.nearest(to: use.table.value, among: Array(filled)).map { "\"\($0)\"" },
      severity: .warning
    )
  }

  /// Where the table's columns are named, its key must be one of them.
  private func checkKey(_ use: UseDraft, _ fillers: [Workflow], _ file: File) {
    let broken = Set(files.filter { !$0.draft.areColumnsKnown }.map(\.workflow.fileName))
    let named = fillers.map { filler in
      broken.contains(filler.fileName) ? [] : Set(filler.read.sharedColumns.map(\.field))
    }
    guard let first = named.first(where: { !$0.isEmpty && !$0.contains(use.key.value) }) else {
      return
    }
    report(
      file,
      .unknownColumn,
      at: use.key.node,
      "the table `\(use.table.value)` has no column `\(use.key.value)`",
      expected: "one of \(first.sorted().joined(separator: ", "))",
      suggestion: Spelling.nearest(to: use.key.value, among: Array(first)).map { "\"\($0)\"" }
    )
  }

  private static func fillsTable(_ workflow: Workflow) -> Bool {
    switch workflow.read.target {
    case .table, .remittance, .order: true
    case .ledger, .invoice, .expense, .rulings: false
    }
  }

  /// The default of `use`: the supplier table, if some workflow fills one.
  private mutating func useSuppliers() {
    let name = "suppliers"
    guard workflows.contains(where: { $0.read.target == .table && $0.into == name }) else { return }
    for (index, file) in files.enumerated() where !file.draft.saysUse {
      guard WorkflowKeys.papers.contains(file.workflow.read.target) else { continue }
      workflows[index].use = [name: TableUse(table: name, key: "vatID")]
    }
  }
}

// Outputs.
extension WorkspaceRules {
  private func checkOutputs(_ file: File, _ index: Int) {
    for (position, output) in file.draft.outputs.enumerated() {
      checkWatched(output, file)
      guard let journal = output.value.journal else { continue }
      let own = file.draft.outputs[..<position].compactMap(\.value.journal)
      let others = files[..<index].flatMap(\.draft.outputs).compactMap(\.value.journal)
      // The same journal for two decisions of one workflow is one journal.
      guard !own.contains(journal), (own + others).contains(where: { $0.path == journal.path })
      else { continue }
      report(
        file,
        .sameOutput,
        at: output.node,
        "another journal is written to `\(journal.path)`, and each is rewritten whole",
        expected: "a path of its own for each journal"
      )
    }
  }

  private func checkWatched(_ output: Located<OutputPlan>, _ file: File) {
    let folders = output.value.folders
    for watch in watched {
      let parts = watch.parts
      guard parts.count <= folders.count, watch.isRecursive || parts.count == folders.count,
        zip(parts, folders).allSatisfy({ $1 == nil || $0 == $1 })
      else { continue }
      report(
        file,
        .outputInWatchedFolder,
        at: output.node,
        "this could be written into the watched folder `\(watch.folder)` and be read again",
        expected: "a path outside of every watched folder, such as paid/..."
      )
      return
    }
  }
}

extension ColumnInstructions {
  fileprivate var rowColumn: RowFields.Column {
    let kind: RowFields.Column.Kind =
      switch type {
      case .text, .currency: .text
      case .amount: currency.map { .amount($0) } ?? .number
      case .number: .number
      case .day: .day
      }
    return RowFields.Column(name: field, kind: kind)
  }
}

extension OutputPlan {
  fileprivate var journal: JournalPlan? {
    switch self {
    case .journal(let plan): plan
    case .file, .webhook: nil
    }
  }

  /// The folders of its path; nil where a hole stands in the name.
  fileprivate var folders: [String?] {
    switch self {
    case .file(let template): template.folders
    case .journal(let plan): plan.path.split(separator: "/").dropLast().map(String.init)
    case .webhook: []
    }
  }
}
