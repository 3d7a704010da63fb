/// What the numbers in an entry's text say about a document.
enum NumberLevel: UInt8, CaseIterable, Sendable {
  /// No number of a document stands there.
  case silent
  /// The number, at least seven characters.
  case exactLong
  case exactMiddle
  case exactShort
  /// One or two digits after a word for an invoice.
  case exactTiny
  /// The digits of the number, at least six.
  case digits
  case digitsShort
  /// A character more or less, or letters swapped: it cannot be another number of the series.
  case slip
  /// One character differs or two digits are swapped: it may be another number of the series.
  case neighbour
  /// All but one or two characters, then the text ends.
  case cutLong
  case cutShort
  /// Its last digits in a list: `RE2025-00349/50`.
  case ending
  /// The purchase order's number.
  case order
  /// Another document's number stands there.
  case otherDocument
  /// A number of the same series.
  case sameSeries
  /// A number after a word for an invoice.
  case otherInvoice
  case otherNumber

  /// True when it speaks for the pair.
  var isFor: Bool {
    switch self {
    case .exactLong, .exactMiddle, .exactShort, .exactTiny, .digits, .digitsShort, .slip,
      .neighbour, .cutLong, .cutShort, .ending, .order:
      true
    case .silent, .otherDocument, .sameSeries, .otherInvoice, .otherNumber: false
    }
  }

  /// True when the document itself is meant, without doubt about which.
  var isNamed: Bool {
    switch self {
    case .exactLong, .exactMiddle, .digits: true
    case .silent, .exactShort, .exactTiny, .digitsShort, .slip, .neighbour, .cutLong, .cutShort,
      .ending, .order, .otherDocument, .sameSeries, .otherInvoice, .otherNumber:
      false
    }
  }

  /// True when the number stands there plainly.
  var isPlain: Bool {
    switch self {
    case .exactLong, .exactMiddle, .exactShort, .digits: true
    case .silent, .exactTiny, .digitsShort, .slip, .neighbour, .cutLong, .cutShort, .ending, .order,
      .otherDocument, .sameSeries, .otherInvoice, .otherNumber:
      false
    }
  }

  /// True when the document stands in a list of such.
  var isListed: Bool {
    switch self {
    case .exactLong, .exactMiddle, .exactShort, .digits, .digitsShort, .ending: true
    case .silent, .exactTiny, .slip, .neighbour, .cutLong, .cutShort, .order, .otherDocument,
      .sameSeries, .otherInvoice, .otherNumber:
      false
    }
  }

  /// True when all of the number stands there, but for a slip.
  var isWhole: Bool {
    switch self {
    case .exactLong, .exactMiddle, .exactShort, .exactTiny, .digits, .digitsShort, .slip: true
    case .silent, .neighbour, .cutLong, .cutShort, .ending, .order, .otherDocument, .sameSeries,
      .otherInvoice, .otherNumber:
      false
    }
  }

  /// True when it speaks against the pair.
  var isAgainst: Bool {
    switch self {
    case .otherDocument, .sameSeries, .otherInvoice: true
    case .silent, .exactLong, .exactMiddle, .exactShort, .exactTiny, .digits, .digitsShort, .slip,
      .neighbour, .cutLong, .cutShort, .ending, .order, .otherNumber:
      false
    }
  }
}

/// What the entry's bank account says.
enum AccountLevel: UInt8, CaseIterable, Sendable {
  case silent
  case equal
  /// Another known party's.
  case other
  /// Not the one that this party is known by.
  case changed
  /// Neither is known.
  case unknown
}

/// When the entry was booked, seen from the document.
enum DayLevel: UInt8, CaseIterable, Sendable {
  case unknown
  case beforeIssue
  case atIssue
  case longBeforeDue
  case beforeDue
  case atDue
  case afterDue
  case late
  case veryLate
}

/// A day that stands in the memo.
enum MemoDayLevel: UInt8, CaseIterable, Sendable {
  case silent
  case equal
  case other
}

/// How easily an amount agrees by chance.
enum CrowdLevel: UInt8, CaseIterable, Sendable {
  /// Entries of the ledger that have it, where the amount alone is compared.
  case alone
  case few
  case some
  case many
  /// Entries of the party that have it beyond its documents that do.
  case partyFew
  case partyMany
  /// How many entries are expected to be so near by chance, where the amounts differ.
  case rare
  case seldom
  case often
  case usual

  static func ofLedger(_ count: Int) -> CrowdLevel {
    switch count {
    case ...1: .alone
    case ...3: .few
    case ...10: .some
    default: .many
    }
  }

  static func ofParty(entries: Int, documents: Int) -> CrowdLevel? {
    switch entries - documents {
    case ...0: nil
    case ...2: .partyFew
    default: .partyMany
    }
  }

  static func expected(_ number: Double) -> CrowdLevel {
    switch number {
    case ..<0.01: .rare
    case ..<0.1: .seldom
    case ..<1: .often
    default: .usual
    }
  }
}

/// What kind of document meets what kind of booking.
enum WayLevel: UInt8, CaseIterable, Sendable {
  case paperByTransfer
  case paperByCard
  case paperByCheck
  case paperInternal
  case receiptByTransfer
  case receiptByCard
  case receiptOther
  case remittance
}

/// All levels of one pair in one word.
struct Evidence: Hashable, Sendable {
  private(set) var bits: UInt64 = 0

  enum Feature: Int, CaseIterable {
    case number
    case name
    case account
    case day
    case memoDay
    case crowd
    case way

    var levelCount: Int {
      switch self {
      case .number: NumberLevel.allCases.count
      case .name: NameLevel.allCases.count
      case .account: AccountLevel.allCases.count
      case .day: DayLevel.allCases.count
      case .memoDay: MemoDayLevel.allCases.count
      case .crowd: CrowdLevel.allCases.count
      case .way: WayLevel.allCases.count
      }
    }
  }

  init(
    relation: Relation,
    number: NumberLevel,
    name: NameLevel,
    account: AccountLevel,
    day: DayLevel,
    memoDay: MemoDayLevel,
    crowd: CrowdLevel,
    way: WayLevel
  ) {
    let levels = [
      number.rawValue, name.rawValue, account.rawValue, day.rawValue, memoDay.rawValue,
      crowd.rawValue, way.rawValue, relation.rawValue,
    ]
    for (index, level) in levels.enumerated() { bits |= UInt64(level) << UInt64(index * 8) }
  }

  func level(_ feature: Feature) -> Int { Int(bits >> UInt64(feature.rawValue * 8) & 255) }

  var relation: Relation { Relation(rawValue: UInt8(bits >> 56)) ?? .none }
  var number: NumberLevel { NumberLevel(rawValue: UInt8(bits & 255)) ?? .silent }
  var name: NameLevel { NameLevel(rawValue: UInt8(bits >> 8 & 255)) ?? .silent }
  var account: AccountLevel { AccountLevel(rawValue: UInt8(bits >> 16 & 255)) ?? .silent }
  var day: DayLevel { DayLevel(rawValue: UInt8(bits >> 24 & 255)) ?? .unknown }
  var memoDay: MemoDayLevel { MemoDayLevel(rawValue: UInt8(bits >> 32 & 255)) ?? .silent }
  var crowd: CrowdLevel { CrowdLevel(rawValue: UInt8(bits >> 40 & 255)) ?? .alone }
  var way: WayLevel { WayLevel(rawValue: UInt8(bits >> 48 & 255)) ?? .paperByTransfer }
}
