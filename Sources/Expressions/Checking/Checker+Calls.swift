import Patterns
import Values

extension Checker {
  mutating func call(
    _ name: Syntax.Name,
    _ arguments: [Syntax],
    at range: Range<Int>
  ) -> Part {
    let containers = environment.container.isEmpty ? [] : ["\(environment.container).\(name.text)"]
    for full in containers + [name.text] {
      guard arguments.isEmpty, let slot = environment.slot(of: full),
        environment.variables[slot].isCalled || library.overloads(full, isMethod: false).isEmpty
      else { continue }
      return variable(slot, at: range, isCalled: true)
    }
    return call(name, isMethod: false, arguments, at: range)
  }

  mutating func method(
    _ receiver: Syntax,
    _ name: Syntax.Name,
    _ arguments: [Syntax],
    at range: Range<Int>
  ) -> Part {
    // `math.greatest(...)`: a function whose name has a dot.
    if let space = namespace(receiver),
      !library.overloads("\(space).\(name.text)", isMethod: false).isEmpty
    {
      let full = Syntax.Name(
        text: "\(space).\(name.text)",
        range: receiver.range.lowerBound..<name.range.upperBound
      )
      return call(full, isMethod: false, arguments, at: range)
    }
    return call(name, isMethod: true, [receiver] + arguments, at: range)
  }

  /// The name before the dot where it is no variable.
  private func namespace(_ receiver: Syntax) -> String? {
    guard case .name(let name, _) = receiver.kind, local(name) == nil,
      environment.slot(of: name) == nil
    else { return nil }
    return name
  }

  private mutating func call(
    _ name: Syntax.Name,
    isMethod: Bool,
    _ arguments: [Syntax],
    at range: Range<Int>
  ) -> Part {
    let overloads = library.overloads(name.text, isMethod: isMethod)
    guard !overloads.isEmpty else {
      // What stands in the brackets is looked at all the same.
      if isChecked, !isMethod || namespace(arguments[0]) == nil {
        for argument in arguments { _ = check(argument) }
      }
      return refuse(unknownFunction(name, isMethod: isMethod, arguments))
    }
    let parts = arguments.map { check($0) }
    let fitting = overloads.filter { $0.accepts(parts.map(\.type)) }
    guard let first = fitting.first else {
      return refuse(CallWords(name: name, overloads: overloads).fault(arguments, parts.map(\.type)))
    }
    let currencies = Set(parts.compactMap(\.type.currency))
    guard currencies.count < 2 else {
      let codes = currencies.map(\.code).sorted().joined(separator: " and ")
      return refuse(
        ExpressionFault(
          .mixedCurrencies,
          "\(codes) cannot be reckoned together",
          at: range,
          expected: "amounts in one currency"
        )
      )
    }
    if let fault = mixture(first, parts, arguments) { return refuse(fault) }
    // Several fit where types are open: then the values pick.
    guard fitting.count == 1 || !parts.contains(where: { $0.type.isOpen }) else {
      let operation = OpenCallOperation(name.text, fitting, parts.map(\.operation), at: range)
      return Part(operation: operation, type: commonResult(fitting, parts.map(\.type)))
    }
    return call(first, parts, arguments, at: range)
  }

  private func commonResult(
    _ overloads: [FunctionOverload],
    _ types: [ExpressionType]
  ) -> ExpressionType {
    var result: ExpressionType?
    for overload in overloads {
      let type = overload.result(types)
      result = result.map { $0.joined(with: type) ?? .anything } ?? type
    }
    return result ?? .anything
  }

  /// A call whose overload is known: its pattern is compiled, and what is constant is made now.
  private mutating func call(
    _ overload: FunctionOverload,
    _ parts: [Part],
    _ arguments: [Syntax],
    at range: Range<Int>
  ) -> Part {
    var pattern: Pattern?
    if let place = overload.patternParameter, case .text(let text) = parts[place].constant {
      do {
        pattern = try FunctionOverload.pattern(text)
      } catch {
        return refuse(
          ExpressionFault(.badPattern, error.message, at: arguments[place].range)
        )
      }
    }
    let constants = parts.compactMap(\.constant)
    if let code = overload.constantFault, constants.count == parts.count {
      return folded(overload, code, constants, pattern, at: range)
    }
    let operation = CallOperation(overload, parts.map(\.operation), pattern: pattern, at: range)
    let type = overload.result(parts.map(\.type))
    return Part(operation: operation, type: type, range: overload.range)
  }

  /// What is said about arguments that do not go together: a text for a day that may be absent, a list of euros and
  /// dollars to be added.
  private func mixture(
    _ overload: FunctionOverload,
    _ parts: [Part],
    _ arguments: [Syntax]
  ) -> ExpressionFault? {
    guard isChecked else { return nil }
    if let (one, other) = overload.agreement?(parts.map(\.type)), one.joined(with: other) == nil {
      return ExpressionFault(
        .wrongType,
        "\(overload.name)() stands in for \(one), and this is \(other)",
        at: arguments[1].range,
        expected: "\(one)"
      )
    }
    guard overload.reckons, let place = parts.firstIndex(where: { !$0.mixed.isEmpty }) else {
      return nil
    }
    return ExpressionFault(
      .mixedCurrencies,
      "\(parts[place].mixed.map(\.code).joined(separator: " and ")) cannot be reckoned together",
      at: arguments[place].range,
      expected: "amounts in one currency"
    )
  }

