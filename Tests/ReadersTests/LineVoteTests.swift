import Extraction
import Testing

@testable import Readers

/// Several readings of one line.
@Suite struct LineVoteTests {
  /// `text~confidence`, each at its own place.
  private func reading(_ text: String) -> [RecognizedWord] {
    text.split(separator: " ").enumerated().map { index, word in
      let parts = word.split(separator: "~")
      let x = 100 * Double(index)
      return RecognizedWord(
        text: String(parts[0]),
        box: Box(x0: x, y0: 0, x1: x + 80, y1: 30),
        confidence: Int(parts[1]) ?? 0,
        block: 2,
        line: 7
      )
    }
  }

  private func vote(_ readings: [String]) -> LineVote {
    var vote = LineVote(readings.first.map(reading) ?? [])
    for other in readings.dropFirst() { vote.add(reading(other)) }
    return vote
  }

  private func result(_ readings: String...) -> String {
    vote(readings).words.map { "\($0.text)~\($0.confidence)" }.joined(separator: " ")
  }

  @Test func `what all read alike is surer, never certain`() {
    #expect(result("28.40~760", "28.40~700") == "28.40~880")
    #expect(result("28.40~960", "28.40~960") == "28.40~970")
    #expect(result("28.40~990", "28.40~700") == "28.40~990")
  }

  @Test func `what most read stands, in doubt; what is open is more doubtful`() {
    #expect(result("10/09/2017~960", "10/05/2017~900", "10/05/2017~950") == "10/05/2017~800")
    #expect(result("10/09/2017~960", "10/05/2017~940") == "10/09/2017~600")
    // Letters are no figures: nothing hangs on them.
    #expect(result("Tota1~500", "Total~900", "Total~800") == "Total~900")
  }

  @Test func `a whole date or amount counts before debris`() {
    #expect(result("31/03/2078~900", "31/03/2018~800").hasPrefix("31/03/2018"))
    #expect(result("13012018~680", "13/01/2018~660").hasPrefix("13/01/2018"))
    #expect(result("28,~900", "28.40~850").hasPrefix("28.40"))
  }

  @Test(arguments: [
    ("12/11/2017", true), ("12-11-17", true), ("31/31/2017", false), ("12/11/2078", false),
    ("28.40", true), ("1,028.40", true), ("28.4", false), ("2840", false), ("1,28.40", false),
    ("Total", false), ("", false), ("99999999999999999999.40", false),
  ])
  func `dates and amounts are known by their form`(text: String, isWell: Bool) {
    #expect(LineVote.isWellFormed(text) == isWell)
  }

  @Test func `further looks are saved where the first agree`() {
    #expect(!vote(["28.40~900"]).isSettled)
    #expect(!vote(["TOTAL~900 28.40~900", "TOTAL~900 2B.40~900"]).isSettled)
    #expect(vote(["TOTAL~900 28.40~900", "Total~300 28.40~900"]).isSettled)
    #expect(!vote(["TOTAL~900 28.40~900", "TOTAL~900 26.40~900"]).isSettled)
  }

  @Test func `words keep the line of the first look; nothing comes of nothing`() {
    #expect(vote(["A~900", "B~950"]).words.allSatisfy { $0.line == 7 && $0.block == 2 })
    #expect(vote([""]).words.isEmpty)
    #expect(vote(["28.40~900", ""]).words.map(\.text) == ["28.40"])
  }
}
