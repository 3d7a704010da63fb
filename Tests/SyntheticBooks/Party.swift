import Values

/// Whom the made-up firm deals with.
package struct Party: Sendable {
  package var name: String
  package var legal: String
  /// Under which banks and card terminals know it, where that is something else.
  package var alias: String
  package var taxID: String
  package var iban: String
  package var currency: String
  package var termDays: Int
  package var isCustomer: Bool
  /// A restaurant, hotel or taxi: receipts, paid by card.
  package var isCounter: Bool
  package var discount: (hundredths: Int64, days: Int)?
  package var usual: [Int64]
  package var size: Int64
  package var series: NumberSeries
  /// Pays or is paid by card, by transfer with numbers, ...
  package var isCardPaid: Bool

  package var fullName: String { legal.isEmpty ? name : "\(name) \(legal)" }
}

/// Makes parties whose names share words, as those of a trade do.
struct PartyMaker {
  private static let fronts = [
    "Kranich", "Birkenfeld", "Osterwald", "Nordlys", "Quellwerk", "Seeblick", "Turmgasse",
    "Falkner",
    "Amsel", "Brückner", "Château", "Darius", "Eisvogel", "Föhr", "Ginster", "Hallström", "Iltis",
    "Jordaan", "Kiesel", "Løvenholm", "Morgenrot", "Niebüll", "Oliveira", "Pfauen", "Rübezahl",
    "Säntis", "Tannhof", "Ulmen", "Veilchen", "Wacholder", "Ysop", "Zander", "Adriatica",
    "Beaulieu",
    "Cornelis", "Drossel", "Erlen", "Fjell", "Gamlehus", "Hirsch", "Ibis", "Juniper", "Kastel",
  ]
  private static let trades = [
    "Holz", "Energie", "Druck", "Logistik", "Garten", "Optik", "Glas", "Textil", "Backwaren",
    "Software", "Fahrzeuge", "Reinigung", "Beratung", "Verpackung", "Metall", "Papier", "Technik",
    "Möbel", "Elektro", "Kälte", "Büro", "Medizin",
  ]
  private static let legals = [
    "GmbH", "AG", "e.K.", "Ltd", "S.A.", "GmbH & Co. KG", "BV", "AB", "",
  ]

  static func make(_ count: Int, _ mix: BooksMix, _ random: inout SeededRandom) -> [Party] {
    var seen: Set<String> = []
    return (0..<count).map { index in
      var name = ""
      repeat {
        name = "\(random.pick(fronts)) \(random.pick(trades))"
        if random.chance(30) {
          name += " " + random.pick(["Nord", "Süd", "Söhne", "Partner", "24"])
        }
        if seen.contains(name) { name += " \(letters(seen.count))" }
      } while !seen.insert(name).inserted
      return party(name, index, mix, &random)
    }
  }

  private static func letters(_ number: Int) -> String {
    var (rest, result) = (number, "")
    repeat {
      result.append(Character(UnicodeScalar(UInt8(65 + rest % 26))))
      rest /= 26
    } while rest > 0
    return result
  }

  private static func party(
    _ name: String,
    _ index: Int,
    _ mix: BooksMix,
    _ random: inout SeededRandom
  ) -> Party {
    let isCustomer = random.chance(25)
    let isCounter = !isCustomer && random.chance(8)
    let currency =
      random.chance(mix.foreignParties)
      ? random.pick(["USD", "CHF", "GBP", "JPY", "SEK"]) : "EUR"
    let size = Int64(1) << Int64(random.within(9...19))
    let discounts: [(hundredths: Int64, days: Int)] = [(200, 10), (300, 14), (150, 8)]
    return Party(
      name: name,
      legal: random.pick(legals),
      alias: random.chance(6) ? "\(random.pick(fronts)) Holding" : "",
      taxID: "DE\(100_000_000 + index * 7919 % 899_999_999)",
      iban: "DE" + random.digits(20),
      currency: currency,
      termDays: isCounter ? 0 : random.pick([0, 7, 10, 14, 14, 30, 30, 30, 45, 60]),
      isCustomer: isCustomer,
      isCounter: isCounter,
      discount: random.chance(15) ? random.pick(discounts) : nil,
      usual: (0..<random.within(1...3)).map { _ in Int64(random.within(3...60)) * size / 40 + 500 },
      size: size,
      series: NumberSeries(&random),
      isCardPaid: isCounter || (!isCustomer && random.chance(8))
    )
  }
}
