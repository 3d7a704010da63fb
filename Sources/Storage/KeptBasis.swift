import Books
import Readings
import Values

/// A `DecisionBasis` as it is stored.
///
/// What is usual is absent; rows of tables stand in `lookedUp`, once for all documents that asked the same.
struct KeptBasis: Hashable, Codable {
  var closings: [Int64]?
  /// Nil where the decision's own columns say it, and so `definitions`.
  var day: Day?
  var definitions: Int64?
  var duplicates: [DuplicateHit]?
  var forms: [DecisionBasis.Form]?
  var lastRuling: Int64?
  var tables: KeptTables?
}

/// `LookedUp` as it is stored.
struct KeptTables: Hashable, Codable {
  /// A row of `lookedUp`, or what was asked for where no row was there.
  struct Answer: Hashable, Codable {
    var id: Int64?
    var key: String?
    var table: String?
  }

  var answers: [Answer]
  var filled: [String]
}

/// The column `basis` of a decision: what does not go without saying.
struct StoredBasis: Hashable, Codable {
  var found: KeptBasis?
  /// The findings are of a version that did not keep what they were made on.
  var foundIsUnknown: Bool?
  var made: KeptBasis?
}

// MARK: As JSON

extension StoredBasis: JSONFormed {
  func write(to json: inout JSONForm) {
    json.object { json in
      json.field("found", found)
      if let foundIsUnknown { json.field("foundIsUnknown", foundIsUnknown) }
      json.field("made", made)
    }
  }
}

extension KeptBasis: JSONFormed {
  func write(to json: inout JSONForm) {
    json.object { json in
      json.field("closings", closings)
      json.field("day", day)
      if let definitions { json.field("definitions", definitions) }
      json.field("duplicates", duplicates)
      json.field("forms", forms)
      if let lastRuling { json.field("lastRuling", lastRuling) }
      json.field("tables", tables)
    }
  }
}

extension KeptTables: JSONFormed {
  func write(to json: inout JSONForm) {
    json.object { json in
      json.field("answers", answers)
      json.field("filled", filled)
    }
  }
}

extension KeptTables.Answer: JSONFormed {
  func write(to json: inout JSONForm) {
    json.object { json in
      if let id { json.field("id", id) }
      if let key {
        json.key("key")
        json.text(key)
      }
      if let table {
        json.key("table")
        json.text(table)
      }
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
      if let otherAccount {
        json.key("otherAccount")
        json.text(otherAccount)
      }
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
