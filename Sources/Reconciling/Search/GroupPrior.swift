/// Groups whose odds are learned together.
enum GroupClass: Int8, CaseIterable, Sendable {
  /// Documents that follow each other, and any others.
  case twoInRow
  case threeInRow
  case manyInRow
  case twoDocuments
  case threeDocuments
  case manyDocuments
  case twoParts
  case manyParts
  case openParts
  case several
  /// Documents of one party that an entry pays which names nobody.
  case unnamed

  static func batch(_ size: Int, isRun: Bool) -> GroupClass {
    switch size {
    case 2: isRun ? .twoInRow : .twoDocuments
    case 3: isRun ? .threeInRow : .threeDocuments
    default: isRun ? .manyInRow : .manyDocuments
    }
  }

  static func parts(_ size: Int) -> GroupClass { size == 2 ? .twoParts : .manyParts }
}

/// What is taken for granted about explanations of several documents or entries.
///
/// The odds are what bookkeepers would give before the books are looked at: of the payments to a party with several open
/// documents, one in five or so is for more than one; instalments and payments across documents are rarer.
enum GroupPrior {
  static func odds(_ kind: GroupClass) -> Double {
    switch kind {
    case .twoInRow, .twoDocuments: -1.9
    case .threeInRow, .threeDocuments: -2.2
    case .manyInRow, .manyDocuments: -2.5
    case .twoParts: -3.5
    case .manyParts: -4
    case .openParts: -4
    case .several: -5
    case .unnamed: -4
    }
  }

  /// Trials stand so strongly behind these odds.
  static let strength = 20.0
  /// The memo gives the day of one of the documents.
  static let memoDay = 2.5
  /// It gives the day of none of them.
  static let otherDay = -2.0
  /// Documents of one amount are taken for each other when they are this near in time.
  static let twinDays: Int32 = 100
  /// Documents that one payment lists were issued within so many days.
  static let listDays: Int32 = 200
  /// Of ten totals that were read, less than one was read wrongly.
  static let misread = -4.0
  static let partWord = 2.0
  static let highestNumber = 5.0
  /// What is cut off may be any number of the series.
  static let sharedBeginning = 0.5
  static let partOfNobody = -3.0
  /// A list that gives some of what is paid, and one that says “and others”.
  static let unnamedBesideNamed = -1.5
  static let cutList = 1.5
  /// “+2” says how many there are.
  static let statedSize = 1.5
  static let otherSize = -2.0
  static let namedLeftOut = -4.0
  /// Instalments are mostly equal.
  static let equalShares = 2.5
  /// So many instalments of a hundred are the total divided by a small number.
  static let fractions = 0.45
  static let largestDivisor: Int64 = 6
  static let longestRun = 20
  /// No sum is ever taken as rarer by chance than this.
  static let leastChance = 0.0001
  /// What prices are multiples of, in minor units.
  static let grains: [Int64] = [10_000, 5_000, 1_000, 500, 100, 50, 10, 5]
}

/// A list that says that it goes on: `RE-17 u.a.`, `INV 4 +2`.
struct CutList {
  private(set) var isCut = false
  /// How many documents it says there are.
  private(set) var size: Int?

  init(_ text: FoldedText) {
    for (index, run) in text.runs.enumerated() {
      let bytes = text.bytes[Int(run.start)..<Int(run.end)]
      if run.isDigits, run.mark == UInt8(ascii: "+"), run.count == 1, run.gap == .apart,
        index == text.runs.count - 1 || text.runs[index + 1].gap == .apart, index > 0
      {
        isCut = true
        size = Int(bytes[bytes.startIndex]) - 47
      }
      guard !run.isDigits else { continue }
      let next = index + 1 < text.runs.count ? text.runs[index + 1] : nil
      let pair = next.map { !$0.isDigits ? text.hash(run.start, $0.end) : 0 } ?? 0
      if Self.words.contains(text.hash(run.start, run.end)) || Self.pairs.contains(pair) {
        isCut = true
      }
    }
  }

  private static let words = hashes("FF ETC USW WEITERE MORE OTHERS AUTRES ALTRI OTROS DIV DIVERSE")
  private static let pairs = hashes("ETAL UA")

  private static func hashes(_ text: String) -> Set<UInt64> {
    Set(text.split(separator: " ").map { TextHash.of(ArraySlice(Array($0.utf8))) })
  }
}

/// Words for instalments.
enum PartWords {
  /// `Teilzahlung`, or `2/3`.
  static func areIn(_ text: FoldedText) -> Bool {
    text.runs.indices.contains { index in
      let run = text.runs[index]
      return run.isDigits ? isCount(text, index) : words.contains(text.hash(run.start, run.end))
    }
  }

  /// True when `k/n` begins here, alone, with `k` up to a small `n`.
  private static func isCount(_ text: FoldedText, _ index: Int) -> Bool {
    guard index + 1 < text.runs.count else { return false }
    let (front, back) = (text.runs[index], text.runs[index + 1])
    guard front.gap == .apart, back.isDigits, back.gap == .joined, back.mark == UInt8(ascii: "/"),
      front.count == 1, back.count == 1,
      index + 2 >= text.runs.count || text.runs[index + 2].gap == .apart
    else { return false }
    let (place, count) = (text.bytes[Int(front.start)], text.bytes[Int(back.start)])
    return place >= UInt8(ascii: "1") && place <= count && count >= UInt8(ascii: "2")
  }

  private static let words: Set<UInt64> = Set(
    """
    PART PARTIAL TEILZAHLUNG RATE ANZAHLUNG ABSCHLAG RESTZAHLUNG INSTALMENT INSTALLMENT ACOMPTE ACCONTO DEPOSIT REST SOLDE \
    TEIL
    """.split(separator: " ").map { TextHash.of(ArraySlice(Array($0.utf8))) }
  )
}
