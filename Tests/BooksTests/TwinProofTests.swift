import Testing
import Values

@testable import Books

/// Days of one account: lines are written `P-5=95`, a text with its amount and the balance behind it, `P-5` where none is stated, `*` for an id of the bank's.
@Suite struct TwinProofTests {
  private static func lines(_ text: String) -> [TwinProof.Line] {
    text.split(separator: " ").map { word in
      let parts = word.split(separator: "=")
      let name = parts[0].prefix { $0.isLetter || $0 == "*" }
      let amount = Int64(parts[0].dropFirst(name.count)) ?? 0
      return TwinProof.Line(
        identity: String(parts[0]).hashValue,
        amount: amount,
        balance: parts.count > 1 ? Int64(parts[1]) : nil,
        isNamed: name.hasSuffix("*")
      )
    }
  }

  /// `known`: what the verdict says of the books; nil where it leaves the counting to the texts.
  private func check(
    _ stored: String,
    _ export: String,
    known: String?,
    _ place: SourceLocation = #_sourceLocation
  ) {
    let (stored, export) = (Self.lines(stored), Self.lines(export))
    for export in [export, export.reversed()] {
      let verdict = TwinProof.verdict(stored: stored.reversed(), export: export)
      if let known {
        let expected = Self.lines(known).reduce(into: [:]) { $0[$1, default: 0] += 1 }
        #expect(verdict == .further(known: expected), sourceLocation: place)
      } else {
        #expect(verdict == .undecided, sourceLocation: place)
      }
    }
  }

  @Test
  func
    `an equal line behind the end of the books is a further one, and one before their beginning`()
  {
    check("Rent-50=100 P-5=95", "P-5=90", known: "")
    check("P-5=90", "Rent-50=100 P-5=95", known: "")
    check("P-5=95", "P-5=90 P-5=85", known: "")
    check("P-5=95 P-5=90", "P-5=85", known: "")
  }

  @Test
  func `where exports overlap, what has the same balance is the same and the rest is further`() {
    check(
      "A-1=99 B-2=97 P-5=92 C-3=89 D-4=85",
      "C-3=89 D-4=85 E-6=79 P-5=74 F-7=67",
      known: "C-3=89 D-4=85"
    )
    check(
      "C-3=89 D-4=85 E-6=79 P-5=74 F-7=67",
      "A-1=99 B-2=97 P-5=92 C-3=89 D-4=85",
      known: "C-3=89 D-4=85"
    )
    check("P-5=95 Q-1=94 P-5=89", "P-5=89 Q-1=88 P-5=83", known: "P-5=89")
  }

  @Test func `an export that agrees to the balance says nothing new`() {
    for export in ["P-5=95 Q-7=88", "P-5=95", "Q-7=88", "X-9=79"] {
      let verdict = TwinProof.verdict(
        stored: Self.lines("P-5=95 Q-7=88"),
        export: Self.lines(export)
      )
      #expect(verdict == .agreed, "\(export)")
    }
  }

  @Test func `which of several equal lines the books have tells the balance`() {
    check("P-5=95 Q-7=88", "P-5=95 Q-7=88 P-5=83", known: "P-5=95 Q-7=88")
    check("Q-7=88 P-5=83", "P-5=95 Q-7=88 P-5=83", known: "Q-7=88 P-5=83")
    check("Q-7=88 P-5=83", "P-5=95 Q-7=88", known: "Q-7=88")
  }

  @Test func `a day in another order is no day with further lines`() {
    // The whole day, part of it, more of it, its beginning and its end.
    check("P-5=95 Q-7=88", "Q-7=93 P-5=88", known: nil)
    check("P-5=95", "Z-9=91 P-5=86", known: nil)
    check("P-5=95 Q-7=88", "Q-7=93 Z-5=88 P-5=83 R-1=82", known: nil)
    check("P-5=95 Q-7=88", "P-5=88", known: nil)
    check("P-5=95 Q-7=88", "Z-3=90 P-5=85", known: nil)
    // The middle of the day first, then all of it in another order.
    check("P-5=100", "P-5=95 Z5=100 R-3=97", known: nil)
    check("P-5=100 Q-7=93", "P-5=95 Z5=100 Q-7=93 R-3=90", known: nil)
  }

  @Test func `a gap between two exports proves nothing`() {
    check("P-5=95", "P-5=70", known: nil)
    check("P-5=95 R-1=60", "P-5=55", known: nil)
  }

  @Test func `lines that come to nothing prove nothing`() {
    check("P-5=95 F5=100", "P-5=95 G5=100 F5=105", known: nil)
    check("F5=105 P-5=100", "P-5=95 X-1=94", known: nil)
  }

  @Test func `a line without a balance leaves its day to the texts`() {
    check("P-5=95 Q-1", "P-5=89", known: nil)
    check("P-5", "P-5=90", known: nil)
    check("P-5=95", "Q-1 P-5=90", known: nil)
  }

  @Test func `what the bank names in another order takes the proof away`() {
    check("P-5=95 N*-1=94", "P-5=89", known: "")
    check("N*-1=99 P-5=94", "P-5=89 N*-1=88", known: nil)
  }

  @Test func `balances and amounts beyond all reason prove nothing`() {
    let (least, most) = (Int64.min, Int64.max)
    check("P\(most)=\(least)", "P\(most)=\(most)", known: nil)
    check("P\(least)=\(most)", "P\(least)=0", known: nil)
  }

  @Test func `a day of many lines is decided in bounded work`() {
    var balance: Int64 = 0
    let lines = (0..<60).map { place in
      let amount = Int64(1) << Int64(place % 40)
      balance += amount
      return TwinProof.Line(identity: place, amount: amount, balance: balance)
    }
    // Further by its balances, but it might stand somewhere within the day in an order that nobody can look for.
    let twin = TwinProof.Line(identity: 0, amount: 1, balance: balance + 1)
    #expect(TwinProof.verdict(stored: lines, export: [twin]) == .undecided)
  }
}
