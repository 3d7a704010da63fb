import Books
import Storage
import Values

/// What a person's match leaves over, and what becomes of it: no difference is taken in without a word.
extension RulingDesk {
  /// One sentence for each difference between the document and the entries that it was just given.
  ///
  /// Empty for a ruling of another kind, and where they are equal.
  func differences(_ body: RulingBody, on id: ExceptionID) throws -> [String] {
    guard let exception = try transaction.exception(id), exception.subject == .document else {
      return []
    }
    return try differences(body, on: DocumentID(exception.subjectID), exception.id)
  }

  func differences(_ body: RulingBody, on id: DocumentID) throws -> [String] {
    guard let exception = try transaction.exception(of: .document, id.number) else { return [] }
    return try differences(body, on: id, exception.id)
  }

  private func differences(
    _ body: RulingBody,
    on id: DocumentID,
    _ exception: ExceptionID
  ) throws -> [String] {
    guard case .match(let entries, _) = body, let stored = try transaction.document(id) else {
      return []
    }
    var told: [String] = []
    for outcome in stored.matches where outcome.holdsEntries {
      for residual in outcome.residuals where !residual.amount.isZero {
        switch residual.side {
        case .document(let document) where document == id:
          let what = entries.count == 1 ? "\(entries[0])" : "what the entries give"
          told.append("\(what) is \(Self.size(residual)) less than \(id): \(Self.fate(residual)).")
        case .entry(let entry) where entries.contains(entry):
          told.append("\(entry) is \(Self.size(residual)) more than \(id): \(Self.fate(residual)).")
        case .document, .entry: continue
        }
      }
    }
    guard !told.isEmpty else { return [] }
    return told + ["If that is not meant, take it back: tickmark undo \(exception)"]
  }

  /// `833.00 EUR`, without its sign.
  private static func size(_ residual: Residual) -> String {
    "\(residual.amount.decimal.magnitude) \(residual.amount.currency)"
  }

  private static func fate(_ residual: Residual) -> String {
    let isOfDocument = if case .document = residual.side { true } else { false }
    return switch residual.kind {
    case .open where isOfDocument: "that much of it stays open"
    case .open: "the rest of the entry stays open"
    case .fee, .discount, .exchange, .rounding, .tip, .overpayment:
      "kept as \(residual.kind.rawValue)"
    }
  }
}
