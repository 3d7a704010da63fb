import Testing

/// A key at work: the same papers under a definition with it and one without it (or with another value).
///
/// `shows` stands in what came of them with the key and not without it; `hides` the other way round.
struct KeyCase: Sendable, CustomTestStringConvertible {
  /// Paths of the schema without list brackets: `watch.settle.quiet`, `set.*.firstOf.when`.
  var keys: [String]
  /// The definition, with `<>` where the key stands or not.
  var definition: String
  var with: String
  var without: String
  var papers: [KeyPaper]
  var shows: String?
  var hides: String?
  /// The other definitions of the workspace.
  var others: [String: String] = [:]
  /// Days between the last paper and the look at what came of them.
  var later: Int64 = 0

  init(
    _ keys: String...,
    in definition: String,
    _ with: String,
    not without: String = "",
    papers: [KeyPaper],
    shows: String? = nil,
    hides: String? = nil,
    others: [String: String] = KeyCase.ledgers,
    later: Int64 = 0
  ) {
    self.keys = keys
    self.definition = definition
    self.with = with
    self.without = without
    self.papers = papers
    self.shows = shows
    self.hides = hides
    self.others = others
    self.later = later
  }

  var testDescription: String { keys.joined(separator: ", ") }

  static let ledgers = ["bank": ledger("bank"), "cash": ledger("cash")]

  static func ledger(_ name: String) -> String {
    Definitions.bank.replacing("\"workflow\": \"bank\"", with: "\"workflow\": \"\(name)\"")
      .replacing("inbox/bank", with: "inbox/\(name)")
  }
}

/// A file for the folder `inbox/FOLDER`.
struct KeyPaper: Sendable {
  var folder: String
  var name: String
  var bytes: [UInt8]

  init(_ folder: String, _ name: String, _ text: String) {
    self.init(folder, name, bytes: Array(text.utf8))
  }

  init(_ folder: String, _ name: String, bytes: [UInt8]) {
    (self.folder, self.name, self.bytes) = (folder, name, bytes)
  }
}

// MARK: Definitions with a place for a key

extension KeyCase {
  /// Expenses of a table `Day,Shop,Amount`; the slots are where keys go.
  static func expenses(
    csv: String = "",
    columns: String = "",
    read: String = "",
    top: String = ""
  ) -> String {
    """
    { "format": 1, "workflow": "w", "document": "expense", "watch": "inbox/w",
      "read": { "csv": { "columns": {
          "issueDate": { "header": "Day", "format": "yyyy-MM-dd" }, "seller.name": "Shop",
          "totals.gross": { "header": "Amount", "currency": "EUR" }, \(columns) }, \(csv) }, \(read) },
      \(top) }
    """
  }

  /// With a reconciliation against the bank, in which `<>` is one of its keys.
  static let reconciled = expenses(
    top: #""reconcile": { "ledger": "bank", "costs": "negative", <> }"#
  )

  static func table(_ rows: String, _ header: String = "Day,Shop,Amount") -> KeyPaper {
    KeyPaper("w", "w.csv", header + "\n" + rows)
  }

  static let taxi = table("2026-03-10,Taxi Sonnenberg,100.00\n")

  static func bank(_ lines: Line..., folder: String = "bank") -> KeyPaper {
    KeyPaper(folder, "\(folder).csv", Line.export("x", lines).text)
  }

  static func paid(
    _ amount: String = "-100.00",
    _ memo: String = "",
    day: String = "2026-03-11"
  )
    -> KeyPaper
  {
    bank(Line(amount, "Taxi Sonnenberg", memo, day: day))
  }
}
