import Testing
import Values

@Suite struct TextFoldingTests {
  @Test(arguments: [
    ("Müller", "MUELLER"), ("straße", "STRASSE"), ("Ångström", "ANGSTROEM"), ("Łódź", "LODZ"),
    ("cafe\u{301}", "CAFE"), ("ÆØ", "AEOE"), ("abc-1", "ABC-1"), ("Ωmega é", "ΩMEGA E"), ("", ""),
  ])
  func `accents and case are folded`(text: String, expected: String) {
    #expect(TextFolding.folded(text) == expected)
  }

  private func atoms(_ text: String, limit: Int = 400) -> String {
    TextAtom.atoms(of: text, limit: limit).map { atom in
      "\(atom.isAttached ? "+" : "")\(atom.text)\(atom.isNumber ? "#" : "")\(atom.gapBefore)"
    }.joined(separator: " ")
  }

  @Test(arguments: [
    ("RE2024-00451", "RE1 +2024#0 +00451#1"), ("Nr. 12", "NR1 12#2"), ("", ""), ("---", ""),
    ("é7", "E1 +7#0"), ("a+b", "A1 B1"), ("٤٢", ""),
  ])
  func `a text is runs of letters and digits`(text: String, expected: String) {
    #expect(atoms(text) == expected)
  }

  @Test func `no more runs than asked for`() {
    #expect(atoms("a1b2c3", limit: 2) == "A1 +1#0")
  }

  @Test func `zeros in front can be left out`() {
    #expect(TextAtom.atoms(of: "007 000 AB00").map(\.withoutZeros) == ["7", "0", "AB", "0"])
  }

  @Test(arguments: [
    ("Kessel Holzhandel GmbH & Co. KG", ["KESSEL", "HOLZHANDEL"]), ("S.A.", ["SA"]),
    ("O'Neill Ltd", ["ONEILL"]), ("Firma Müller e.K.", ["FIRMA", "MULLER"]), ("  ", []),
  ])
  func `a name is words without its legal form`(name: String, words: [String]) {
    #expect(PartyName(name).words == words)
  }

  @Test func `common words are told from distinctive ones`() {
    #expect(PartyName("Nordlicht Services Group").distinctive == ["NORDLICHT"])
    #expect(PartyName("International Trading").distinctive == [])
  }

  /// A letter that is not plain makes the name go the long way.
  @Test(arguments: 1...50)
  func `plain names are the same words by the short way`(seed: UInt64) {
    var dice = SeededRandom(seed: seed)
    let letters = Array("AaEeOoUuZz09.'-_ &/\u{0}\u{7F}")
    let name = String((0..<20).map { _ in letters.randomElement(using: &dice) ?? " " })
    #expect(PartyName(name + " Ñ").words == PartyName(name + " N").words)
  }

  @Test func `a name of a thousand words is cut`() {
    let name = (0..<1_000).map { "word\($0)" }.joined(separator: " ")
    #expect(PartyName(name).words.count == PartyName.maximumWords)
  }
}
