import Values

@testable import Workflows

extension Mutator {
  /// Keys that are misspelt, unknown, absent, or in the wrong kind of definition.
  static let keys: [Mutator] = [
    .slips("misspelt key", 60) { garden in
      garden.spots.filter { !$0.isOwnName }.compactMap { spot in
        guard let range = spot.keyRange, spot.name != "$schema" else { return nil }
        return Word(
          file: spot.file,
          range: range.lowerBound + 1..<range.upperBound - 1,
          text: spot.name,
          others: garden.declaredKeys
        )
      }
    },
    Mutator("key that nobody knows", 6) { garden, random in
      let objects = garden.spots.filter { $0.keyRange != nil && !$0.isOwnName }
      guard let spot = random.pick(objects) else { return nil }
      let key = random.pick(["colour", "priority", "enabled", "x", "note", "steps", "on"]) ?? ""
      return garden.inserting("\"\(key)\": 1", before: spot, "key that nobody knows")
    },
    Mutator("missing key", 14) { garden, random in
      guard let spot = random.pick(garden.spots.filter { required.contains($0.dotted) }),
        let range = garden.rangeWithComma(of: spot), let object = garden.object(around: spot),
        // A rule of one's own has a severity without saying it.
        spot.name != "severity" || !garden.text(object, of: spot.file).contains("\"assert\"")
      else { return nil }
      var mutant = garden.mutant("missing key", at: range, of: spot.file, by: "")
      mutant.lines = [garden.line(object.lowerBound, of: spot.file)]
      return mutant
    },
    Mutator("key of another kind of document", 8) { garden, random in
      guard
        let (file, member) = random.pick([
          ("bank.json", "\"reconcile\": \"general\""), ("bank.json", "\"output\": { }"),
          ("general.json", "\"check\": [{ \"id\": \"iban-valid\", \"severity\": \"off\" }]"),
          ("suppliers.json", "\"duplicate\": { \"days\": 3 }"),
          ("suppliers.json", "\"use\": { \"t\": { \"table\": \"suppliers\", \"key\": \"name\" } }"),
          ("invoices.json", "\"into\": \"bank\""), ("cards.json", "\"into\": \"cards\""),
          ("rulings.json", "\"into\": \"rulings\""),
        ]),
        let spot = garden.spots.first(where: { $0.file == file && $0.path == ["watch"] })
      else { return nil }
      return garden.inserting(member, before: spot, "key of another kind of document")
    },
    Mutator("what no sheet or template can be", 5) { garden, random in
      guard
        let (path, member) = random.pick([
          ("invoices.json read locale", "\"xlsx\": { \"sheet\": 0 }"),
          ("invoices.json read locale", "\"templates\": []"),
          ("cards.json read csv", "\"xlsx\": { \"separator\": \";\" }"),
        ])
      else { return nil }
      let parts = path.split(separator: " ").map(String.init)
      guard
        let spot = garden.spots.first(where: {
          $0.file == parts[0] && $0.path == Array(parts.dropFirst())
        })
      else { return nil }
      return garden.inserting(member, before: spot, "what no sheet or template can be")
    },
  ]

  private static let required: Set<String> = [
    "format", "workflow", "document", "watch", "watch.folder", "use.suppliers.table",
    "use.limits.key", "check.[].id", "check.[].severity", "reconcile.ledger", "reconcile.[].ledger",
    "output.cleared.[].journal.format", "output.cleared.[].journal.path", "watch.group.by",
  ]
}
