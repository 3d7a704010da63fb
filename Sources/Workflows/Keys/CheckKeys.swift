import Documents

/// One entry of `check`: a built-in check by its id, re-ranked or switched off.
enum CheckKeys {
  static let id = Key(
    "id",
    "The built-in check.",
    Shape<String>.checkID.located,
    isRequired: true
  )
  static let severity = Key(
    "severity",
    "How much its findings weigh, or off.",
    Shape<CheckSetting>.choice("a severity", settings),
    isRequired: true
  )

  static let declared = [id.declared, severity.declared]
  static let later = ["when", "assert", "message"].map {
    LaterKey(name: $0, comesWith: "the language step (rules of your own)")
  }

  static let list: Shape<CheckPlan> = Shape<[(id: Located<String>, setting: CheckSetting)?]>
    .list(of: shape)
    .mapInContext { entries, context in
      var plan = CheckPlan()
      for entry in entries.compactMap({ $0 })
      where plan.severities.updateValue(entry.setting, forKey: entry.id.value) != nil {
        context.report(
          .duplicateEntry,
          at: entry.id.node.range.lowerBound,
          "`\(entry.id.value)` stands twice in `check`",
          expected: "each check once"
        )
      }
      return plan
    }

  private static let settings: [(word: String, value: CheckSetting)] =
    Severity.allCases.map { ($0.rawValue, .severity($0)) } + [("off", .off)]

  private static let builtIn = Shape<(id: Located<String>, setting: CheckSetting)?>
    .object("a check", keys: declared, later: later) { fields in
      let id = fields.read(id)
      let setting = fields.read(severity)
      guard let id, let setting else { return nil }
      return (id, setting)
    }

  /// A rule of the user's own is refused as one thing: its id and missing severity are no faults.
  private static let shape = Shape<(id: Located<String>, setting: CheckSetting)?>(
    kinds: builtIn.kinds,
    expected: builtIn.expected,
    schema: builtIn.schema
  ) { node, context in
    guard case .object(let members) = node.content,
      let rule = members.first(where: { member in later.contains { $0.name == member.key } })
    else { return builtIn.decode(node, context) }
    later.first { $0.name == rule.key }?.report(rule, context)
    return nil
  }
}

extension Shape where Value == String {
  fileprivate static var checkID: Shape {
    parsedText(
      "a built-in check",
      schema: [("enum", .texts(CheckCatalog.ids))],
      code: .unknownCheck,
      words: CheckCatalog.ids
    ) { CheckCatalog.ids.contains($0) ? $0 : nil }
  }
}
