import Readings

/// One entry of `read.csv.columns` in the making.
struct ProposedColumn {
  enum Place {
    case column(ColumnSurvey)
    /// The amount is credit less debit.
    case pair(debit: ColumnSurvey, credit: ColumnSurvey)
    /// One of these, or one that a person must find.
    case open([ColumnSurvey])
  }

  var field: String
  var place: Place
  /// Said in the definition for names of the workflow's own.
  var ownType: ColumnInstructions.ValueType?
  var format: ProposalValue?
  var currency: String?
  var negate: ProposalValue?
  /// There is no header row, so a person must answer with a number.
  var isNumbered = false
  var notes: [ProposalNote] = []

  init(_ field: String, _ place: Place) {
    self.field = field
    self.place = place
  }

  /// A person must say in which column it stands.
  var isOpen: Bool {
    switch place {
    case .open: true
    case .column, .pair: false
    }
  }

  var columns: [ColumnSurvey] {
    switch place {
    case .column(let column): [column]
    case .pair(let debit, let credit): [debit, credit]
    case .open(let columns): columns
    }
  }

  var member: ProposalMember {
    var parts: [ProposalMember]
    switch place {
    case .column(let column): parts = [Self.stand(column)]
    case .pair(let debit, let credit):
      parts = [
        ProposalMember("debit", .text(debit.header)),
        ProposalMember("credit", .text(credit.header)),
      ]
    case .open(let candidates):
      let probe = candidates.first.map { Self.stand($0) }
      parts = [
        ProposalMember(probe?.key ?? (isNumbered ? "index" : "header"), .open(probe: probe?.value))
      ]
    }
    if let format { parts.append(ProposalMember("format", format)) }
    if let currency { parts.append(ProposalMember("currency", .text(currency))) }
    if let negate { parts.append(ProposalMember("negate", negate)) }
    if let ownType, ownType != .text {
      parts.append(ProposalMember("type", .text(ownType.rawValue)))
    }
    if parts.count == 1, let only = parts.first, only.key == "header", !only.isOpen {
      return ProposalMember(field, only.value, notes)
    }
    return ProposalMember(field, .inline(parts), notes)
  }

  /// The column by its header, or by its number where the header does not tell.
  private static func stand(_ column: ColumnSurvey) -> ProposalMember {
    column.hasOwnHeader && column.header != Proposal.marker
      ? ProposalMember("header", .text(column.header))
      : ProposalMember("index", .number(column.number))
  }
}
