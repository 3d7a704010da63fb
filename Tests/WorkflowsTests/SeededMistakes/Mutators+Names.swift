import Values

@testable import Workflows

extension Mutator {
  /// Misspelt names: of fields, columns, ledgers, tables, checks, and words of a fixed set.
  static let names: [Mutator] = [
    .slips("misspelt field in duplicate", 8) { garden in
      garden.words(others: fields) { $0.dotted.hasPrefix("duplicate.") && $0.name == "[]" }
    },
    .slips("misspelt field of a column", 12) { garden in
      garden.spots.compactMap { spot in
        guard spot.path.dropLast().last == "columns", let range = spot.keyRange,
          ["bank.json", "general.json", "cards.json"].contains(spot.file),
          FieldCatalog.documentField(spot.name) != nil
            || FieldCatalog.entry.contains(where: { $0.name == spot.name })
        else { return nil }
        let inner = range.lowerBound + 1..<range.upperBound - 1
        return Word(file: spot.file, range: inner, text: spot.name, others: fields)
      }
    },
    .slips("misspelt column of the control", 4) { garden in
      garden.words { $0.name == "sum" }
    },
    .slips("misspelt ledger", 8) { garden in
      garden.words { spot in
        spot.text != nil
          && ["reconcile.ledger", "reconcile.[].ledger", "reconcile.[]"].contains(spot.dotted)
      }
    },
    .slips("misspelt table", 6) { garden in
      garden.words { $0.path.first == "use" && $0.name == "table" }
    },
    .slips("misspelt key column of a table", 6) { garden in
      garden.words(others: ["name", "vatID", "iban", "city", "category", "max"]) {
        $0.path.first == "use" && $0.name == "key"
      }
    },
    .slips("misspelt check", 10) { garden in
      garden.words { $0.dotted == "check.[].id" && CheckCatalog.ids.contains($0.text ?? "") }
    },
    .slips("misspelt word", 16) { garden in
      garden.words { spot in
        ["document", "severity", "costs", "by", "type", "encoding"].contains(spot.name)
          || ["output.cleared.[].journal.format", "reconcile.patterns.[]", "read.csv.encoding.[]"]
            .contains(spot.dotted)
      }
      .filter { $0.text != "any" }
    },
    .slips("misspelt currency", 6) { garden in
      garden.words(others: currencies) { $0.name == "currency" }
    },
  ]

  /// Fields of documents and entries, with and without their root.
  static let fields: Set<String> = {
    let documents = FieldCatalog.document.map(\.name)
    let days = ["issueDate", "dueDate"].flatMap { day in
      FieldCatalog.dayParts.map { "\(day).\($0)" }
    }
    let own = ["card", "kilometres", "seller", "buyer"]
    let plain = documents + days + own
    return Set(
      plain + plain.map { "document.\($0)" } + FieldCatalog.entry.map(\.name)
        + ["file.name", "file.stem", "file.extension"]
    )
  }()

  /// A slip that makes another currency of one cannot be found.
  private static let currencies: Set<String> = Set(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ".flatMap { one in
      "ABCDEFGHIJKLMNOPQRSTUVWXYZ".flatMap { two in
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ".map { "\(one)\(two)\($0)" }
      }
    }
    .filter { Currency($0) != nil }
  )
}
