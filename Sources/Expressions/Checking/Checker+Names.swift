import Values

extension Checker {
  /// A name, or a chain of selections that begins with one or with any other value.
  mutating func reading(_ syntax: Syntax) -> Part {
    var steps: [(name: Syntax.Name, isOptional: Bool, range: Range<Int>)] = []
    var first = syntax
    while case .select(let operand, let name, let isOptional) = first.kind {
      steps.append((name, isOptional, first.range))
      first = operand
    }
    steps.reverse()
    guard case .name(let name, let isRooted) = first.kind else {
      return select(from: check(first), steps, path: nil)
    }
    if !isRooted, let local = local(name) {
      let operation = LocalOperation(place: local.place, name: name, at: first.range)
      let part = Part(operation: operation, type: local.type, words: local.words)
      return select(from: part, steps, path: name)
    }
    let names = [name] + steps.prefix { !$0.isOptional }.map(\.name.text)
    if let (part, taken) = variable(names, isRooted: isRooted, first, steps.map(\.range)) {
      let rest = Array(steps.dropFirst(taken - 1))
      return select(from: part, rest, path: names.prefix(taken).joined(separator: "."))
    }
    if let typeName = TypeNames.type(named: names) {
      return constant(.type(typeName), at: syntax.range)
    }
    return refuse(unknown(name, isAlone: steps.isEmpty, at: first.range))
  }

  /// The variable that the longest beginning of `names` means, and how many of them it takes.
  private mutating func variable(
    _ names: [String],
    isRooted: Bool,
    _ first: Syntax,
    _ ranges: [Range<Int>]
  ) -> (Part, taken: Int)? {
    var containers = isRooted || environment.container.isEmpty ? [] : [environment.container]
    while let last = containers.last, let dot = last.lastIndex(of: ".") {
      containers.append(String(last[..<dot]))
    }
    for container in containers + [""] {
      let longest = container.isEmpty ? min(names.count, environment.mostParts) : names.count
      for taken in stride(from: longest, through: 1, by: -1) {
        let name = taken == 1 ? names[0] : names.prefix(taken).joined(separator: ".")
        guard let slot = environment.slot(of: container.isEmpty ? name : "\(container).\(name)")
        else { continue }
        let range = taken == 1 ? first.range : ranges[taken - 2]
        return (variable(slot, at: range, isCalled: false), taken)
      }
    }
    return nil
  }

  /// The variable in that slot, as it is written: with brackets or without.
  mutating func variable(_ slot: Int, at range: Range<Int>, isCalled: Bool) -> Part {
    let variable = environment.variables[slot]
    if variable.isCalled != isCalled {
      let right = variable.isCalled ? "\(variable.name)()" : variable.name
      return refuse(
        ExpressionFault(
          .unknownName,
          "\(variable.name) is written \(variable.isCalled ? "with" : "without") brackets",
          at: range,
          expected: right,
          suggestion: right
        )
      )
    }
    if !variable.type.isObject { read(variable.name) }
    let operation = VariableOperation(slot: slot, name: variable.name, at: range)
    return Part(operation: operation, type: variable.type)
  }

  private typealias Step = (name: Syntax.Name, isOptional: Bool, range: Range<Int>)

  /// The rest of a chain; `path` is what was written before, for messages, nil behind a computed value.
  private mutating func select(from first: Part, _ steps: [Step], path: String?) -> Part {
    var (part, path, steps) = (first, path ?? "", steps[...])
    if steps.isEmpty, case .object = part.type, !path.isEmpty { read(path) }
    while let step = steps.first {
      if case .object(let type) = part.type {
        guard let found = field(of: part, type, &steps, &path) else {
          return refuse(unknownField(of: type, Array(steps), path))
        }
        part = found
      } else {
        part = member(of: part, step)
        readColumn(step.name.text, of: path)
        path += path.isEmpty ? "" : ".\(step.name.text)"
        steps = steps.dropFirst()
      }
    }
    return part
  }

