import Testing

@testable import Values

@Suite struct MonthNamesTests {
  @Test func `each language has twelve months, and no name means two`() {
    for line in MonthNames.names {
      let months = line.split(separator: " ")
      #expect(months.count == 12, "\(line)")
      for (index, month) in months.enumerated() {
        for name in month.split(separator: "/") {
          #expect(MonthNames.number(String(name)) == index + 1, "\(name)")
        }
      }
    }
  }

  @Test(arguments: [
    ("März", 3), ("Ma\u{308}rz", 3), ("jänner", 1), ("févr", 2), ("AOÛT", 8), ("Mrt", 3),
    ("października", 10),
  ])
  func `names are found as they are written`(name: String, month: Int) {
    #expect(MonthNames.number(TextFolding.folded(name)) == month)
  }

  @Test func `what is no month is none`() {
    for word in ["", "M", "MARCH.", "QUARTER", "13"] { #expect(MonthNames.number(word) == nil) }
  }
}
