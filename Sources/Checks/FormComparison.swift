import Books
package import Documents
import Values

/// Tells whether two documents of files that belong together are the same paper in two forms, or two papers.
///
/// A paper is known by seller and number; the amount speaks where one of them is not stated.
package struct FormComparison: Sendable {
  package enum Verdict: Hashable, Sendable {
    case different
    /// One paper in two forms.
    case same
    /// The amount and either seller or number agree, the other contradicts: nobody but a person can tell.
    case doubtful
  }

  /// A value that both state, and not alike.
  package struct Contradiction: Hashable, Sendable {
    /// The document field: `totals.gross`.
    package var field: String
    package var own: String
    package var other: String
  }

  private enum Agreement {
    case agrees
    case differs
    /// One of the two does not say.
    case unknown
  }

  private let own: Document
  private let other: Document

  package init(_ own: Document, _ other: Document) {
    self.own = own
    self.other = other
  }

  /// Where each is the only document of its file (`areAlone`), two of three will do.
  ///
  /// Rows of a table must agree in seller and number.
  package func verdict(areAlone: Bool) -> Verdict {
    // An invoice and the credit note that cancels it may share number and amount.
    guard (own.type == .creditNote) == (other.type == .creditNote) else { return .different }
    switch (seller, number, amount) {
    case (.agrees, .agrees, _): return .same
    case _ where !areAlone: return .different
    case (.unknown, .agrees, .agrees), (.agrees, .unknown, .agrees): return .same
    case (.differs, .agrees, .agrees), (.agrees, .differs, .agrees): return .doubtful
    case (_, _, _): return .different
    }
  }

  private var seller: Agreement {
    let byID = Self.agreement(
      SupplierKeys.vatID(own.seller.vatID ?? ""),
      SupplierKeys.vatID(other.seller.vatID ?? "")
    )
    guard byID == .unknown else { return byID }
    return Self.agreement(
      SupplierKeys.name(own.seller.name ?? ""),
      SupplierKeys.name(other.seller.name ?? "")
    )
  }

  private var number: Agreement {
    Self.agreement(
      DuplicateKeys.number(own.number ?? ""),
      DuplicateKeys.number(other.number ?? "")
    )
  }

  private var amount: Agreement {
    guard let one = own.amount, let two = other.amount else { return .unknown }
    return one == two ? .agrees : .differs
  }

  private static func agreement(_ one: String, _ two: String) -> Agreement {
    if one.isEmpty || two.isEmpty { return .unknown }
    return one == two ? .agrees : .differs
  }
}

// MARK: Contradictions

extension FormComparison {
  /// Everything that both state and that is not alike; empty when the two agree.
  package var contradictions: [Contradiction] {
    var found: [Contradiction] = []
    if number == .differs { found.add("number", own.number, other.number) }
    if seller == .differs {
      let isByID = own.seller.vatID != nil && other.seller.vatID != nil
      found.add(
        isByID ? "seller.vatID" : "seller.name",
        isByID ? own.seller.vatID : own.seller.name,
        isByID ? other.seller.vatID : other.seller.name
      )
    }
    if own.issueDate != other.issueDate {
      found.add("issueDate", own.issueDate?.description, other.issueDate?.description)
    }
    if own.currency != other.currency {
      found.add("currency", own.currency?.code, other.currency?.code)
    }
    for (field, path) in Self.totals where own.totals[keyPath: path] != other.totals[keyPath: path]
    {
      found.add(
        field,
        own.totals[keyPath: path]?.description,
        other.totals[keyPath: path]?.description
      )
    }
    // One states only what is due, the other only the gross amount.
    let hasTotals = found.contains { $0.field.hasPrefix("totals.") }
    if amount == .differs, own.currency == other.currency, !hasTotals {
      found.add("totals.gross", own.amount?.description, other.amount?.description)
    }
    if let others = SellerAccounts.otherAccounts(of: other, than: own) {
      found.add("payment.iban", SellerAccounts.text(of: own), others)
    }
    return found
  }

  // A key path is no `Sendable` value, but it is not changed either, so the list is made anew.
  private static var totals: [(field: String, path: KeyPath<Totals, ExactDecimal?>)] {
    [
      ("totals.net", \.net), ("totals.tax", \.tax), ("totals.gross", \.gross),
      ("totals.due", \.due),
    ]
  }
}

extension [FormComparison.Contradiction] {
  /// What only one of the two states contradicts nothing.
  fileprivate mutating func add(_ field: String, _ own: String?, _ other: String?) {
    guard let own, let other else { return }
    append(FormComparison.Contradiction(field: field, own: own, other: other))
  }
}
