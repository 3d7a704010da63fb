import Books

/// The ways in which documents and entries may belong together: the words of `reconcile.patterns`.
///
/// Only those that the matcher does: a definition that asks for another is refused, never half obeyed.
package enum PatternCatalog {
  package static let names: [String] = MatchPattern.allCases.map(\.rawValue)
}
