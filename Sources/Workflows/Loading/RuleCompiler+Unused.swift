import Values

// MARK: What nobody reads

extension RuleCompiler {
  /// Names without use; not told beside errors, where the rule that uses one may be lost.
  func warnOfUnused() {
    guard !context.hasErrors else { return }
    let read = Set(reads.map { String($0.prefix { $0 != "." }) })
    for field in draft.set where !read.contains(field.name.key) {
      context.report(
        .unusedName,
        at: field.name.keyRange.lowerBound,
        "no rule reads the computed field `\(field.name.key)`",
        expected: "a rule that uses it, or no such field",
        severity: .warning
      )
    }
    for use in draft.uses where use.name != "suppliers" && !reads.contains("use:\(use.name)") {
      context.report(
        .unusedName,
        at: use.table.node.range.lowerBound,
        "no rule looks anything up in `\(use.name)`",
        expected: "a computed field with `\"lookup\": \"\(use.name)\"`, or no such entry",
        severity: .warning
      )
    }
  }

  /// A column of a table that names none cannot be looked up anywhere: whether it is misspelt is not known.
  mutating func warnOfUndeclared(_ reads: [String], _ text: ExpressionText) {
    guard !undeclared.isEmpty else { return }
    for read in reads {
      guard let dot = read.firstIndex(of: "."), let table = undeclared[String(read[..<dot])] else {
        continue
      }
      let column = String(read[read.index(after: dot)...])
      let known = table == "suppliers" ? Self.supplierColumns : []
      guard !known.contains(column), warned.insert("\(table) \(column)").inserted else { continue }
      context.report(
        .unknownColumn,
        in: text.node,
        byte: text.value.utf8Offset(of: read) ?? 0,
        "the table `\(table)` names no columns, so nobody can tell whether it has `\(column.prefix(80))`; "
          + "if not, it is absent on every paper",
        expected: "`read.csv.columns` in the definition that fills `\(table)`",
        suggestion: Spelling.nearest(to: column, among: known).map {
          read[...dot] + $0
        },
        severity: .warning
      )
    }
  }

  /// What the supplier checks themselves look for.
  private static let supplierColumns = ["name", "vatID", "iban"]
}

extension String {
  /// Where a text begins, in bytes.
  fileprivate func utf8Offset(of part: String) -> Int? {
    firstRange(of: part).map { utf8.distance(from: utf8.startIndex, to: $0.lowerBound) }
  }
}
