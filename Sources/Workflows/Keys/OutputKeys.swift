import Values

/// `output`: effects by decision.
enum OutputKeys {
  static let byOutcome: [Key<[Located<OutputPlan>]>] = Outcome.allCases.map { outcome in
    Key(outcome.rawValue, summary(outcome), Shape.list(of: EffectKeys.shape))
  }

  static let declared = byOutcome.map(\.declared)

  static let shape = Shape<[Outcome: [Located<OutputPlan>]]>.object("`output`", keys: declared) {
    fields in
    var output: [Outcome: [Located<OutputPlan>]] = [:]
    for (outcome, key) in zip(Outcome.allCases, byOutcome) {
      output[outcome] = fields.read(key)
      reportTwice(output[outcome] ?? [], outcome, fields.context)
    }
    for effect in output[.quarantined] ?? [] where effect.value.needsDocument {
      fields.context.report(
        .badCombination,
        at: effect.node.range.lowerBound,
        "a file that cannot be read has no document to take this from",
        expected:
          "a named copy with {file.name}, {file.stem}, {file.extension} or {workflow} only, or a `webhook` without `body`"
      )
    }
    return output
  }

  private static func reportTwice(
    _ effects: [Located<OutputPlan>],
    _ outcome: Outcome,
    _ context: DecodingContext
  ) {
    var seen: Set<OutputPlan> = []
    for effect in effects where !seen.insert(effect.value).inserted {
      context.report(
        .duplicateEntry,
        at: effect.node.range.lowerBound,
        "the same effect stands twice in `\(outcome.rawValue)`",
        expected: "each effect once"
      )
    }
  }

  private static func summary(_ outcome: Outcome) -> String {
    switch outcome {
    case .cleared: "What happens with a document that is cleared."
    case .exception: "What happens with a document that waits for a person."
    case .duplicate: "What happens with a document that has come before."
    case .rejected: "What happens with a document that a person has rejected."
    case .quarantined: "What happens with a file that cannot be read."
    }
  }
}

/// One effect: a named copy, a journal or a message.
enum EffectKeys {
  static let file = Key(
    "file",
    "A named copy; {holes} are fields: paid/{document.seller.name}/{document.number}.{file.extension}.",
    Shape<PathTemplate>.template.located
  )
  static let journal = Key(
    "journal",
    "Bookings for hledger, beancount or a spreadsheet.",
    JournalKeys.shape
  )
  static let webhook = Key(
    "webhook",
    "A message to another program, over HTTP.",
    WebhookKeys.shape
  )

  static let declared = [file.declared, journal.declared, webhook.declared]

  static let shape = Shape<Located<OutputPlan>>.object("an effect", keys: declared) { fields in
    let file = fields.read(file)
    let journal = fields.read(journal)
    let webhook = fields.read(webhook)
    let count = [
      fields.has(EffectKeys.file), fields.has(EffectKeys.journal), fields.has(EffectKeys.webhook),
    ].count { $0 }
    if count > 1 || (count == 0 && !fields.node.isDamaged) {
      fields.context.report(
        .badCombination,
        at: fields.node.range.lowerBound,
        count == 0 ? "this effect does nothing" : "one entry is one effect",
        expected: "one of `file`, `journal` or `webhook`"
      )
    }
    if let file { return Located(value: .file(file.value), node: file.node) }
    if let webhook { return Located(value: .webhook(webhook.value), node: webhook.node) }
    return journal.map { Located(value: .journal($0.value), node: $0.node) }
  }
}

extension OutputPlan {
  /// True when it says something about a document, not only about its file.
  fileprivate var needsDocument: Bool {
    switch self {
    case .journal: true
    case .webhook(let plan): plan.body != nil
    case .file(let template):
      template.parts.contains { part in
        switch part {
        case .text: false
        case .field(let name): name.hasPrefix("document.")
        case .hole: true
        }
      }
    }
  }
}

/// `journal`.
enum JournalKeys {
  static let format = Key(
    "format",
    "hledger, beancount or csv.",
    Shape<JournalPlan.Format>.choice("a journal format", of: JournalPlan.Format.allCases),
    isRequired: true
  )
  static let path = Key(
    "path",
    "Where the journal is written; the file is Tickmark's and rewritten whole.",
    Shape.outputPath.located,
    isRequired: true
  )
  static let expenseAccount = Key(
    "expenseAccount",
    "The account of the costs (expenses:unsorted).",
    Shape.account.located
  )
  static let taxAccount = Key(
    "taxAccount",
    "The account of input tax; without it tax stays with the costs.",
    Shape.account.located
  )
  static let payableAccount = Key(
    "payableAccount",
    "The account that pays (assets:bank).",
    Shape.account.located
  )

  static let declared = [
    format.declared, path.declared, expenseAccount.declared, taxAccount.declared,
    payableAccount.declared,
  ]

  /// The node is that of `path`.
  static let shape = Shape<Located<JournalPlan>>.object("`journal`", keys: declared) { fields in
    let format = fields.read(format)
    let path = fields.read(path)
    let accounts = [expenseAccount, taxAccount, payableAccount].map { fields.read($0) }
    guard let format, let path else { return nil }
    var plan = JournalPlan(format: format, path: path.value)
    if format == .beancount {
      // Beancount knows five roots only, and capitals.
      plan.expenseAccount = "Expenses:Unsorted"
      plan.payableAccount = "Assets:Bank"
      for account in accounts.compactMap({ $0 }) { checkBeancount(account, fields.context) }
    }
    plan.expenseAccount = accounts[0]?.value ?? plan.expenseAccount
    plan.taxAccount = accounts[1]?.value
    plan.payableAccount = accounts[2]?.value ?? plan.payableAccount
    return Located(value: plan, node: path.node)
  }

  private static func checkBeancount(_ account: Located<String>, _ context: DecodingContext) {
    let parts = account.value.split(separator: ":", omittingEmptySubsequences: false)
    let roots = ["Assets", "Liabilities", "Equity", "Income", "Expenses"]
    let isAccount =
      parts.count > 1 && roots.contains(String(parts[0]))
      && parts.allSatisfy { part in
        (part.first.map { $0.isUppercase || $0.isNumber } ?? false)
          && part.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
      }
    guard !isAccount else { return }
    let root = Spelling.nearest(to: String(parts[0]), among: roots)
    let rest = parts.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }
    context.report(
      .badValue,
      at: account.node.range.lowerBound,
      "`\(account.value.prefix(80))` is no account of beancount",
      expected: "\(roots.joined(separator: ", ")) and further parts that begin with a capital",
      suggestion: root.map { "\"\(([$0] + rest).joined(separator: ":"))\"" }
    )
  }
}

extension Shape where Value == String {
  /// An account of a plain text journal.
  fileprivate static var account: Shape {
    parsedText("an account such as expenses:travel", schema: [("minLength", .number("1"))]) {
      text in
      let isAccount =
        !text.isEmpty && text.utf8.count <= 200 && !text.contains("  ")
        && text.first != " " && text.last != " "
        && !text.contains { ";\"|[]()".contains($0) }
        && !text.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F }
        && !text.split(separator: ":", omittingEmptySubsequences: false).contains("")
      return isAccount ? text : nil
    }
  }
}