  /// The field that the next steps name by its whole path; nil where they name none.
  private mutating func field(
    of part: Part,
    _ type: ObjectType,
    _ steps: inout ArraySlice<Step>,
    _ path: inout String
  ) -> Part? {
    var names: [String] = []
    var isOptional = false
    for (count, step) in steps.enumerated() {
      names.append(step.name.text)
      isOptional = isOptional || step.isOptional
      let name = names.joined(separator: ".")
      guard let index = type.index(of: name) else { continue }
      let whole = path.isEmpty ? name : "\(path).\(name)"
      read(whole)
      var operation: any Operation = FieldOperation(
        part.operation,
        type,
        field: index,
        path: whole,
        at: step.range
      )
      var result = type.fields[index].type
      let own = type.fields[index].words
      let words = environment.words[whole] ?? (own.isEmpty ? nil : .init(own))
      if isOptional {
        operation = OptionalFieldOperation(operation, at: step.range)
        result = .optional(result)
      }
      path = whole
      steps = steps.dropFirst(count + 1)
      guard !isOptional else { return Part(operation: operation, type: result) }
      let range = type.fields[index].range
      return Part(operation: operation, type: result, words: words, range: range)
    }
    return nil
  }

  /// Notes what is read of a variable without declared fields, such as a row of a table that names no columns.
  mutating func readColumn(_ name: String, of variable: String) {
    guard local(variable) == nil, let slot = environment.slot(of: variable),
      case .map = environment.variables[slot].type
    else { return }
    read("\(variable).\(name)")
  }

  /// A selection from something that has no declared fields.
  private mutating func member(of part: Part, _ step: Step) -> Part {
    guard let type = memberType(of: part.type, step.name.text) else {
      return refuse(noField(part.type, step))
    }
    let operation = SelectOperation(
      part.operation,
      step.name.text,
      isOptional: step.isOptional,
      at: step.range
    )
    if case .optional = part.type { return Part(operation: operation, type: .optional(type)) }
    guard !step.isOptional else { return Part(operation: operation, type: .optional(type)) }
    let range = Selectors.all(of: part.type).first { $0.name == step.name.text }?.range
    return Part(operation: operation, type: type, range: range)
  }

  /// The type of a field of that name, of an optional the one of what is in it; nil where there can be none.
  private func memberType(of type: ExpressionType, _ name: String) -> ExpressionType? {
    switch type {
    case .anything: .anything
    case .map(_, let value): value
    case .optional(let inner): memberType(of: inner, name)
    case .object(let object): object.index(of: name).map { object.fields[$0].type }
    case .money, .day, .duration: Selectors.all(of: type).first { $0.name == name }?.type
    case .bool, .number, .text, .bytes, .timestamp, .list, .type: nil
    }
  }

  // MARK: Faults

  /// `isAlone`: nothing is read of it.
  private func unknown(_ name: String, isAlone: Bool, at range: Range<Int>) -> ExpressionFault {
    let names = environment.variables.map { $0.isCalled ? "\($0.name)()" : $0.name }
    let visible = names + locals.map(\.name)
    if let reason = environment.elsewhere[name] {
      return ExpressionFault(
        .unknownName,
        reason,
        at: range,
        expected: "one of " + visible.joined(separator: ", ")
      )
    }
    if let fault = ForeignWords.constant(name, at: range) { return fault }
    var suggestion = Spelling.nearest(to: name, among: visible)
    if suggestion == nil {
      suggestion = fieldElsewhere(name, isAlone: isAlone)
    }
    if suggestion == nil, library.names.contains(name) {
      return ExpressionFault(
        .unknownName,
        "\(name) is a function: it is called with brackets",
        at: range,
        expected: "\(name)(...)"
      )
    }
    return ExpressionFault(
      .unknownName,
      "there is no \(name)" + (suggestion.map { "; did you mean \($0)?" } ?? ""),
      at: range,
      expected: visible.isEmpty ? nil : "one of " + visible.joined(separator: ", "),
      suggestion: suggestion
    )
  }

