extension Document {
  /// Sets what a reader found, with where it comes from; a path that is no field is one of the workflow's own.
  package mutating func set(
    _ path: String,
    to value: String,
    from source: Source
  ) throws(FieldError) {
    if let field = DocumentField.all[path] {
      try field.assign(&self, value)
    } else {
      extra[path] = value
    }
    sources[path] = source
  }
}
