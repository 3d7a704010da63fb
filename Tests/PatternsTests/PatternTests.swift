import Patterns
import Testing

@Suite("Pattern")
struct PatternTests {
  @Test(
    "finds the first hit and its groups",
    arguments: [
      ("([0-9]{4})$", "card 1234 5678", "5678", "5678"),
      ("^Summe;([-0-9.,]+)", "Summe;-1.234,50;", "Summe;-1.234,50", "-1.234,50"),
      ("(?i)rechnung", "Die RECHNUNG", "RECHNUNG", nil),
      ("Ü(.)", "für Übel", "Üb", "b"),
      ("\\w+", "  Çelik GmbH", "Çelik", nil),
      ("(x)?(y)", "y", "y", nil),
      ("", "abc", "", nil),
    ] as [(String, String, String, String?)]
  )
  func findsHits(pattern: String, text: String, whole: String, first: String?) throws {
    let result = try Pattern(pattern).firstMatch(in: text)
    guard case .match(let match) = result else {
      Issue.record("no hit: \(result)")
      return
    }
    #expect(match.text == whole)
    #expect(match.group(1).map(String.init) == first)
    #expect(match.group(99) == nil)
    #expect(match.group(-1) == nil)
  }

  @Test("named groups are found by name, also when a name stands twice")
  func namedGroups() throws {
    let pattern = try Pattern("(?J)(?:a(?<n>1)|b(?<n>2))(?<rest>.*)")
    guard case .match(let match) = pattern.firstMatch(in: "xb2 und") else {
      Issue.record("no hit")
      return
    }
    #expect(match.group(named: "n") == "2")
    #expect(match.group(named: "rest") == " und")
    #expect(match.group(named: "none") == nil)
    #expect(pattern.groupCount == 3)
  }

  @Test("no hit is none")
  func noHit() throws {
    guard case .none = try Pattern("[0-9]").firstMatch(in: "") else {
      Issue.record("a hit in nothing")
      return
    }
  }

  @Test(
    "what is no pattern says where and why",
    arguments: [("(abc", 4), ("a[", 2), ("*", 0), ("a\\", 2), ("(?<1a>x)", 3), ("a\\Cb", 3)]
  )
  func refusesBadPatterns(text: String, offset: Int) {
    let error = #expect(throws: PatternError.self) { try Pattern(text) }
    #expect(error?.offset == offset)
    #expect(error?.message.isEmpty == false)
  }

  @Test("a pattern past the limit is refused")
  func refusesLongPatterns() {
    let text = String(repeating: "a", count: PatternLimits.patternBytes + 1)
    #expect(throws: PatternError.self) { try Pattern(text) }
  }

  @Test(
    "a bomb ends, and never with a hit",
    arguments: [
      ("(a+)+$", 40), ("(a|aa)+$", 60), ("(.*)*x", 60), ("(?:a?){30}a{30}b", 60),
      ("^(([a-z])+.)+[A-Z]([a-z])+$", 60), ("(a+)+$", 200_000), ("(x+x+)+y", 0), ("(?R)?a+b", 500),
    ]
  )
  func bombsEnd(pattern: String, count: Int) throws {
    let letters = String(repeating: count == 0 ? "x" : "a", count: max(count, 40)) + "!"
    switch try Pattern(pattern).firstMatch(in: letters) {
    case .tooExpensive: break
    // PCRE2 sees some of them through (a required letter that is not there).
    case .none: break
    case .match(let match): Issue.record("a hit: \(match.text.count)")
    }
  }

  @Test("the classic bomb is too expensive, not a no")
  func classicBomb() throws {
    let letters = String(repeating: "a", count: 40) + "!"
    guard case .tooExpensive = try Pattern("(a+)+$").firstMatch(in: letters) else {
      Issue.record("decided")
      return
    }
  }

  @Test("quadratic scans over a long text are bounded by the same steps")
  func quadraticScans() throws {
    let letters = String(repeating: "a", count: PatternLimits.subjectBytes)
    guard case .tooExpensive = try Pattern("[a-z]++[0-9]").firstMatch(in: letters) else {
      Issue.record("decided")
      return
    }
  }

  @Test("a subject past the limit is too expensive; at the limit a plain search still works")
  func longSubjects() throws {
    let pattern = try Pattern("Summe (\\d+)")
    let filler = String(repeating: "x ", count: PatternLimits.subjectBytes / 2 - 5)
    guard case .match(let match) = pattern.firstMatch(in: filler + "Summe 12") else {
      Issue.record("no hit at the limit")
      return
    }
    #expect(match.group(1) == "12")
    guard case .tooExpensive = pattern.firstMatch(in: filler + filler + "Summe 12") else {
      Issue.record("a subject past the limit was searched")
      return
    }
  }

  @Test("one pattern serves many tasks at once")
  func isShared() async throws {
    let pattern = try Pattern("([0-9]+)$")
    let right = await withTaskGroup(of: Bool.self) { group in
      for number in 0..<200 {
        group.addTask {
          guard case .match(let match) = pattern.firstMatch(in: "no \(number)") else {
            return false
          }
          return match.value == "\(number)"
        }
      }
      return await group.reduce(true) { $0 && $1 }
    }
    #expect(right)
  }
}

@Suite struct PaperPatternTests {
  @Test func `all hits are found from left to right`() throws {
    let budget = PatternBudget()
    let found = try Pattern("\\d+").matches(in: "1 ü22 333", limit: 10, budget: budget)
    #expect(found.hits.map { String($0.text) } == ["1", "22", "333"])
    #expect(found.isComplete)
    #expect(found.hits.map { $0.byteRange(0) } == [0..<1, 4..<6, 7..<10])
    let few = try Pattern("\\d+").matches(in: "1 22 333", limit: 2, budget: budget)
    #expect(few.hits.count == 2 && !few.isComplete)
  }

  @Test func `empty hits move on by a letter`() throws {
    let found = try Pattern("x*").matches(in: "üxa", limit: 10, budget: PatternBudget())
    #expect(found.hits.map { String($0.text) } == ["", "x", "", ""])
  }

  @Test func `one budget bounds many searches`() throws {
    let budget = PatternBudget(steps: 50_000)
    let pattern = try Pattern("(a+)+$")
    let text = String(repeating: "a", count: 40) + "!"
    for _ in 0..<100 { _ = pattern.firstMatch(in: text, budget: budget) }
    #expect(budget.isSpent)
    guard case .tooExpensive = pattern.firstMatch(in: "b", budget: budget) else {
      Issue.record("a search without budget")
      return
    }
  }
}

@Suite struct PythonPatternTests {
  @Test(arguments: [
    ("a{,3}", "a{0,3}"), ("a{,}", "a{0,}"), ("a{2,3}", "a{2,3}"), ("[{,3}]", "[{,3}]"),
    ("end\\Z", "end\\z"), ("\\u20ac", "\\x{20ac}"), ("a(?i)b", "(?i)ab"), ("(?u)a", "a"),
    ("(?P<n>x)(?P=n)", "(?P<n>x)(?P=n)"), ("[[:]", "[\\[:]"), ("[]a]", "[\\]a]"),
    ("[^]a]", "[^\\]a]"), ("\\[a]{,2}", "\\[a]{0,2}"), ("(?:a)", "(?:a)"), ("", ""), ("\\", "\\"),
  ]) func `Python's spelling becomes PCRE2's`(_ python: String, _ pcre: String) {
    #expect(PythonPattern.translated(python) == pcre)
  }
}
