extension Parser {
  /// What a macro's call stands for; nil where `name` with so many arguments is none.
  func macro(
    _ name: Syntax.Name,
    receiver: Syntax?,
    _ arguments: [Syntax]
  ) throws(ExpressionFault) -> Syntax.Kind? {
    guard let receiver else {
      return name.text == "has" ? .has(try hasArgument(name, arguments)) : nil
    }
    switch (name.text, arguments.count) {
    case ("bind", 3):
      guard case .name("cel", _) = receiver.kind else { return nil }
      return .bind(try variable(arguments[0], of: name), value: arguments[1], body: arguments[2])
    case ("optMap", 2), ("optFlatMap", 2):
      let variable = try variable(arguments[0], of: name)
      let isFlat = name.text == "optFlatMap"
      return .optionalMap(receiver, variable, body: arguments[1], isFlat: isFlat)
    default:
      return try comprehension(name, receiver, arguments)
    }
  }

  private func hasArgument(
    _ name: Syntax.Name,
    _ arguments: [Syntax]
  ) throws(ExpressionFault) -> Syntax {
    if arguments.count == 1, let argument = arguments.first {
      switch argument.kind {
      case .select, .name: return argument
      case .literal, .index, .call, .method, .list, .map, .not, .negate, .conditional, .and, .or,
        .arithmetic, .relation, .has, .comprehension, .bind, .optionalMap:
        break
      }
    }
    throw ExpressionFault(
      .syntax,
      "has() asks whether one field is there",
      at: arguments.first?.range ?? name.range,
      expected: "has(document.dueDate)"
    )
  }

  private func comprehension(
    _ name: Syntax.Name,
    _ receiver: Syntax,
    _ arguments: [Syntax]
  ) throws(ExpressionFault) -> Syntax.Kind? {
    let spelled = name.text == "existsOne" ? "exists_one" : name.text
    guard let goal = Comprehension.Goal(rawValue: spelled),
      let (variables, hasCondition) = Self.shape(of: goal, arguments.count)
    else { return nil }
    var names: [Syntax.Name] = []
    for argument in arguments.prefix(variables) { names.append(try variable(argument, of: name)) }
    if names.count == 2, names[0].text == names[1].text {
      throw ExpressionFault(
        .syntax,
        "both names of \(name.text)() are \(names[0].text)",
        at: names[1].range,
        expected: "two different names"
      )
    }
    return .comprehension(
      Comprehension(
        goal: goal,
        operand: receiver,
        variables: names,
        condition: hasCondition ? arguments[variables] : nil,
        body: arguments[arguments.count - 1]
      )
    )
  }

  /// How many names a call with so many arguments has, and whether a condition stands behind them.
  private static func shape(
    of goal: Comprehension.Goal,
    _ count: Int
  ) -> (variables: Int, hasCondition: Bool)? {
    switch (goal, count) {
    case (.all, 2), (.exists, 2), (.existsOne, 2), (.filter, 2), (.map, 2): (1, false)
    case (.map, 3): (1, true)
    case (.all, 3), (.exists, 3), (.existsOne, 3): (2, false)
    case (.transformList, 3), (.transformMap, 3), (.transformMapEntry, 3): (2, false)
    case (.transformList, 4), (.transformMap, 4), (.transformMapEntry, 4): (2, true)
    default: nil
    }
  }

  private func variable(
    _ argument: Syntax,
    of macro: Syntax.Name
  ) throws(ExpressionFault) -> Syntax.Name {
    if case .name(let text, false) = argument.kind {
      return Syntax.Name(text: text, range: argument.range)
    }
    throw ExpressionFault(
      .syntax,
      "\(macro.text)() first takes a name of your own for what it looks at",
      at: argument.range,
      expected: "a name, as in lines.\(macro.text)(line, ...)"
    )
  }
}
