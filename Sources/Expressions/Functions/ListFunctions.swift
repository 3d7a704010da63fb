import Values

/// Sizes, and what is made of lists.
///
/// Source of most: the lists extension of CEL.
enum ListFunctions {
  static let overloads: [FunctionOverload] = sizes + joining + parts + orders

  private static let sizes: [FunctionOverload] = {
    let types: [(ExpressionType, String)] = [
      (.text, "How many letters a text has."), (.bytes, "How many bytes there are."),
      (.list(.anything), "How many elements a list has."),
      (.map(key: .anything, value: .anything), "How many entries a map has."),
    ]
    return types.flatMap { type, summary in
      [
        FunctionOverload.function("size", [type], .number, summary) {
          a throws(EvaluationError) in try size(a)
        },
        FunctionOverload.method("size", on: type, .number, summary) {
          a throws(EvaluationError) in try size(a)
        },
      ].map { $0.within(NumberRange(from: .zero)) }
    }
  }()

  private static func size(_ a: FunctionArguments) throws(EvaluationError) -> ExpressionValue {
    switch a[0] {
    case .text(let text): return .number(ExactDecimal(text.unicodeScalars.count))
    case .bytes(let bytes): return .number(ExactDecimal(bytes.count))
    case .list(let elements): return .number(ExactDecimal(elements.count))
    case .map(let map): return .number(ExactDecimal(map.count))
    default: throw EvaluationError(.wrongType, "\(a[0].typeWords) has no size")
    }
  }

  private static let joining: [FunctionOverload] = [
    .method("join", on: .list(.text), .text, "The texts of a list as one.") {
      a throws(EvaluationError) in try TextPlaces.join(try a.texts(0), "", a)
    },
    .method("join", on: .list(.text), [.text], .text, "The same with a separator between them.") {
      a throws(EvaluationError) in try TextPlaces.join(try a.texts(0), try a.text(1), a)
    },
  ]

  private static let parts: [FunctionOverload] = [
    FunctionOverload.method(
      "slice",
      on: .list(.anything),
      [.number, .number],
      .list(.anything),
      "The elements from a place up to another, which is not part of it."
    ) { a throws(EvaluationError) in
      let elements = try a.list(0)
      let (start, end) = (try a.whole(1), try a.whole(2))
      guard 0 <= start, start <= end, end <= elements.count else {
        throw EvaluationError(
          .outOfRange,
          "there is no part from \(start) to \(end) in a list of \(elements.count)"
        )
      }
      return .list(Array(elements[start..<end]))
    }.giving { $0[0] },
    end("first", "The first element, or nothing for an empty list.") { $0.first },
    end("last", "The last element, or nothing for an empty list.") { $0.last },
    .method(
      "flatten",
      on: .list(.anything),
      .list(.anything),
      "The elements of the lists in a list."
    ) {
      a throws(EvaluationError) in .list(try ListWork.flat(try a.list(0), levels: 1, a))
    },
    .method(
      "flatten",
      on: .list(.anything),
      [.number],
      .list(.anything),
      "The same through so many levels of lists."
    ) { a throws(EvaluationError) in
      let levels = try a.whole(1)
      guard levels >= 0 else {
        throw EvaluationError(.outOfRange, "flatten goes through 0 or more levels, not \(levels)")
      }
      return .list(try ListWork.flat(try a.list(0), levels: levels, a))
    },
    .function(
      "lists.range",
      [.number],
      .list(.number),
      cost: .steps(1),
      "The numbers from 0, so many."
    ) {
      a throws(EvaluationError) in
      let count = try a.whole(0)
      guard (0...min(ExpressionLimits.elements, a.context.stepsLeft)).contains(count) else {
        throw EvaluationError(.tooExpensive, "a list of \(count) numbers cannot be made")
      }
      return .list((0..<count).map { .number(ExactDecimal($0)) })
    },
  ]

