package import Books
package import Readings
package import Values
package import Workflows

/// What a document was judged on beside itself, its match and its definition: enough to judge it again, byte for byte,
/// after tables, rulings and other documents have changed.
package struct DecisionBasis: Hashable, Sendable {
  /// The definitions that were in force (`StorageTransaction.definitions(ofSet:)`).
  package var definitions: Int64
  /// What `today()` was.
  package var day: Day
  /// The newest ruling of the books then; nil where no ruling had a say.
  package var lastRuling: Int64?
  /// Earlier documents that it repeats, as they stood.
  package var duplicates: [DuplicateHit] = []
  /// The same paper in files that came with it.
  package var forms: [Form] = []
  /// What was looked up in tables.
  package var tables = LookedUp()
  /// Closed periods that it came too late for.
  package var closings: [Int64] = []

  package init(definitions: Int64, day: Day) {
    self.definitions = definitions
    self.day = day
  }

  /// Another document that was compared with it.
  package struct Form: Hashable, Sendable, Codable {
    package var document: DocumentID
    package var fileName: String

    package init(document: DocumentID, fileName: String) {
      self.document = document
      self.fileName = fileName
    }
  }

  /// True when definitions and day are all of it, as for most rows of a table.
  var isPlain: Bool {
    self == DecisionBasis(definitions: definitions, day: day)
  }
}

/// What tables gave: the rows of each key that was asked for, none where there were none.
package struct LookedUp: Hashable, Sendable, Codable {
  package struct Answer: Hashable, Sendable, Codable {
    package var table: String
    package var key: String
    package var rows: [TableRow]

    package init(table: String, key: String, rows: [TableRow]) {
      self.table = table
      self.key = key
      self.rows = rows
    }
  }

  /// Tables that had any row at all, of those where that was asked.
  package var filled: [String] = []
  package var answers: [Answer] = []

  package init() {}

  package var isEmpty: Bool { filled.isEmpty && answers.isEmpty }
}

/// What the findings beside a decision were made on: they are older where only the ledger had something new.
package enum FindingsBasis: Hashable, Sendable {
  /// The decision's own.
  case same
  case other(DecisionBasis)
  /// Findings were not made again: what stands stays.
  case asBefore
}

/// A decision as it is stored, with all that it was made on.
package struct KeptDecision: Sendable {
  package var id: Int64
  package var document: DocumentID
  package var workflow: WorkflowID
  /// The hash of its definition.
  package var definition: String
  package var record: DecisionRecord
  /// As stored.
  package var findingsText: String
  package var matches: [MatchOutcome]
  /// Nil for a decision of a version that did not keep it.
  package var basis: DecisionBasis?
  /// Of the findings; nil likewise.
  package var findingsBasis: DecisionBasis?
}

// MARK: As JSON

/// The column `basis` of a decision: what does not go without saying.
struct StoredBasis: Codable {
  var made: DecisionBasis?
  var found: DecisionBasis?
  /// The findings are of a version that did not keep what they were made on.
  var foundIsUnknown: Bool?
}

extension DecisionBasis: Codable {
  private enum CodingKeys: String, CodingKey {
    case closings, day, definitions, duplicates, forms, lastRuling, tables
  }

  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    definitions = try values.decode(Int64.self, forKey: .definitions)
    day = try values.decode(Day.self, forKey: .day)
    lastRuling = try values.decodeIfPresent(Int64.self, forKey: .lastRuling)
    duplicates = try values.decodeIfPresent([DuplicateHit].self, forKey: .duplicates) ?? []
    forms = try values.decodeIfPresent([Form].self, forKey: .forms) ?? []
    tables = try values.decodeIfPresent(LookedUp.self, forKey: .tables) ?? LookedUp()
    closings = try values.decodeIfPresent([Int64].self, forKey: .closings) ?? []
  }

  /// What is usual is not written.
  package func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(definitions, forKey: .definitions)
    try values.encode(day, forKey: .day)
    try values.encodeIfPresent(lastRuling, forKey: .lastRuling)
    if !duplicates.isEmpty { try values.encode(duplicates, forKey: .duplicates) }
    if !forms.isEmpty { try values.encode(forms, forKey: .forms) }
    if !tables.isEmpty { try values.encode(tables, forKey: .tables) }
    if !closings.isEmpty { try values.encode(closings, forKey: .closings) }
  }
}

extension StoredBasis: JSONFormed {
  func write(to json: inout JSONForm) {
    json.object { json in
      json.field("found", found)
      if let foundIsUnknown { json.field("foundIsUnknown", foundIsUnknown) }
      json.field("made", made)
    }
  }
}

extension DecisionBasis: JSONFormed {
  func write(to json: inout JSONForm) {
    json.object { json in
      if !closings.isEmpty { json.field("closings", closings) }
      json.field("day", day)
      json.field("definitions", definitions)
      if !duplicates.isEmpty { json.field("duplicates", duplicates) }
      if !forms.isEmpty { json.field("forms", forms) }
      if let lastRuling { json.field("lastRuling", lastRuling) }
      if !tables.isEmpty { json.field("tables", tables) }
    }
  }
}

extension DecisionBasis.Form: JSONFormed {
  func write(to json: inout JSONForm) {
    json.object { json in
      json.field("document", document)
      json.key("fileName")
      json.text(fileName)
    }
  }
}

extension DuplicateHit: JSONFormed {
  func write(to json: inout JSONForm) {
    json.object { json in
      json.field("amount", amount)
      json.field("document", document)
      if let fileName {
        json.key("fileName")
        json.text(fileName)
      }
      json.field("issueDate", issueDate)
      json.key("kind")
      json.plain(kind.rawValue)
      if let number {
        json.key("number")
        json.text(number)
      }
    }
  }
}

extension LookedUp: JSONFormed {
  func write(to json: inout JSONForm) {
    json.object { json in
      json.field("answers", answers)
      json.field("filled", filled)
    }
  }
}

extension LookedUp.Answer: JSONFormed {
  func write(to json: inout JSONForm) {
    json.object { json in
      json.key("key")
      json.text(key)
      json.field("rows", rows)
      json.key("table")
      json.text(table)
    }
  }
}

extension TableRow: JSONFormed {
  func write(to json: inout JSONForm) {
    json.object { json in
      json.field("line", line)
      json.field("values", values)
    }
  }
}
