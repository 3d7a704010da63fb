import Books
import Documents

/// `duplicate-exact`, `duplicate-near` and `identical-file`: what Processing found in the index, in words.
enum DuplicateChecks {
  static func exact(_ document: Document, _ context: CheckContext) -> [Finding] {
    let hits = context.duplicates.filter { $0.kind == .exact && $0.isCertain(for: document) }
    return hits.prefix(1).map { hit in
      finding(
        "duplicate-exact",
        .info,
        "Seller and number are those of \(Self.name(hit)).",
        "Nothing to do; if it is a second, real paper, rule it accepted."
      )
    }
  }

  /// Alike, or the same number with another day or amount: both are questions.
  static func near(_ document: Document, _ context: CheckContext) -> [Finding] {
    let certain = Set(
      context.duplicates.filter { $0.isCertain(for: document) }.compactMap(\.document)
    )
    let open = context.duplicates.filter { hit in
      !hit.isCertain(for: document) && !(hit.document.map(certain.contains) ?? false)
    }
    var named: Set<DocumentID> = []
    // The same number says more than the same amount, so it comes first.
    let sorted = open.filter { $0.kind == .exact } + open.filter { $0.kind == .near }
    return sorted.compactMap { hit in
      if let id = hit.document, !named.insert(id).inserted { return nil }
      let message =
        hit.kind == .exact
        ? "The seller used this number before, with another day or amount: \(Self.name(hit))."
        : "Seller and amount are those of \(Self.name(hit))."
      return finding(
        "duplicate-near",
        .review,
        message,
        "Compare the two: rule it a duplicate, or accept it as a second document."
      )
    }
  }

  static func identicalFile(_ document: Document, _ context: CheckContext) -> [Finding] {
    context.duplicates.filter { $0.kind == .identicalFile }.prefix(1).map { hit in
      finding(
        "identical-file",
        .info,
        "The same file was dropped before: \(Self.name(hit)).",
        "Nothing to do."
      )
    }
  }

  private static func name(_ hit: DuplicateHit) -> String {
    var words = hit.document?.description ?? "an earlier document"
    if let number = hit.number { words += ", number \(number)" }
    if let day = hit.issueDate { words += ", of \(day)" }
    if let amount = hit.amount { words += ", \(amount)" }
    if let file = hit.fileName { words += ", file \(file)" }
    return words
  }

  private static func finding(
    _ code: String,
    _ severity: Severity,
    _ message: String,
    _ suggestion: String
  ) -> Finding {
    Finding(
      code: code,
      severity: severity,
      message: message,
      fields: ["number", "totals.gross"],
      suggestion: suggestion
    )
  }
}
