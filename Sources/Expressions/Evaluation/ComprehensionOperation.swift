import Values

/// The macros that go through a list, or through the keys of a map.
final class ComprehensionOperation: Operation {
  let range: Range<Int>
  private let goal: Comprehension.Goal
  private let operand: any Operation
  private let place: Int
  private let hasTwoNames: Bool
  private let condition: (any Operation)?
  private let body: any Operation
  /// The number of the part, where its passages are kept.
  private let id: Int

  init(
    _ goal: Comprehension.Goal,
    _ operand: any Operation,
    place: Int,
    hasTwoNames: Bool,
    condition: (any Operation)?,
    body: any Operation,
    id: Int,
    at range: Range<Int>
  ) {
    self.goal = goal
    self.operand = operand
    self.place = place
    self.hasTwoNames = hasTwoNames
    self.condition = condition
    self.body = body
    self.id = id
    self.range = range
  }

  func value(_ run: inout Evaluation) throws(EvaluationError) -> ExpressionValue {
    try run.charge(1)
    let operand = try operand.value(&run)
    switch goal {
    case .all: return .bool(try decide(operand, deciding: false, &run))
    case .exists: return .bool(try decide(operand, deciding: true, &run))
    case .existsOne: return .bool(try countsOne(operand, &run))
    case .filter: return try filter(operand, &run)
    case .map, .transformList: return try transformList(operand, &run)
    case .transformMap, .transformMapEntry: return try transformMap(operand, &run)
    }
  }

  /// As `&&` and `||` over the elements: one that decides does so whatever the others are.
  private func decide(
    _ operand: ExpressionValue,
    deciding: Bool,
    _ run: inout Evaluation
  ) throws(EvaluationError) -> Bool {
    var failure: EvaluationError?
    let count = try count(operand)
    run.recorder?.passages[id] = Recorder.Passage(count: count)
    for index in 0..<count {
      try step(operand, index, &run)
      do {
        guard try body.truth(&run) == deciding else { continue }
        note(index, isStop: true, run)
        return deciding
      } catch {
        if failure == nil { note(index, run) }
        try JunctionOperation.absorb(error, into: &failure)
      }
    }
    if let failure { throw failure }
    return !deciding
  }

  /// For `explain`: the element that decided, that hit or that had no value.
  private func note(_ index: Int, isStop: Bool = false, _ run: Evaluation) {
    guard let recorder = run.recorder, var passage = recorder.passages[id] else { return }
    if isStop {
      passage.places = [index]
      passage.stop = (place..<place + (hasTwoNames ? 2 : 1)).compactMap { run.locals[$0] }
    } else {
      passage.places.append(index)
    }
    recorder.passages[id] = passage
  }

  private func countsOne(
    _ operand: ExpressionValue,
    _ run: inout Evaluation
  ) throws(EvaluationError) -> Bool {
    var hits = 0
    let count = try count(operand)
    run.recorder?.passages[id] = Recorder.Passage(count: count)
    for index in 0..<count {
      try step(operand, index, &run)
      do {
        guard try body.truth(&run) else { continue }
      } catch {
        note(index, run)
        throw error
      }
      hits += 1
      note(index, run)
    }
    return hits == 1
  }

  private func filter(
    _ operand: ExpressionValue,
    _ run: inout Evaluation
  ) throws(EvaluationError) -> ExpressionValue {
    var kept: [ExpressionValue] = []
    for index in 0..<(try count(operand)) {
      try step(operand, index, &run)
      guard try body.truth(&run) else { continue }
      kept.append(element(operand, index))
    }
    return .list(kept)
  }

  private func transformList(
    _ operand: ExpressionValue,
    _ run: inout Evaluation
  ) throws(EvaluationError) -> ExpressionValue {
    var made: [ExpressionValue] = []
    for index in 0..<(try count(operand)) {
      try step(operand, index, &run)
      if let condition, try !condition.truth(&run) { continue }
      let value = try body.value(&run)
      try run.charge(weightOf: value)
      made.append(value)
    }
    return .list(made)
  }

  private func transformMap(
    _ operand: ExpressionValue,
    _ run: inout Evaluation
  ) throws(EvaluationError) -> ExpressionValue {
    var made = ExpressionMap()
    for index in 0..<(try count(operand)) {
      try step(operand, index, &run)
      if let condition, try !condition.truth(&run) { continue }
      let value = try body.value(&run)
      try run.charge(weightOf: value)
      if goal == .transformMap {
        try made.add(value, for: key(operand, index), at: range)
      } else if case .map(let entries) = value {
        for key in entries.keys {
          if let value = entries[key] { try made.add(value, for: key.value, at: body.range) }
        }
      } else {
        throw EvaluationError(
          .wrongType,
          "transformMapEntry() makes a map of each element, not \(value.typeWords)",
          at: body.range
        )
      }
    }
    return .map(made)
  }

  private func count(_ operand: ExpressionValue) throws(EvaluationError) -> Int {
    switch operand {
    case .list(let elements): return elements.count
    case .map(let map): return map.count
    case .bool, .number, .text, .bytes, .day, .money, .timestamp, .duration, .optional, .object,
      .type:
      throw EvaluationError(
        .wrongType,
        "\(goal.rawValue)() goes through a list or a map, not \(operand.typeWords)",
        at: range
      )
    }
  }

  /// Sets the names for the element at `index`.
  private func step(
    _ operand: ExpressionValue,
    _ index: Int,
    _ run: inout Evaluation
  ) throws(EvaluationError) {
    try run.charge(1)
    guard hasTwoNames else {
      run.locals[place] = element(operand, index)
      return
    }
    run.locals[place] = key(operand, index)
    if case .map(let map) = operand {
      run.locals[place + 1] = map[map.keys[index]]
    } else {
      run.locals[place + 1] = element(operand, index)
    }
  }

  /// What a macro with one name looks at: the element, or the key.
  private func element(_ operand: ExpressionValue, _ index: Int) -> ExpressionValue {
    if case .list(let elements) = operand { return elements[index] }
    return key(operand, index)
  }

  private func key(_ operand: ExpressionValue, _ index: Int) -> ExpressionValue {
    if case .map(let map) = operand { return map.keys[index].value }
    return .number(ExactDecimal(index))
  }
}
