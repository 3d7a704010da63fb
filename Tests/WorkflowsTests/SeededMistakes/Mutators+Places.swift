import Values

@testable import Workflows

extension Mutator {
  /// Paths that lead astray, and definitions that do not go together.
  static let places: [Mutator] = [
    .values(
      "bad folder",
      10,
      at: { ($0.dotted == "watch" || $0.name == "folder") && $0.text != nil },
      write: {
        $1.pick([
          "\"/home/anna/inbox\"", "\"~/inbox\"", "\"inbox/../..\"", "\"inbox//bank\"",
          "\"./inbox\"",
          "\"inbox\\\\bank\"", "\"workflows\"", "\".tickmark/in\"", "\"reports\"",
          "\"C:\\\\inbox\"",
        ])
      }
    ),
    .values(
      "bad name pattern",
      4,
      at: { $0.path.contains("include") && $0.name == "[]" },
      write: {
        $1.pick(["\"[*.csv\"", "\"/*.csv\"", "\"../*.csv\"", "\"a\\\\*.csv\""])
      }
    ),
    .values(
      "bad path of a copy",
      8,
      of: ["file"],
      [
        "\"/paid/{file.name}\"", "\"../paid/{file.name}\"", "\"{document.number}/{file.name}\"",
        "\"{file.name}\"", "\"reports/exceptions.{file.extension}\"", "\"paid\\\\{file.name}\"",
        "\"workflows/{file.name}\"",
      ]
    ),
    .values(
      "bad hole",
      8,
      of: ["file"],
      [
        "\"paid/{file.name\"", "\"paid/file.name}\"", "\"paid/{}\"", "\"paid/{number}\"",
        "\"paid/{document}\"", "\"paid/{document.total}\"", "\"paid/{{file.name}}\"",
      ]
    ),
    .values(
      "name that is always the same",
      2,
      of: ["file"],
      ["\"paid/all.pdf\"", "\"paid/new/1.xml\""]
    ),
    .values(
      "bad path of a journal",
      4,
      at: { $0.dotted.hasSuffix("journal.path") },
      write: {
        $1.pick([
          "\"books/{document.number}.journal\"", "\"/books/j.journal\"",
          "\"reports/exceptions.csv\"",
          "\"books/\"",
        ])
      }
    ),
    .values(
      "output in a watched folder",
      6,
      of: ["file"],
      [
        "\"inbox/invoices/{file.name}\"", "\"inbox/bank/2026/{file.name}\"",
        "\"inbox/{document.number}/{file.name}\"", "\"inbox/cards/{file.name}\"",
      ]
    ),
    .values(
      "account that beancount does not know",
      2,
      at: {
        $0.name == "expenseAccount" && $0.file == "cards.json"
      },
      write: { $1.pick(["\"expenses:travel\"", "\"Costs:Travel\"", "\"Expenses\""]) }
    ),
    clash(
      "two workflows of one id",
      5,
      at: ["workflow"],
      [
        ("general.json", "bank"), ("bank.json", "general-ledger"), ("limits.json", "suppliers"),
        ("suppliers.json", "remittances"), ("cards.json", "supplier-invoices"),
      ]
    ),
    clash(
      "two workflows of one folder",
      4,
      at: ["watch"],
      [
        ("rulings.json", "inbox/limits"), ("general.json", "inbox/cards"),
        ("limits.json", "inbox/books"), ("cards.json", "inbox/books"),
      ]
    ),
    clash(
      "a folder inside another",
      3,
      at: ["watch"],
      [
        ("rulings.json", "inbox/cards/rulings"), ("limits.json", "inbox/books/limits"),
        ("general.json", "inbox/invoices/books"),
      ]
    ),
    Mutator("one thing twice", 6) { garden, random in
      guard
        let (file, good, bad) = random.pick([
          ("cards.json", "\"ledger\": \"bank\"", "\"ledger\": \"general\""),
          ("invoices.json", "\"id\": \"totals-foot\"", "\"id\": \"iban-changed\""),
          ("invoices.json", "\"id\": \"credit-note-reference\"", "\"id\": \"totals-foot\""),
          (
            "cards.json", "\"severity\": \"off\" }",
            "\"severity\": \"off\" }, { \"id\": \"supplier-known\", \"severity\": \"info\" }"
          ),
        ])
      else { return nil }
      return garden.mutant("one thing twice", in: file, good, bad)
    },
    Mutator("two journals at one path", 2) { garden, random in
      // Said in the second of the two, whichever was changed.
      var mutant = garden.mutant(
        "two journals at one path",
        in: "cards.json",
        "books/cards.beancount",
        "books/invoices.journal"
      )
      mutant?.file = "invoices.json"
      mutant?.lines = Set(
        garden.spots.filter { $0.file == "invoices.json" && $0.dotted.hasSuffix("journal.path") }
          .map { garden.line($0.value.range.lowerBound, of: $0.file) }
      )
      return mutant
    },
  ]

  /// A value that another definition has already; said in the later file of the two.
  private static func clash(
    _ kind: String,
    _ count: Int,
    at path: [String],
    _ values: [(file: String, value: String)]
  ) -> Mutator {
    Mutator(kind, count) { garden, random in
      guard let (file, value) = random.pick(values),
        let spot = garden.spots.first(where: { $0.file == file && $0.path == path }),
        let other = garden.spots.first(where: { other in
          other.file != file && (other.path == path || other.path == path + ["folder"])
            && (other.text.map { value == $0 || value.hasPrefix($0 + "/") } ?? false)
        })
      else { return nil }
      var mutant = garden.mutant(kind, at: spot.value.range, of: file, by: "\"\(value)\"")
      if other.file > file {
        mutant.file = other.file
        mutant.lines = [garden.line(other.value.range.lowerBound, of: other.file)]
      }
      return mutant
    }
  }
}
