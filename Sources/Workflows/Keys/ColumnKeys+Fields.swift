import Readings
import Rules
import Values

// Columns by their fields: which names there are, and what a field's type allows.
extension ColumnKeys {
  static let columns: Shape<[ColumnDraft]> = Shape<[(name: JSONMember, value: ColumnParts)]>
    .names("an object of columns", of: shape) { member, context in
      isField(member, context, among: context.target.flatMap(FieldCatalog.columns))
    }
    .mapInContext { named, context in
      if named.isEmpty { context.hasLostColumns = true }
      return named.compactMap { draft($0.name, $0.value, context) }
    }

  /// `known` are the fields that there are; nil: any name will do.
  static func isField(
    _ member: JSONMember,
    _ context: DecodingContext,
    among known: [String: ColumnInstructions.ValueType]?
  ) -> Bool {
    let name = member.key
    context.ownColumns.insert(name)
    guard let target = context.target else { return true }
    guard let known else { return isColumnName(member, context) }
    guard known[name] == nil else { return true }
    let fields = Array(known.keys)
    let near = Spelling.nearest(to: name, among: fields)
    near.map { _ = context.meantColumns.insert($0) }
    guard isOwnName(name) else {
      let nearest = Spelling.nearestField(to: name, among: fields)
      nearest.map { _ = context.meantColumns.insert($0) }
      context.report(
        .unknownField,
        at: member.keyRange.lowerBound,
        "\(target == .ledger ? "a ledger entry" : "a document") has no field `\(name)`",
        expected: "a field, or a name of your own: letters, digits and `_`",
        suggestion: nearest.map { "\"\($0)\"" }
      )
      return false
    }
    guard target == .ledger || !isOfDocument(name, context, member) else { return false }
    let slips = name.count < 8 ? 1 : 2
    if near != nil, let nearest = Spelling.nearest(to: name, among: fields, slips: slips) {
      context.report(
        .looksLikeField,
        at: member.keyRange.lowerBound,
        "`\(name)` is taken as a name of your own, but it looks like the field `\(nearest)`",
        suggestion: "\"\(nearest)\"",
        severity: .warning
      )
    }
    return true
  }

  /// Says so when a name of one's own is a group of the document (`seller`), or what rules know as a part of it (`lines`).
  private static func isOfDocument(
    _ name: String,
    _ context: DecodingContext,
    _ member: JSONMember
  ) -> Bool {
    guard !DocumentFields.isFree(name) else { return false }
    let inside = FieldCatalog.document.map(\.name).filter { $0.hasPrefix("\(name).") }
    context.report(
      .unknownField,
      at: member.keyRange.lowerBound,
      "`\(name)` is a part of every document and no name of your own",
      expected: inside.isEmpty
        ? "another name" : "one of \(inside.joined(separator: ", ")), or another name"
    )
    return true
  }

  private static func isColumnName(_ member: JSONMember, _ context: DecodingContext) -> Bool {
    let isName =
      !member.key.allSatisfy(\.isWhitespace) && member.key.utf8.count <= 200
      && !member.key.unicodeScalars.contains { $0.value < 0x20 }
    guard !isName else { return true }
    let reason = "this is no name for a column"
    context.report(.badValue, at: member.keyRange.lowerBound, reason, expected: "a short text")
    return false
  }

  private static func isOwnName(_ name: String) -> Bool {
    name.first.map { $0.isLetterASCII || $0 == "_" } == true && name.utf8.count <= 64
      && name.allSatisfy { $0.isLetterASCII || $0.isDigitASCII || $0 == "_" }
  }

  private static func draft(
    _ member: JSONMember,
    _ parts: ColumnParts,
    _ context: DecodingContext
  ) -> ColumnDraft? {
    let rules = ColumnRules(
      field: member.key,
      fieldType: context.target.flatMap { FieldCatalog.columns(for: $0)?[member.key] },
      parts: parts,
      place: member.keyRange.lowerBound,
      context: context
    )
    return rules.checked().map { ColumnDraft(column: $0, place: member.keyRange.lowerBound) }
  }
}

/// What one column may say, given the type of its field.
private struct ColumnRules {
  let field: String
  /// Nil for a name of the workflow's own.
  let fieldType: ColumnInstructions.ValueType?
  let parts: ColumnParts
  let place: Int
  let context: DecodingContext

  func checked() -> ColumnInstructions? {
    guard checkPlaceOfValue() else { return nil }
    let type = fieldType ?? parts.type ?? (parts.debit == nil ? .text : .amount)
    let isTyped = fieldType != nil || parts.type != nil || parts.places["type"] == nil
    if !isTyped { context.untypedColumns.insert(field) }
    // Where `document` is wrong the field's type is not known either.
    if context.target != nil, isTyped { checkType(type) }
    if parts.currency == nil, parts.places["currency"] != nil { context.hasBadCurrency = true }
    var column = ColumnInstructions(field: field, type: type)
    column.headers = parts.headers ?? []
    column.index = parts.index
    column.format = parts.format
    column.currency = parts.currency
    column.negate = parts.negate ?? false
    column.match = parts.match
    column.debitHeaders = parts.debit ?? []
    column.creditHeaders = parts.credit ?? []
    column.constant = parts.constant
    column.isRequired = parts.required ?? false
    return column
  }

  /// Exactly one of header, index, debit with credit, constant.
  private func checkPlaceOfValue() -> Bool {
    let expected = "one of `header`, `index`, `debit` with `credit`, or `constant`"
    let ways = ["header", "index", "debit", "constant"].filter { parts.places[$0] != nil }
    if (parts.places["debit"] == nil) != (parts.places["credit"] == nil) {
      report(nil, "`debit` and `credit` belong together", expected: "the headers of both")
      return false
    }
    if ways.count > 1, let second = ways.last {
      report(
        second,
        "`\(ways[0])` and `\(second)` both say where the value stands",
        expected: expected
      )
      return false
    }
    guard ways.isEmpty, parts.headers == nil else { return true }
    if parts.node?.isDamaged != true {
      report(nil, "nothing says where `\(field)` stands", expected: expected)
    }
    return false
  }

  private func checkType(_ type: ColumnInstructions.ValueType) {
    if let said = parts.type, let fieldType, said != fieldType {
      report("type", "`\(field)` is always of type \(fieldType.rawValue), not \(said.rawValue)")
    }
    if parts.format != nil, type != .day {
      report("format", "`format` is for days; `\(field)` is of type \(type.rawValue)")
    }
    if parts.currency != nil, type != .amount {
      report("currency", "`currency` is for amounts; `\(field)` is of type \(type.rawValue)")
    }
    if parts.negate != nil, type != .amount, type != .number {
      report(
        "negate",
        "`negate` is for amounts and numbers; `\(field)` is of type \(type.rawValue)"
      )
    }
    if parts.debit != nil, type != .amount {
      report("debit", "`debit` is for amounts; `\(field)` is of type \(type.rawValue)")
    }
    if let constant = parts.constant, !type.takes(constant) {
      report("constant", "`\(constant.prefix(80))` cannot be read as \(type.form)")
    }
    if parts.constant != nil, parts.match != nil {
      report("match", "`match` has nothing to search where the value is constant")
    }
  }

  private func report(_ key: String?, _ reason: String, expected: String? = nil) {
    let place = key.flatMap { parts.places[$0] } ?? place
    context.report(.badCombination, at: place, reason, expected: expected)
  }
}
