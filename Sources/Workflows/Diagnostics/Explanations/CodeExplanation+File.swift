// Codes about the file as a whole.
extension CodeExplanation {
  static let notUTF8 = CodeExplanation(
    "The file is not saved as UTF-8, so letters such as ä, é or € cannot be told for certain.",
    why: """
      A column named Händler would not be found in the bank's export if its letters were guessed. \
      Editors have "save as UTF-8".
      """,
    wrong: [
      ExampleDefinition(
        shown: "// Gebühren der Bank (saved as Windows-1252)\n" + bank,
        bytes: Array("// Geb".utf8) + [0xFC] + Array("hren der Bank\n\(bank)\n".utf8)
      )
    ],
    right: [ExampleDefinition("// Gebühren der Bank (saved as UTF-8)\n" + bank)]
  )

  static let tooLarge = CodeExplanation(
    "The file is larger than 1 MiB, which no definition is.",
    why: "Mostly it is an export or a paper that was saved into `workflows/` instead of `inbox/`.",
    wrong: [
      ExampleDefinition(
        shown:
          #"{ "day": "2026-03-14", "amount": "-12.50" }, ... an export of more than 1 MiB ..."#,
        bytes: Array(
          String(
            repeating: "{ \"day\": \"2026-03-14\", \"amount\": \"-12.50\" },\n",
            count: JSONParser.maximumBytes / 40
          )
          .utf8
        )
      )
    ],
    right: [ExampleDefinition(bank)]
  )

  static let tooDeep = CodeExplanation(
    "Objects and lists are nested more than 64 deep, which no definition needs.",
    why: "Such a file was damaged, or made to keep Tickmark busy: nothing of it is looked at.",
    wrong: [
      ExampleDefinition(
        shown: #"{ "read": [[[[[[[[[[[[[[[[ ... sixty-five of them ... ]]]]]]]]]]]]]]]] }"#,
        bytes: Array(
          "{ \"read\": \(String(repeating: "[", count: 65))\(String(repeating: "]", count: 65)) }\n"
            .utf8
        )
      )
    ],
    right: [ExampleDefinition(bank)]
  )

  static let emptyFile = CodeExplanation(
    "There is nothing in the file, or only comments.",
    why: "Perhaps it was never saved. A definition that is to rest belongs out of `workflows/`.",
    wrong: "// the bank's definition, to be written",
    right: bank
  )

  static let tooManyFaults = CodeExplanation(
    "More is wrong with the file than is shown: the first 200 faults stand above.",
    why: "Mostly one slip near the beginning causes the rest, or the file is no definition at all.",
    wrong: [
      ExampleDefinition(
        shown: #"{ "k1": 1, "k2": 2, "k3": 3, ... three hundred keys that nobody knows ... }"#,
        bytes: Array(
          "{ \((1...300).map { "\"k\($0)\": \($0)" }.joined(separator: ",\n")) }\n".utf8
        )
      )
    ],
    right: [ExampleDefinition(bank)],
    companions: [.unknownKey]
  )

  /// The smallest ledger.
  static let bank = """
    { "format": 1, "workflow": "bank", "document": "ledger", "watch": "inbox/bank" }
    """
}
