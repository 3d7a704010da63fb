/// `duplicate`: what makes two documents the same, and nearly the same.
enum DuplicateKeys {
  static let exact = Key(
    "exact",
    "Fields, computed fields or =expressions that make two documents the same (seller, number).",
    Shape<[Located<String>]>.list(of: Shape<String>.text.located)
  )
  static let near = Key(
    "near",
    "Fields that make two documents suspiciously alike (seller, totals.gross).",
    Shape<[Located<String>]>.list(of: Shape<String>.text.located)
  )
  static let days = Key(
    "days",
    "How many days two alike documents may lie apart (45).",
    Shape.wholeNumber(0...3_660)
  )

  static let declared = [exact.declared, near.declared, days.declared]

  static let shape = Shape<DuplicateDraft>.object("`duplicate`", keys: declared) { fields in
    DuplicateDraft(
      exact: fields.read(exact),
      near: fields.read(near),
      days: fields.read(days)
    )
  }
}

/// `duplicate` as written: its names are looked up when the computed fields are known.
struct DuplicateDraft: Sendable {
  var exact: [Located<String>]?
  var near: [Located<String>]?
  var days: Int?

  var plan: DuplicatePlan {
    var plan = DuplicatePlan()
    plan.exact = exact?.map(\.value) ?? plan.exact
    plan.near = near?.map(\.value) ?? plan.near
    plan.nearDays = days ?? plan.nearDays
    return plan
  }
}
