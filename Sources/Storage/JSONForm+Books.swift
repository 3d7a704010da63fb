import Books

// What reconciling says, as stored JSON. `JSONFormTests` fails when a field is missing here.

extension DocumentID: JSONFormed {
  func write(to json: inout JSONForm) { json.plain(description) }
}

extension EntryID: JSONFormed {
  func write(to json: inout JSONForm) { json.plain(description) }
}

extension MatchOutcome: JSONFormed {
  func write(to json: inout JSONForm) {
    json.object { json in
      json.field("allocations", allocations)
      json.field("candidates", candidates)
      json.field("confidence", confidence)
      if let doubt {
        json.key("doubt")
        json.plain(doubt.rawValue)
      }
      json.key("explanation")
      json.text(explanation)
      json.field("grounds", grounds)
      // What is usual is not written.
      if isOfParty { json.field("isOfParty", isOfParty) }
      json.key("ledger")
      json.text(ledger.name)
      if !partners.isEmpty { json.field("partners", partners) }
      if pattern != .oneToOne {
        json.key("pattern")
        json.plain(pattern.rawValue)
      }
      json.field("residuals", residuals)
      json.key("status")
      json.plain(status.rawValue)
    }
  }
}

extension MatchGrounds: JSONFormed {
  func write(to json: inout JSONForm) {
    json.object { json in
      json.field("accept", accept)
      json.field("margin", margin)
      json.field("proofs", proofs)
      json.field("rivals", rivals)
    }
  }
}

extension MatchGrounds.Proof: JSONFormed {
  func write(to json: inout JSONForm) { json.plain(rawValue) }
}

extension Allocation: JSONFormed {
  func write(to json: inout JSONForm) {
    json.object { json in
      json.field("document", document)
      json.field("documentAmount", documentAmount)
      json.field("entry", entry)
      json.field("entryAmount", entryAmount)
    }
  }
}

extension Residual: JSONFormed {
  func write(to json: inout JSONForm) {
    json.object { json in
      json.field("amount", amount)
      json.key("kind")
      json.plain(kind.rawValue)
      json.field("side", side)
    }
  }
}

/// As the compiler writes an enum's case: `{"document":{"_0":"D1"}}`.
extension Residual.Side: JSONFormed {
  func write(to json: inout JSONForm) {
    json.object { json in
      switch self {
      case .document(let id):
        json.key("document")
        json.object { $0.field("_0", id) }
      case .entry(let id):
        json.key("entry")
        json.object { $0.field("_0", id) }
      }
    }
  }
}

extension Candidate: JSONFormed {
  func write(to json: inout JSONForm) {
    json.object { json in
      json.field("document", document)
      json.field("entry", entry)
      json.field("reasons", reasons)
      json.field("score", score)
    }
  }
}

extension Reason: JSONFormed {
  func write(to json: inout JSONForm) {
    json.object { json in
      json.key("code")
      json.text(code)
      json.key("text")
      json.text(text)
      json.field("weight", weight)
    }
  }
}
