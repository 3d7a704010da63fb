package import Expressions

/// One field that rules may read of a subject, with the way to its value.
package struct RuleField<Subject: Sendable>: Sendable {
  package typealias Read = @Sendable (Subject) throws(EvaluationError) -> ExpressionValue?

  let declared: ObjectType.Field
  let read: Read

  package init(
    _ path: String,
    _ type: ExpressionType,
    _ summary: String,
    mayBeAbsent: Bool = true,
    words: [String] = [],
    range: NumberRange? = nil,
    read: @escaping Read
  ) {
    declared = ObjectType.Field(
      path,
      type,
      summary,
      mayBeAbsent: mayBeAbsent,
      words: words,
      range: range
    )
    self.read = read
  }
}

/// The fields of one kind of subject: their types for the checker and the ways to their values, in one order.
package struct RuleFields<Subject: Sendable>: Sendable {
  package let type: ObjectType
  let reads: [RuleField<Subject>.Read]

  /// `reads` in the order of the type's fields.
  init(_ type: ObjectType, _ reads: [RuleField<Subject>.Read]) {
    self.type = type
    self.reads = reads
  }

  package init(_ name: String, _ fields: [RuleField<Subject>]) {
    type = ObjectType(name, fields.map(\.declared))
    reads = fields.map(\.read)
  }

  /// The subject as rules see it.
  package func object(_ subject: Subject) -> ExpressionValue {
    .object(RuleObject(fields: self, subject: subject))
  }
}

private struct RuleObject<Subject: Sendable>: ExpressionObject {
  let fields: RuleFields<Subject>
  let subject: Subject

  var objectType: ObjectType { fields.type }

  func value(at field: Int) throws(EvaluationError) -> ExpressionValue? {
    try fields.reads[field](subject)
  }
}
