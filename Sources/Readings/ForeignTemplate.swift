/// One of invoice2data's templates, as its file says it; its patterns in PCRE2's spelling.
package struct ForeignTemplate: Hashable, Sendable, Codable {
  /// The file within its folder: `fr/fr.free.yml`.
  package var name: String
  package var issuer: String
  /// Patterns, all of which hit a paper that is this template's.
  package var keywords: [String] = []
  package var excludedKeywords: [String] = []
  /// Of several that know a paper the highest wins.
  package var priority = 5
  package var requiredFields = ["date", "amount", "invoice_number", "issuer"]
  package var options = Options()
  package var fields: [Field] = []
  /// `lines` beside `fields`, as older templates have it.
  package var lines: [Block] = []
  package var tables: [Table] = []

  package init(name: String, issuer: String) {
    self.name = name
    self.issuer = issuer
  }

  /// `options`: what is done to the text, and how values are written.
  package struct Options: Hashable, Sendable, Codable {
    package var removesWhitespace = false
    package var removesAccents = false
    package var isLowercase = false
    /// Nil where the template says none: then it is what the paper prints, never a usual one.
    package var currency: String?
    /// In `strptime`'s letters.
    package var dateFormats: [String] = []
    package var languages: [String] = []
    package var decimalSeparator = "."
    package var replacements: [Replacement] = []

    package init() {}
  }

  /// Every hit of a pattern becomes a text with `\1` and `\g<name>` in it.
  package struct Replacement: Hashable, Sendable, Codable {
    package var pattern: String
    package var text: String

    package init(pattern: String, text: String) {
      self.pattern = pattern
      self.text = text
    }
  }

  package enum ValueType: String, Sendable, Codable {
    case text
    case integer = "int"
    case decimal = "float"
    case day = "date"
  }

  /// What becomes of several hits.
  package enum Grouping: String, Sendable, Codable, CaseIterable {
    case sum
    case min
    case max
    case first
    case last
    case join
  }

  /// One of `fields`.
  package struct Field: Hashable, Sendable, Codable {
    package enum Way: Hashable, Sendable, Codable {
      /// The text, or a number or day that is written plainly.
      case constant(String, ValueType)
      case patterns([String])
      case blocks([Block])
    }

    package var name: String
    package var way: Way
    package var type = ValueType.text
    package var grouping: Grouping?
    package var area: Area?

    package init(name: String, way: Way) {
      self.name = name
      self.way = way
    }
  }

  /// A part of pages, in dots of a resolution.
  package struct Area: Hashable, Sendable, Codable {
    package var firstPage: Int
    package var lastPage: Int
    package var x: Int
    package var y: Int
    package var width: Int
    package var height: Int
    package var dotsPerInch: Int

    package init(
      firstPage: Int,
      lastPage: Int,
      x: Int,
      y: Int,
      width: Int,
      height: Int,
      dotsPerInch: Int
    ) {
      self.firstPage = firstPage
      self.lastPage = lastPage
      self.x = x
      self.y = y
      self.width = width
      self.height = height
      self.dotsPerInch = dotsPerInch
    }
  }

  /// Rows between a beginning and an end.
  package struct Block: Hashable, Sendable, Codable {
    package var start: String
    package var end: String
    package var firstLine: [String] = []
    package var line: [String]
    package var lastLine: [String] = []
    package var skipLine: [String] = []
    package var lineSeparator = "\\n"
    package var types: [String: ValueType] = [:]

    package init(start: String, end: String, line: [String]) {
      self.start = start
      self.end = end
      self.line = line
    }
  }

  /// One of `tables`: the groups of a pattern over the lines of a part are fields.
  package struct Table: Hashable, Sendable, Codable {
    package var start: String
    package var end: String
    package var body: String
    package var lineSeparator = "\\n"
    package var types: [String: ValueType] = [:]
    package var groupings: [String: Grouping] = [:]
    /// The names of the body's groups.
    package var groups: [String] = []

    package init(start: String, end: String, body: String) {
      self.start = start
      self.end = end
      self.body = body
    }
  }
}

extension ForeignTemplate {
  /// The document's names of invoice2data's usual fields.
  package static let documentPaths: [String: String] = [
    "invoice_number": "number", "date": "issueDate", "date_due": "dueDate", "currency": "currency",
    "amount": "totals.gross", "amount_untaxed": "totals.net", "amount_tax": "totals.tax",
    "partner_name": "seller.name", "vat": "seller.vatID",
    "partner_coc": "seller.legalRegistrationID",
    "siren": "seller.legalRegistrationID", "country_code": "seller.country",
    "iban": "payment.iban", "bic": "payment.bic", "payment_reference": "payment.reference",
    "payment_unece_code": "payment.meansCode", "mandate_id": "payment.mandate",
    "purchase_order_id": "references.purchaseOrder", "date_start": "period.start",
    "date_end": "period.end",
  ]

  /// The names of values for which the document has none.
  package var ownNames: [String] {
    var names: [String] = ["issuer"]
    for field in fields {
      if case .blocks = field.way { continue }
      names.append(field.name)
    }
    for table in tables { names += table.groups }
    return names.filter { Self.documentPaths[$0] == nil }
  }
}
