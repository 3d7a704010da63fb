extension CompiledExpression {
  /// The conditions that must all be true, each as its own text without outer blanks; the whole where it has no `&&`.
  ///
  /// Two rules are compared by it: one whose conditions are all among another's hits whenever that one does.
  package var conjuncts: Set<String> {
    guard case .and(let operands) = syntax.kind else { return [text(of: syntax)] }
    return Set(operands.map(text))
  }

  private func text(of part: Syntax) -> String {
    let bytes = Array(source.utf8)
    return String(decoding: bytes[part.range], as: UTF8.self)
  }
}
