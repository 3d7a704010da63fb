import Books
import Rules
import Values

// MARK: What tests speak of

extension RuleCompiler {
  /// Rules, checks and fields that a test waits for and that do not exist; rows that nothing would look at.
  func checkTests(_ workflow: Workflow) {
    for test in draft.tests {
      for expectation in test.expect { check(expectation, of: test.test) }
      for table in test.tables { check(table, of: test.test, workflow) }
      let ledgers = workflow.reconcile.map(\.ledger.name)
      for name in test.ledgers where !ledgers.contains(name.key) && !isSaid(.ledgerNeverFilled) {
        reportUnread(name, "the ledger `\(name.key.prefix(80))`", of: test.test, ledgers)
      }
    }
  }

  private func check(_ expectation: ExpectationDraft, of test: WorkflowTest) {
    if let rule = expectation.rule, !ruleNames.contains(rule.value), !context.hasLostRules {
      report(rule.node.range, "there is no rule `\(rule.value.prefix(80))`", of: test) {
        Spelling.nearest(to: rule.value, among: ruleNames.sorted())
      }
    }
    for finding in expectation.findings where !findingNames.contains(finding.value) {
      // The check may be one that could not be read.
      guard context.isWhole(WorkflowKeys.check.name), areChecksCompiled else { return }
      report(finding.node.range, "there is no check `\(finding.value.prefix(80))`", of: test) {
        Spelling.nearest(to: finding.value, among: findingNames)
      }
    }
    for field in expectation.fields where !isField(field.key) && !context.isDamaged {
      let names =
        FieldCatalog.document.map(\.name) + context.givenNames.sorted()
        + plans.ownColumns.map(\.name)
      report(field.keyRange, "there is no field `\(field.key.prefix(80))`", of: test) {
        Spelling.nearestField(to: field.key, among: names)
      }
    }
  }

  /// False where a check of its own has faults, and so is not among the plans.
  private var areChecksCompiled: Bool {
    draft.checks.count { if case .rule = $0 { true } else { false } } == plans.checks.count
  }

  /// The rules that can decide: those of `decide`, or the standard ones, and two that no table can leave out.
  private var ruleNames: Set<String> {
    let own =
      draft.decide?.isEmpty == false
      ? context.givenRules.sorted() : ["doubtful", "unmatched", "clean"]
    return Set(own + ["blocked", "duplicate"])
  }

  private var findingNames: [String] {
    CheckCatalog.ids + plans.checks.map(\.id) + Self.otherFindings
  }

  private func isField(_ name: String) -> Bool {
    FieldCatalog.documentField(name) != nil || context.givenNames.contains(name)
      || context.ownColumns.contains(name) || context.hasLostColumns || context.hasLostNames
  }

  private func check(_ table: TestTables.Table, of test: WorkflowTest, _ workflow: Workflow) {
    let used = workflow.use.values.map(\.table)
    guard used.contains(table.name.key) else {
      guard !isSaid(.tableNeverFilled) else { return }
      return reportUnread(table.name, "the table `\(table.name.key.prefix(80))`", of: test, used)
    }
    guard let columns = tables[table.name.key] ?? nil else { return }
    let names = columns.map(\.name)
    var seen = Set(names)
    for cell in table.rows.joined() where seen.insert(cell.name.key).inserted {
      reportUnread(cell.name, "the column `\(cell.name.key.prefix(80))`", of: test, names)
    }
  }

  /// Whether `reconcile` or `use` has an error or such a warning: then a test may well be right.
  private func isSaid(_ code: DiagnosticCode) -> Bool {
    context.hasErrors || context.diagnostics.contains { $0.code == code }
  }

  private func report(
    _ place: Range<Int>,
    _ reason: String,
    of test: WorkflowTest,
    nearest: () -> String?
  ) {
    context.report(
      .testExpectsUnknown,
      at: place.lowerBound,
      "the test “\(test.name.prefix(80))” could never pass: \(reason)",
      suggestion: nearest().map { "\"\($0)\"" }
    )
  }

  private func reportUnread(
    _ name: JSONMember,
    _ what: String,
    of test: WorkflowTest,
    _ known: [String]
  ) {
    let nearest = Spelling.nearest(to: name.key, among: known)
    context.report(
      .unusedName,
      at: name.keyRange.lowerBound,
      "the test “\(test.name.prefix(80))” gives \(what), at which this workflow never looks",
      expected: known.isEmpty ? nil : "one of \(Set(known).sorted().joined(separator: ", "))",
      suggestion: nearest.map { "\"\($0)\"" },
      severity: .warning
    )
  }
}