  /// `gross` and `totals` for which `document.` was forgotten, and what others call the paper and its fields.
  private func fieldElsewhere(_ name: String, isAlone: Bool) -> String? {
    // What rules look at stands first.
    if Spelling.isPaper(calledElsewhere: name),
      let looked = environment.variables.first(where: { $0.type.isObject })
    {
      return looked.name
    }
    for variable in environment.variables {
      guard case .object(let type) = variable.type else { continue }
      if type.index(of: name) != nil || type.isGroup(name) { return "\(variable.name).\(name)" }
    }
    for variable in environment.variables {
      guard case .object(let type) = variable.type else { continue }
      let ends = type.fields.filter { $0.path.hasSuffix(".\(name)") }
      if ends.count == 1 { return "\(variable.name).\(ends[0].path)" }
      let meant =
        isAlone
        ? Spelling.nearestField(to: name, among: type.fields.map(\.path))
        : Spelling.group(calledElsewhere: name).flatMap { type.isGroup($0) ? $0 : nil }
      if let meant { return "\(variable.name).\(meant)" }
    }
    return nil
  }

  private func unknownField(
    of type: ObjectType,
    _ steps: [Step],
    _ path: String
  ) -> ExpressionFault {
    let name = steps.map(\.name.text).joined(separator: ".")
    let start = steps[0].name.range.lowerBound
    let range = start..<(steps.last?.name.range.upperBound ?? start)
    let prefix = path.isEmpty ? "" : "\(path)."
    if type.isGroup(name) {
      let inside = type.fields.map(\.path).filter { $0.hasPrefix("\(name).") }
      return ExpressionFault(
        .wrongType,
        "\(prefix)\(name) is a group of fields and no value of its own",
        at: range,
        expected: "one of " + inside.map { prefix + $0 }.joined(separator: ", ")
      )
    }
    let nearest = nearestField(steps.map(\.name.text), of: type)
    return ExpressionFault(
      .unknownField,
      "\(path.isEmpty ? type.name : path) has no field \(name)"
        + (nearest.map { "; did you mean \(prefix)\($0)?" } ?? ""),
      at: range,
      expected: nearest == nil
        ? "one of " + type.fields.prefix(12).map(\.path).joined(separator: ", ") : nil,
      suggestion: nearest
    )
  }

  /// The field that was meant by the whole chain, else by as much of its beginning as is near to one.
  private func nearestField(_ names: [String], of type: ObjectType) -> String? {
    let paths = type.fields.map(\.path)
    for taken in stride(from: names.count, through: 1, by: -1) {
      let name = names.prefix(taken).joined(separator: ".")
      guard let nearest = Spelling.nearestField(to: name, among: paths) else { continue }
      return ([nearest] + names.dropFirst(taken)).joined(separator: ".")
    }
    return nil
  }

  /// The functions that are called behind such a value without anything in the brackets.
  private func methods(of type: ExpressionType) -> [String] {
    library.names(isMethod: true).filter { name in
      library.overloads(name, isMethod: true).contains { $0.accepts([type]) }
    }
  }

  private func noField(_ type: ExpressionType, _ step: Step) -> ExpressionFault {
    let name = step.name.text
    let names = Selectors.all(of: type).map(\.name)
    if !library.overloads(name, isMethod: true).isEmpty {
      return ExpressionFault(
        .unknownField,
        "\(name) is a function: it is called with brackets",
        at: step.name.range,
        expected: "\(name)(...)",
        suggestion: "\(name)()"
      )
    }
    let nearest =
      Spelling.nearest(to: name, among: names)
      ?? ForeignWords.nearest(to: name, among: methods(of: type)).map { "\($0)()" }
    return ExpressionFault(
      .unknownField,
      "\(type) has no field \(name)" + (nearest.map { "; did you mean \($0)?" } ?? ""),
      at: step.name.range,
      expected: names.isEmpty ? nil : "one of " + names.joined(separator: ", "),
      suggestion: nearest
    )
  }
}

/// The names of types as values: `type(x) == number`.
enum TypeNames {
  private static let names: [String: String] = [
    "bool": "bool", "number": "number", "int": "number", "uint": "number", "double": "number",
    "text": "text", "string": "text", "bytes": "bytes", "day": "day", "money": "money",
    "timestamp": "timestamp", "google.protobuf.Timestamp": "timestamp", "duration": "duration",
    "google.protobuf.Duration": "duration", "list": "list", "map": "map",
    "optional_type": "optional", "type": "type",
  ]

  static func type(named names: [String]) -> String? {
    Self.names[names.joined(separator: ".")]
  }
}
