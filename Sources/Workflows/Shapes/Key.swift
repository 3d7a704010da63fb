import Readings

/// One key of an object of a definition, declared once.
struct Key<Value: Sendable>: Sendable {
  var name: String
  /// One sentence: what it says.
  ///
  /// Stands in the schema and in messages.
  var summary: String
  var shape: Shape<Value>
  var isRequired = false
  /// The kinds of document for which it means something; nil: all.
  var documents: Set<ReadInstructions.Target>?

  init(
    _ name: String,
    _ summary: String,
    _ shape: Shape<Value>,
    isRequired: Bool = false,
    documents: Set<ReadInstructions.Target>? = nil
  ) {
    self.name = name
    self.summary = summary
    self.shape = shape
    self.isRequired = isRequired
    self.documents = documents
  }

  var declared: DeclaredKey {
    DeclaredKey(
      name: name,
      summary: summary,
      schema: shape.schema,
      isRequired: isRequired,
      documents: documents
    )
  }
}

/// A key without the type of its value.
struct DeclaredKey: Sendable {
  var name: String
  var summary: String
  var schema: SchemaValue
  var isRequired: Bool
  var documents: Set<ReadInstructions.Target>?
}