  private static let orders: [FunctionOverload] = [
    FunctionOverload.method(
      "reverse",
      on: .list(.anything),
      .list(.anything),
      "The list from its end."
    ) {
      a throws(EvaluationError) in .list(try a.list(0).reversed())
    }.giving { $0[0] },
    FunctionOverload.method(
      "sort",
      on: .list(.anything),
      .list(.anything),
      cost: .computed(ListWork.sortingSteps),
      "The elements from the smallest to the greatest; all must be of one kind."
    ) { a throws(EvaluationError) in .list(try ListWork.sorted(try a.list(0))) }.giving { $0[0] },
    FunctionOverload.method(
      "distinct",
      on: .list(.anything),
      .list(.anything),
      cost: .computed(ListWork.distinctSteps),
      "Each element once, where it stood first."
    ) { a throws(EvaluationError) in .list(try ListWork.distinct(try a.list(0))) }.giving { $0[0] },
  ]

  private static func end(
    _ name: String,
    _ summary: String,
    _ pick: @escaping @Sendable ([ExpressionValue]) -> ExpressionValue?
  ) -> FunctionOverload {
    FunctionOverload.method(
      name,
      on: .list(.anything),
      .optional(.anything),
      cost: .steps(1),
      summary
    ) {
      a throws(EvaluationError) in .optional(pick(try a.list(0)))
    }.giving { .optional(ListTypes.element($0[0])) }
  }
}

/// What the list functions do.
enum ListWork {
  static func flat(
    _ elements: [ExpressionValue],
    levels: Int,
    _ a: FunctionArguments
  ) throws(EvaluationError) -> [ExpressionValue] {
    var result: [ExpressionValue] = []
    try flatten(
      elements,
      levels,
      into: &result,
      min(ExpressionLimits.elements, a.context.stepsLeft)
    )
    return result
  }

  private static func flatten(
    _ elements: [ExpressionValue],
    _ levels: Int,
    into result: inout [ExpressionValue],
    _ limit: Int
  ) throws(EvaluationError) {
    for element in elements {
      if levels > 0, case .list(let inner) = element {
        try flatten(inner, levels - 1, into: &result, limit)
      } else {
        result.append(element)
      }
      guard result.count <= limit else {
        throw EvaluationError(.tooExpensive, "flatten makes too long a list")
      }
    }
  }

  static func sorted(_ elements: [ExpressionValue]) throws(EvaluationError) -> [ExpressionValue] {
    guard let first = elements.first else { return [] }
    for element in elements where element.compare(first) == nil {
      throw element.cannotCompare(with: first, at: nil)
    }
    // All compare with the first, so all are of its kind and currency and compare with one another.
    return elements.enumerated().sorted {
      let order = $0.element.compare($1.element) ?? 0
      return order == 0 ? $0.offset < $1.offset : order < 0
    }.map(\.element)
  }

  /// Elements times the bits of their number.
  static let sortingSteps: @Sendable ([ExpressionValue]) -> Int = { values in
    guard case .list(let elements)? = values.first else { return 1 }
    let rounds = Int.bitWidth - elements.count.leadingZeroBitCount
    return 1 + values[0].weight(upTo: ExpressionLimits.cost) * max(1, rounds / 4)
  }

  /// Numbers, texts and days are looked up; other elements are compared with one another.
  static func distinct(_ elements: [ExpressionValue]) throws(EvaluationError) -> [ExpressionValue] {
    var seen: Set<ValueKey> = []
    var others: [ExpressionValue] = []
    return elements.filter { element in
      if let key = ValueKey(element) { return seen.insert(key).inserted }
      guard !others.contains(element) else { return false }
      others.append(element)
      return true
    }
  }

  static let distinctSteps: @Sendable ([ExpressionValue]) -> Int = { values in
    guard case .list(let elements)? = values.first else { return 1 }
    let limit = ExpressionLimits.cost
    let others = elements.count { ValueKey($0) == nil }
    let each = values[0].weight(upTo: limit)
    return others > 0 ? min(limit, each) * min(limit, others) : each
  }
}

/// A simple value to be found again; texts as written, byte by byte.
private enum ValueKey: Hashable {
  case bool(Bool)
  case number(ExactDecimal)
  case text([UInt8])
  case bytes([UInt8])
  case day(Day)
  case money(ExactDecimal, Currency)

  init?(_ value: ExpressionValue) {
    switch value {
    case .bool(let bool): self = .bool(bool)
    case .number(let number): self = .number(number)
    case .text(let text): self = .text(Array(text.utf8))
    case .bytes(let bytes): self = .bytes(bytes)
    case .day(let day): self = .day(day)
    case .money(let money): self = .money(money.amount, money.currency)
    case .timestamp, .duration, .list, .map, .optional, .object, .type: return nil
    }
  }
}
