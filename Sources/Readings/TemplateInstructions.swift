package import Values

/// One of `read.templates`: how papers of one kind are known and where their values stand.
package struct TemplateInstructions: Hashable, Sendable, Codable {
  package var id: String
  package var choose = TemplateChoice()
  package var fields: [TemplateField] = []
  package var lines: TemplateLines?

  package init(id: String) {
    self.id = id
  }
}

/// `choose`: texts by which a paper is known; capitals count, white space does not.
package struct TemplateChoice: Hashable, Sendable, Codable {
  /// Each of them stands on the paper.
  package var all: [String] = []
  /// At least one of them does; empty: not asked.
  package var any: [String] = []
  /// None of them does.
  package var none: [String] = []

  package init() {}
}

/// Where one field of a paper stands and how it is written.
package struct TemplateField: Hashable, Sendable, Codable {
  /// Which of several hits.
  package enum Pick: String, Sendable, Codable {
    case first
    case last
  }

  /// `totals.gross`, or a name of the workflow's own.
  package var field: String
  package var type: ColumnInstructions.ValueType
  /// Labels behind or above the value; the first that is there wins.
  package var after: [String] = []
  /// Pattern over the text; its group `value`, else its first group, else the whole hit.
  package var regex: String?
  package var area: TemplateArea?
  package var constant: String?
  /// Pattern within what `after` or `area` found; its first group, or the whole hit.
  package var match: String?
  /// Nil: the first, and several different ones are a doubt.
  package var pick: Pick?
  /// How days are written, such as `dd.MM.yyyy`.
  package var format: String?
  package var currency: Currency?
  package var negate = false
  package var isRequired = false

  package init(field: String, type: ColumnInstructions.ValueType) {
    self.field = field
    self.type = type
  }
}

/// A part of one page, in points from its top left.
package struct TemplateArea: Hashable, Sendable, Codable {
  /// From 1; -1 is the last page.
  package var page: Int
  /// x0, y0, x1, y1.
  package var box: [Int]

  package init(page: Int, box: [Int]) {
    self.page = page
    self.box = box
  }
}

/// `lines`: the items of a paper.
package struct TemplateLines: Hashable, Sendable, Codable {
  /// Pattern of the headline above the items; on further pages it is passed over.
  package var from: String
  /// Pattern of the first line behind the items; nil: the paper's end.
  package var to: String?
  /// Pattern of an item's first line; its named groups are the item's fields.
  package var row: String
  /// Patterns of lines that are no part of any item.
  package var skip: [String] = []
  package var isRequired = false

  package init(from: String, row: String) {
    self.from = from
    self.row = row
  }

  /// The fields of an item that a group may be named for.
  package static let groups = [
    "id", "description", "quantity", "unit", "unitPrice", "net", "taxRate", "sellerItemID",
    "buyerItemID", "note",
  ]
}
