import Books
import Documents
import Expressions
import Rules
import Workflows

/// `duplicate-exact`, `duplicate-near` and `identical-file`: what Processing found in the index, in words.
enum DuplicateChecks {
  static func exact(_ document: Document, _ context: CheckContext) -> [Finding] {
    let hits = context.duplicates.filter { $0.kind == .exact && $0.isCertain(for: document) }
    return hits.prefix(1).map { hit in
      let keys = context.agreedExact(document).map { "\($0) \(isAre(context.duplicateKeys.exact))" }
      return finding(
        "duplicate-exact",
        .info,
        "\(keys ?? "Seller and number are those") of \(Self.name(hit)).",
        "Nothing to do; if it is a second, real paper, rule it accepted.",
        keys == nil ? usualFields : fields(context.duplicateKeys.exact, context)
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
      let isExact = hit.kind == .exact
      let keys = isExact ? context.agreedExact(document) : context.agreedNear(document)
      let names = isExact ? context.duplicateKeys.exact : context.duplicateKeys.near
      return finding(
        "duplicate-near",
        .review,
        isExact
          ? "\(usedBefore(keys, names)), \(Self.difference(hit, document)): \(Self.name(hit))."
          : "\(keys.map { "\($0) \(isAre(names))" } ?? "Seller and amount are those") of \(Self.name(hit)).",
        hit.otherAccount != nil && isExact
          ? "Ask the seller, by a number that you know, which account is right before anything is paid; then rule it a duplicate, or reject one of the two."
          : "Compare the two: rule it a duplicate, or accept it as a second document.",
        keys == nil ? usualFields : fields(names, context)
      )
    }
  }

  static func identicalFile(_ document: Document, _ context: CheckContext) -> [Finding] {
    context.duplicates.filter { $0.kind == .identicalFile }.prefix(1).map { hit in
      finding(
        "identical-file",
        .info,
        "The same file was dropped before: \(Self.name(hit)).",
        "Nothing to do.",
        usualFields
      )
    }
  }

  private static func difference(_ hit: DuplicateHit, _ document: Document) -> String {
    guard let other = hit.otherAccount else { return "with another day or amount" }
    return "to be paid to \(SellerAccounts.text(of: document)) instead of \(other)"
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
    _ suggestion: String,
    _ fields: [String]
  ) -> Finding {
    Finding(
      code: code,
      severity: severity,
      message: message,
      fields: fields,
      suggestion: suggestion
    )
  }
}

// MARK: The workflow's own keys

extension DuplicateChecks {
  private static let usualFields = ["number", "totals.gross"]

  private static func isAre(_ keys: [String]) -> String {
    keys.count == 1 ? "is that" : "are those"
  }

  private static func usedBefore(_ keys: String?, _ names: [String]) -> String {
    guard let keys else { return "The seller used this number before" }
    return "\(keys) \(names.count == 1 ? "was" : "were") there before"
  }

  /// The document's fields among the keys, and those that expressions among them read.
  private static func fields(_ keys: [String], _ context: CheckContext) -> [String] {
    var fields: [String] = []
    for key in keys {
      let read =
        context.duplicateKeys.expressions[key].map(\.reads.documentFields)
        ?? (["seller", "buyer"].contains(key) ? ["\(key).name"] : [key])
      for field in read where !fields.contains(field) { fields.append(field) }
    }
    return fields
  }
}

extension CheckContext {
  var duplicateKeys: DuplicatePlan { workflow.duplicate }

  /// The keys that make two documents the same, in words; nil where they are seller and number.
  func agreedExact(_ document: Document) -> String? {
    AgreedKeys.told(
      duplicateKeys.exact,
      unless: AgreedKeys.usualExact,
      duplicateKeys.expressions,
      document,
      values
    )
  }

  /// The keys that make two documents alike, in words; nil where they are seller and amount.
  func agreedNear(_ document: Document) -> String? {
    AgreedKeys.told(
      duplicateKeys.near,
      unless: AgreedKeys.usualNear,
      duplicateKeys.expressions,
      document,
      values
    )
  }
}
