final class ConstantOperation: Operation {
  let range: Range<Int>
  let constant: ExpressionValue

  init(_ constant: ExpressionValue, at range: Range<Int>) {
    self.constant = constant
    self.range = range
  }

  func value(_ run: inout Evaluation) throws(EvaluationError) -> ExpressionValue { constant }
}

/// What is found wrong only when it is evaluated, where types and names are not checked before.
final class FailingOperation: Operation {
  let range: Range<Int>
  private let error: EvaluationError

  init(_ error: EvaluationError, at range: Range<Int>) {
    self.error = error.placed(at: range)
    self.range = range
  }

  func value(_ run: inout Evaluation) throws(EvaluationError) -> ExpressionValue { throw error }
  func isPresent(_ run: inout Evaluation) throws(EvaluationError) -> Bool { throw error }
}

final class VariableOperation: Operation {
  let range: Range<Int>
  let slot: Int
  private let name: String

  init(slot: Int, name: String, at range: Range<Int>) {
    self.slot = slot
    self.name = name
    self.range = range
  }

  func value(_ run: inout Evaluation) throws(EvaluationError) -> ExpressionValue {
    if slot < run.values.count, let value = run.values[slot] { return value }
    throw EvaluationError(.absent, "\(name) is absent", at: range)
  }

  func isPresent(_ run: inout Evaluation) throws(EvaluationError) -> Bool {
    slot < run.values.count && run.values[slot] != nil
  }
}

/// A name that a macro set.
final class LocalOperation: Operation {
  let range: Range<Int>
  private let place: Int
  private let name: String

  init(place: Int, name: String, at range: Range<Int>) {
    self.place = place
    self.name = name
    self.range = range
  }

  func value(_ run: inout Evaluation) throws(EvaluationError) -> ExpressionValue {
    if let value = run.locals[place] { return value }
    throw EvaluationError(.absent, "\(name) is absent", at: range)
  }
}

/// A declared field of an object, by its whole path: one look-up.
final class FieldOperation: Operation {
  let range: Range<Int>
  private let object: any Operation
  private let field: Int
  /// As written, for messages: `document.dueDate`.
  private let path: String
  private let type: ObjectType
  /// Of an object that is a variable, which is read without a call more.
  private let slot: Int?

  init(_ object: any Operation, _ type: ObjectType, field: Int, path: String, at range: Range<Int>)
  {
    self.object = object
    self.type = type
    self.field = field
    self.path = path
    self.range = range
    slot = (object as? VariableOperation)?.slot
  }

  func value(_ run: inout Evaluation) throws(EvaluationError) -> ExpressionValue {
    guard let value = try read(&run) else {
      throw EvaluationError(.absent, "\(path) is absent", at: range)
    }
    return value
  }

  func isPresent(_ run: inout Evaluation) throws(EvaluationError) -> Bool {
    if !isHeld(run), try !object.isPresent(&run) { return false }
    return try read(&run) != nil
  }

  private func isHeld(_ run: Evaluation) -> Bool {
    guard let slot, slot < run.values.count else { return false }
    return run.values[slot] != nil
  }

  /// Nil when it is absent, the object being there.
  func read(_ run: inout Evaluation) throws(EvaluationError) -> ExpressionValue? {
    if let slot, slot < run.values.count, case .object(let object) = run.values[slot] {
      return try read(object)
    }
    guard case .object(let object) = try object.value(&run) else { throw otherType }
    return try read(object)
  }

  private func read(_ object: any ExpressionObject) throws(EvaluationError) -> ExpressionValue? {
    guard object.objectType === type else { throw otherType }
    do {
      return try object.value(at: field)
    } catch {
      throw error.placed(at: range)
    }
  }

  private var otherType: EvaluationError {
    EvaluationError(.wrongType, "\(path) is read from a value of another type", at: range)
  }
}

/// `document.?dueDate` of a declared field.
final class OptionalFieldOperation: Operation {
  let range: Range<Int>
  private let field: any Operation

  init(_ field: any Operation, at range: Range<Int>) {
    self.field = field
    self.range = range
  }

  func value(_ run: inout Evaluation) throws(EvaluationError) -> ExpressionValue {
    do {
      return .optional(try field.value(&run))
    } catch {
      if error.code == .absent { return .optional(nil) }
      throw error
    }
  }

  func isPresent(_ run: inout Evaluation) throws(EvaluationError) -> Bool {
    try field.isPresent(&run)
  }
}

/// `has(x)`.
final class PresenceOperation: Condition {
  let range: Range<Int>
  private let operand: any Operation

  init(_ operand: any Operation, at range: Range<Int>) {
    self.operand = operand
    self.range = range
  }

  func truth(_ run: inout Evaluation) throws(EvaluationError) -> Bool {
    try run.charge(1)
    return try operand.isPresent(&run)
  }
}

/// Keeps what a part came to, for `explain`.
final class RecordingOperation: Operation {
  let range: Range<Int>
  private let inner: any Operation
  private let id: Int

  init(_ inner: any Operation, id: Int) {
    self.inner = inner
    self.id = id
    range = inner.range
  }

  func value(_ run: inout Evaluation) throws(EvaluationError) -> ExpressionValue {
    do {
      let value = try inner.value(&run)
      run.recorder?.results[id] = .success(value)
      return value
    } catch {
      run.recorder?.results[id] = .failure(error)
      throw error
    }
  }

  /// Asked as it is asked without a recorder, so that what fails fails at the same place.
  func truth(_ run: inout Evaluation) throws(EvaluationError) -> Bool {
    do {
      let truth = try inner.truth(&run)
      run.recorder?.results[id] = .success(.bool(truth))
      return truth
    } catch {
      run.recorder?.results[id] = .failure(error)
      throw error
    }
  }

  func isPresent(_ run: inout Evaluation) throws(EvaluationError) -> Bool {
    try inner.isPresent(&run)
  }
}
