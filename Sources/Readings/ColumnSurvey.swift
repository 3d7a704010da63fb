package import Values

/// What one column of an unknown table holds, counted over its rows.
package struct ColumnSurvey: Hashable, Sendable, Codable {
  /// From 1.
  package var number: Int
  /// With single spaces; empty where there is none.
  package var header: String
  /// No other column has this header, and it is short enough to be named by.
  package var hasOwnHeader = false
  /// What programs mean by that header, the likelier first.
  package var meanings: [HeaderMeaning] = []
  /// A currency in the header: `EUR` of `Betrag (EUR)`; or a sign that several share: `$`.
  package var headerCurrency: CurrencyHint?
  /// Cells that hold something.
  package var filled = 0
  /// Different texts among them.
  package var distinct = 0
  /// Characters of a cell on average, times ten.
  package var lengthTimesTen = 0
  package var numbers: NumberSurvey?
  package var days: DaySurvey?
  package var ibans = 0
  package var vatIDs = 0
  /// Cells that are a currency's code or sign and nothing else.
  package var currencies = 0
  /// Cells that are a mark of debit, and of credit.
  package var debitMarks = 0
  package var creditMarks = 0
  /// Cells that name a kind of paper: invoice, credit note.
  package var documentTypes = 0

  package init(number: Int, header: String) {
    self.number = number
    self.header = header
  }
}

extension ColumnSurvey {
  /// True of a column that says of each row whether it is a debit or a credit.
  ///
  /// Either the header says so too, or both marks occur.
  package var isSide: Bool {
    let isNamed = meanings.contains { $0.family == .ledger && $0.field == "side" && $0.isExact }
    return filled > 0 && debitMarks + creditMarks == filled
      && (isNamed || debitMarks > 0 && creditMarks > 0)
  }
}

/// A field that a header's words name.
package struct HeaderMeaning: Hashable, Sendable, Codable {
  package enum Family: String, Sendable, Codable {
    case ledger
    case document
    case supplier
    /// Not of Tickmark's model, but worth keeping under a name of the workflow's own.
    case own
  }

  package var family: Family
  package var field: String
  /// The place among the field's names: the smaller the better.
  package var rank: Int
  /// False when the name is only a part of the header.
  package var isExact: Bool
  /// Ranks from here on are of names that only proposals know, not the readers.
  package static let hintRank = 100

  /// One of the names by which the readers themselves know the field.
  package var isOwnName: Bool { isExact && rank < Self.hintRank }

  package init(family: Family, field: String, rank: Int, isExact: Bool) {
    self.family = family
    self.field = field
    self.rank = rank
    self.isExact = isExact
  }
}

/// A currency, or the sign that several share with their codes.
package struct CurrencyHint: Hashable, Sendable, Codable {
  package var sign: String
  package var codes: [String]

  package init(sign: String, codes: [String]) {
    self.sign = sign
    self.codes = codes
  }
}

/// The numbers of a column.
package struct NumberSurvey: Hashable, Sendable, Codable {
  package enum Style: String, Sendable, Codable {
    case decimalPoint
    case decimalComma
    /// No number has a mark.
    case either
    /// `1.234` and nothing that decides.
    case open
    /// Some can only be read with a decimal point, others only with a comma.
    case contradiction
  }

  package var count = 0
  package var positive = 0
  package var negative = 0
  package var style = Style.either
  /// The cell that the style rests on.
  package var cell: SurveyCell?
  /// The cell that contradicts it.
  package var otherCell: SurveyCell?
  /// Most digits behind the decimal mark; 0 while the style is open.
  package var decimals = 0
  /// Cells with leading zeros, which are numbers of something, not amounts.
  package var withLeadingZeros = 0
  /// Currencies beside the figures, with how many cells have each.
  package var marks: [String: Int] = [:]
  /// Signs that several currencies share.
  package var sharedMarks: [CurrencyHint] = []
  /// Cells with neither.
  package var unmarked = 0
  package var smallest: ExactDecimal?
  package var largest: ExactDecimal?
  package var sum: ExactDecimal?

  package init() {}
}

/// The days of a column.
package struct DaySurvey: Hashable, Sendable, Codable {
  package var count = 0
  /// Written as digits only, which many numbers are too.
  package var isPacked = false
  /// How they are written, where that is certain.
  package var format: String?
  /// The cell that decided, where it was open until then.
  package var decider: SurveyCell?
  /// A cell that could have been read in several ways.
  package var openCell: SurveyCell?
  /// The days that it could be.
  package var openDays: [Day] = []
  /// What the formats that are left make of all the days.
  package var readings: [DayReading] = []
  /// Cells that no single format reads.
  package var contradiction: [SurveyCell] = []

  package init() {}
}

/// The span of days that a column has when it is read in one of several ways.
package struct DayReading: Hashable, Sendable, Codable {
  package var format: String
  package var first: Day
  package var last: Day

  package init(format: String, first: Day, last: Day) {
    self.format = format
    self.first = first
    self.last = last
  }
}