  private mutating func folded(
    _ overload: FunctionOverload,
    _ code: ExpressionFault.Code,
    _ constants: [ExpressionValue],
    _ pattern: Pattern?,
    at range: Range<Int>
  ) -> Part {
    var run = Evaluation(
      ExpressionBindings([]),
      locals: 0,
      costLimit: ExpressionLimits.cost
    )
    do {
      let value = try overload.invoke(constants, pattern: pattern, at: range, &run)
      return constant(value, at: range)
    } catch {
      return refuse(ExpressionFault(code, error.message, at: range))
    }
  }

  private func unknownFunction(
    _ name: Syntax.Name,
    isMethod: Bool,
    _ arguments: [Syntax]
  ) -> ExpressionFault {
    let other = library.overloads(name.text, isMethod: !isMethod)
    if !other.isEmpty {
      return ExpressionFault(
        .unknownFunction,
        isMethod
          ? "\(name.text) is called as \(name.text)(value)"
          : "\(name.text) is called behind a value: value.\(name.text)(...)",
        at: name.range,
        expected: isMethod ? "\(name.text)(...)" : "value.\(name.text)(...)"
      )
    }
    let called = isMethod ? [] : environment.variables.filter(\.isCalled).map(\.name)
    if called.contains(name.text) {
      return ExpressionFault(
        .unknownFunction,
        "\(name.text)() has nothing in its brackets",
        at: name.range,
        expected: "\(name.text)()"
      )
    }
    if let idiom = ForeignWords.idiom(name.text, isMethod: isMethod) {
      return ExpressionFault(
        .unknownFunction,
        "there is no function \(name.text): \(idiom.words)",
        at: name.range,
        expected: idiom.example
      )
    }
    let words = library.names(isMethod: isMethod)
    let macros =
      isMethod
      ? ["all", "exists", "exists_one", "map", "filter", "transformList", "transformMap", "optMap"]
      : ["has"]
    if macros.contains(name.text) {
      return ExpressionFault(
        .unknownFunction,
        "\(name.text)() takes a name and a condition or value",
        at: name.range,
        expected: isMethod ? "list.\(name.text)(item, item > 0)" : "has(document.dueDate)"
      )
    }
    let nearest = ForeignWords.nearest(to: name.text, among: words + macros + called)
    return ExpressionFault(
      .unknownFunction,
      "there is no function \(name.text)" + (nearest.map { "; did you mean \($0)?" } ?? ""),
      at: name.range,
      suggestion: nearest
    )
  }
}

extension FunctionOverload {
  func accepts(_ types: [ExpressionType]) -> Bool {
    takes(types.count)
      && types.enumerated().allSatisfy { parameter(at: $0.offset).accepts($0.element) }
  }
}

extension ExpressionType {
  /// The currency of money, where it is known.
  fileprivate var currency: Currency? {
    if case .money(let currency) = self { currency } else { nil }
  }

  /// True where values of several overloads may stand behind it.
  fileprivate var isOpen: Bool {
    switch self {
    case .anything: true
    case .list(let element): element.isOpen
    case .optional(let inner): inner.isOpen
    case .map(let key, let value): key.isOpen || value.isOpen
    case .bool, .number, .text, .bytes, .day, .money, .timestamp, .duration, .object, .type: false
    }
  }
}

/// What is said about a call whose arguments fit none of a function's overloads.
struct CallWords {
  let name: Syntax.Name
  let overloads: [FunctionOverload]

  func fault(_ arguments: [Syntax], _ types: [ExpressionType]) -> ExpressionFault {
    let isMethod = overloads[0].isMethod
    let forms = overloads.map { form($0) }
    let expected = forms.count == 1 ? forms[0] : "one of " + forms.joined(separator: "; ")
    let counts = overloads.contains { $0.takes(arguments.count) }
    guard counts else {
      let given = arguments.count - (isMethod ? 1 : 0)
      return ExpressionFault(
        .wrongType,
        "\(name.text)() does not take \(given == 1 ? "1 value" : "\(given) values")",
        at: name.range,
        expected: expected
      )
    }
    if name.text == "contains", case .list = types[0] {
      return ExpressionFault(
        .wrongType,
        "contains() looks into a text; what is in a list is asked with in",
        at: name.range,
        expected: "value in list"
      )
    }
    // The first argument that no overload takes at its place is the one that is wrong.
    let wrong = arguments.indices.first { index in
      !overloads.contains {
        $0.takes(arguments.count) && $0.parameter(at: index).accepts(types[index])
      }
    }
    let place = wrong ?? 0
    return ExpressionFault(
      .wrongType,
      isMethod && place == 0
        ? "\(name.text)() is not called on \(types[0])"
        : "\(name.text)() does not take \(types[place]) there",
      at: wrong.map { arguments[$0].range } ?? name.range,
      expected: expected
    )
  }

  /// `a text.startsWith(a text)`.
  private func form(_ overload: FunctionOverload) -> String {
    var parameters = overload.parameters.map(\.description)
    if overload.isVariadic { parameters.append("...") }
    guard overload.isMethod else {
      return "\(name.text)(\(parameters.joined(separator: ", ")))"
    }
    return
      "\(parameters[0]).\(name.text)(\(parameters.dropFirst().joined(separator: ", ")))"
  }
}
