import Readings

/// `read.csv.control`: the file's own proof.
enum ControlKeys {
  static let sum = Key("sum", "The column whose sum is proved.", Shape.text.located)
  static let equals = Key(
    "equals",
    "Pattern for the lines after the rows; its first group is the stated sum.",
    Shape.pattern
  )
  static let rows = Key("rows", "How many rows there must be.", RowsKeys.shape)

  static let declared = [sum.declared, equals.declared, rows.declared]

  /// The node is that of `sum`, where there is one.
  static let shape = Shape<Located<ControlInstructions>>.object("`control`", keys: declared) {
    fields in
    var control = ControlInstructions()
    let sumField = fields.read(sum)
    control.sum = sumField?.value
    control.equals = fields.read(equals)
    let count = fields.read(rows)
    control.minimumRows = count?.minimum
    control.maximumRows = count?.maximum
    if fields.has(sum) != fields.has(equals) {
      fields.context.report(
        .badCombination,
        at: fields.node.range.lowerBound,
        "`sum` and `equals` prove something only together",
        expected: "`sum`: the column, and `equals`: the pattern of the stated sum"
      )
    }
    return Located(value: control, node: sumField?.node ?? fields.node)
  }
}

/// `read.csv.control.rows`.
struct RowBounds: Sendable {
  var minimum: Int?
  var maximum: Int?
}

enum RowsKeys {
  static let minimum = Key("min", "At least so many rows.", Shape.wholeNumber(0...5_000_000))
  static let maximum = Key("max", "At most so many rows.", Shape.wholeNumber(1...5_000_000))

  static let declared = [minimum.declared, maximum.declared]

  static let shape = Shape<RowBounds>.object("`rows`", keys: declared) { fields in
    let bounds = RowBounds(minimum: fields.read(minimum), maximum: fields.read(maximum))
    if let least = bounds.minimum, let most = bounds.maximum, least > most {
      fields.context.report(
        .badCombination,
        at: fields.place(minimum),
        "`min` is more than `max`: no file could have so many rows"
      )
    }
    return bounds
  }
}
