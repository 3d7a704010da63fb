import Testing

@testable import Workflows

@Suite("Brackets that do not fit")
struct BracketTests {
  /// `line code` of each fault.
  private func faults(_ text: String) -> [String] {
    let source = SourceText(fileName: "t.json", bytes: Array(text.utf8))
    return JSONParser.parse(source).faults.map {
      "\(source.line(at: $0.offset)) \($0.code.rawValue)"
    }
  }

  private static let good = """
    {
      "a": {
        "b": { "c": 1, "d": [1, 2] },
        "e": [
          { "f": 1 },
          { "g": 2 }
        ],
        "h": {
          "i": true
        }
      },
      "j": "k"
    }
    """

  @Test(
    "One bracket that lacks or is too many is said once, where it is",
    arguments: [
      ("[1, 2] },", "[1, 2],", "3 unclosed-bracket"),
      ("[1, 2] },", "[1, 2 },", "3 unclosed-bracket"),
      ("{ \"f\": 1 },", "{ \"f\": 1,", "5 unclosed-bracket"),
      ("\n    ],", ",", "6 unclosed-bracket"), ("true\n    }", "true", "9 unclosed-bracket"),
      ("true\n    }\n  },", "true\n    }", "10 unclosed-bracket"),
      ("\"b\": {", "\"b\": ", "3 missing-value"), ("\"h\": {", "\"h\":", "8 missing-value"),
      ("\"e\": [", "\"e\": ", "4 missing-value"),
      ("\"a\": {", "\"a\": [", "2 wrong-bracket"), ("\"e\": [", "\"e\": {", "4 wrong-bracket"),
      ("\"h\": {", "\"h\": [", "8 wrong-bracket"), ("    ],", "    },", "7 wrong-bracket"),
      ("[1, 2] },", "[1, 2]] },", "3 wrong-bracket"),
      ("[1, 2] },", "[1, 2] }},", "3 wrong-bracket"),
      ("{ \"g\": 2 }", "{ \"g\": 2 }}", "6 wrong-bracket"),
      ("\"i\": true", "\"i\": true }", "9 wrong-bracket"),
    ]
  )
  func one(_ good: String, _ bad: String, _ fault: String) {
    let text = Self.good.replacing(good, with: bad, maxReplacements: 1)
    #expect(text != Self.good)
    #expect(faults(text) == [fault])
    #expect(faults(Self.good) == [])
  }

  @Test("A file whose brackets fit is not judged by its indentation, whatever else is wrong")
  func oddIndentation() {
    let odd = Self.good.split(separator: "\n").enumerated().map { line, text in
      String(repeating: " ", count: (line * 7) % 5) + text.drop { $0 == " " }
    }
    #expect(faults(odd.joined(separator: "\n")) == [])
    let broken = odd.joined(separator: "\n").replacing("true", with: "True")
    #expect(faults(broken) == ["9 missing-quote"])
  }
}
