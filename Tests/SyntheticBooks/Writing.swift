import Values

/// How payers, banks and card terminals write numbers and names down.
struct Writing {
  let mix: BooksMix

  // MARK: Numbers

  /// The number with noise or without; nil when the payer gives none.
  func number(_ number: String, _ random: inout SeededRandom) -> String? {
    if random.chance(mix.silentNumbers) { return nil }
    guard random.chance(mix.noisyNumbers) else { return number }
    let joined = number.filter { $0.isLetter || $0.isNumber }
    switch random.below(8) {
    case 0, 1: return joined
    case 2: return joined.filter(\.isNumber)
    case 3: return number.replacing("/", with: " ").replacing("-", with: " ")
    case 4: return String(number.prefix(max(3, number.count - random.within(1...4))))
    case 5: return edited(number, &random)
    case 6: return misseen(number, &random)
    default: return number.lowercased()
    }
  }

  /// One character more, less, another, or two swapped.
  func edited(_ text: String, _ random: inout SeededRandom) -> String {
    var letters = Array(text)
    let place = random.below(letters.count)
    switch random.below(4) {
    case 0: letters.insert(Character("\(random.below(10))"), at: place)
    case 1 where letters.count > 3: letters.remove(at: place)
    case 2 where place + 1 < letters.count: letters.swapAt(place, place + 1)
    default: letters[place] = Character("\(random.below(10))")
    }
    return String(letters)
  }

  /// As a machine reads a bad print.
  private func misseen(_ text: String, _ random: inout SeededRandom) -> String {
    let alike: [Character: Character] = [
      "0": "O", "1": "I", "5": "S", "8": "B", "O": "0", "I": "1", "S": "5", "B": "8", "2": "Z",
    ]
    var letters = Array(text)
    let places = letters.indices.filter { alike[letters[$0]] != nil }
    guard !places.isEmpty else { return text }
    let place = random.pick(places)
    letters[place] = alike[letters[place]] ?? letters[place]
    return String(letters)
  }

  // MARK: Names

  func name(_ party: Party, _ random: inout SeededRandom) -> String {
    if random.chance(mix.silentNames) { return "" }
    if !party.alias.isEmpty, random.chance(50) { return party.alias }
    guard random.chance(mix.noisyNames) else { return party.fullName }
    let folded = TextFolding.folded(party.fullName)
    switch random.below(6) {
    case 0: return folded
    case 1: return String(folded.prefix(random.within(9...20)))
    case 2: return party.name
    case 3: return party.fullName.split(separator: " ").reversed().joined(separator: " ")
    case 4: return edited(party.name, &random)
    default: return folded.replacing("AE", with: "Ä")
    }
  }

  // MARK: Memos

  /// `numbers`: what is paid; an empty list says nothing about it.
  func memo(_ numbers: [String], _ issued: Int32, _ random: inout SeededRandom) -> String {
    var words: [String] = []
    if random.chance(20) {
      words.append(random.pick(["Kd.-Nr. \(random.digits(5))", "Danke", "NOTPROVIDED"]))
    }
    if !numbers.isEmpty {
      let label = random.pick([
        "", "", "Rg ", "Rechnung ", "zu Beleg ", "Fattura n. ", "Fact. ", "inv. ", "Factuur ",
        "your invoice ",
        "Zahlung ",
      ])
      words.append(label + numbers.joined(separator: random.pick([", ", " ", " / ", " und "])))
    }
    if random.chance(12) {
      let date = Day(number: issued)
      words.append("vom \(padded(date.day, 2)).\(padded(date.month, 2)).\(date.year)")
    }
    if random.chance(8) {
      words.append(random.pick(["Mandat M\(random.digits(6))", "Ref \(random.digits(8))"]))
    }
    return words.joined(separator: " ")
  }

  func cardMemo(_ party: Party, _ random: inout SeededRandom) -> String {
    let front = random.pick(["KARTE ", "VISA ", "PAYPAL *", "EC ", ""])
    let name = TextFolding.folded(party.alias.isEmpty ? party.name : party.alias)
    let shown = random.chance(40) ? String(name.prefix(random.within(7...14))) : name
    return front + shown + " " + random.pick(["KÖLN", "WIEN", "LYON", "GENT"]) + " "
      + random.digits(6)
  }
}
