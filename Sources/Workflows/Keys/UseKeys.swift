/// One entry of `use`.
enum UseKeys {
  static let table = Key(
    "table",
    "The table, by the `into` that fills it.",
    Shape.name.located,
    isRequired: true
  )
  static let key = Key(
    "key",
    "The column by which rows are found.",
    Shape.text.located,
    isRequired: true
  )

  static let declared = [table.declared, key.declared]

  static let shape = Shape<UseDraft>.object("a used table", keys: declared) { fields in
    let table = fields.read(table)
    let key = fields.read(key)
    guard let table, let key else { return nil }
    return UseDraft(table: table, key: key)
  }

  static let uses: Shape<[(name: JSONMember, value: UseDraft)]> = .names(
    "an object of tables by the name that rules give them",
    of: shape
  ) { member, context in
    let name = member.key
    context.givenTables.insert(name)
    let isName =
      name.first?.isLetterASCII == true && name.utf8.count <= 64
      && name.allSatisfy { $0.isLetterASCII || $0.isDigitASCII || $0 == "_" }
    guard !isName else { return true }
    context.report(
      .badValue,
      at: member.keyRange.lowerBound,
      "`\(name.prefix(80))` is no name for a table in rules",
      expected: "letters, digits and `_`"
    )
    return false
  }
}

/// One entry of `use` with the places of its parts.
struct UseDraft: Sendable {
  /// The name that rules give it.
  var name = ""
  var table: Located<String>
  var key: Located<String>
  var plan: TableUse { TableUse(table: table.value, key: key.value) }
}
