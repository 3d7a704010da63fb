import Values

/// `duplicate`: what makes two documents the same, and nearly the same.
enum DuplicateKeys {
  static let exact = Key(
    "exact",
    "Fields that together make two documents the same (seller, number).",
    Shape.list(of: .comparedField)
  )
  static let near = Key(
    "near",
    "Fields that make two documents suspiciously alike (seller, totals.gross).",
    Shape.list(of: .comparedField)
  )
  static let days = Key(
    "days",
    "How many days two alike documents may lie apart (45).",
    Shape.wholeNumber(0...3_660)
  )

  static let declared = [exact.declared, near.declared, days.declared]

  static let shape = Shape<DuplicatePlan>.object("`duplicate`", keys: declared) { fields in
    var plan = DuplicatePlan()
    plan.exact = fields.read(exact) ?? plan.exact
    plan.near = fields.read(near) ?? plan.near
    plan.nearDays = fields.read(days) ?? plan.nearDays
    return plan
  }
}

extension Shape where Value == String {
  /// A field of the document, `seller` or `buyer` as a whole, or a column of the workflow's own.
  fileprivate static var comparedField: Shape {
    Shape<String>.text.located.mapInContext { field, context in
      let names =
        FieldCatalog.document.map(\.name) + ["seller", "buyer"]
        + context.ownColumns.filter { !$0.contains(".") }.sorted()
      guard !names.contains(field.value) else { return field.value }
      context.report(
        .unknownField,
        at: field.node.range.lowerBound,
        "a document has no field `\(field.value.prefix(80))`",
        expected: "a field such as number, or a column of your own",
        suggestion: Spelling.nearestField(to: field.value, among: names).map { "\"\($0)\"" }
      )
      return nil
    }
  }
}
