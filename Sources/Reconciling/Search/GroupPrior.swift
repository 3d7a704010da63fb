/// Log odds of explanations of several documents or entries, before their numbers are looked at.
///
/// They are what bookkeepers would give: of the payments to a party with several open documents, one in ten or so is for
/// more than one; instalments and payments across documents are rarer.
enum GroupPrior {
  static func batch(size: Int) -> Double { -1.2 - 0.3 * Double(min(size, 6) - 2) }
  static func parts(size: Int) -> Double { -4.0 - 0.3 * Double(size - 2) }
  static let openParts = -4.0
  static let several = -5.5
  /// The memo gives the day of one of the documents.
  static let memoDay = 2.5
  static let partWord = 2.0
  static let eachPart = 0.0
  static let highestNumber = 5.0
  /// What is cut off may be any number of the series.
  static let sharedBeginning = 0.5
  static let partOfNobody = -3.0
  /// A list that was cut off or says “and others”.
  static let unnamedBesideNamed = -1.0
  static let namedLeftOut = -4.0
  /// Instalments are mostly equal.
  static let equalShares = 2.5
  static let longestRun = 20
  /// One payment in so many is for documents that follow each other rather than for any.
  static let runsAreOneOf = 2.0
  /// No sum is ever taken as rarer by chance than this.
  static let leastChance = 0.003
}

/// Words for instalments.
enum PartWords {
  static func areIn(_ text: FoldedText) -> Bool {
    text.runs.contains { run in
      !run.isDigits && words.contains(text.hash(run.start, run.end))
    }
  }

  private static let words: Set<UInt64> = Set(
    """
    PART PARTIAL TEILZAHLUNG RATE ANZAHLUNG ABSCHLAG RESTZAHLUNG INSTALMENT INSTALLMENT ACOMPTE ACCONTO DEPOSIT REST SOLDE \
    TEIL
    """.split(separator: " ").map { TextHash.of(ArraySlice(Array($0.utf8))) }
  )
}
