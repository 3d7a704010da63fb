import Values

/// The ways in which people write a document's number in a payment.
struct NumberForms: Sendable {
  /// All letters and digits as written: `RE202400451`.
  let full: [UInt8]
  /// The same without zeros at the start of each run of digits: `RE2024451`.
  let fullWithoutZeros: [UInt8]
  /// Without the letters at the front, where what is left has at least five digits: `202400451`.
  let tail: [UInt8]?
  let tailWithoutZeros: [UInt8]?
  /// Digits only, where letters stand between them and there are at least six: `2420621` of `F24-020621`.
  let digits: [UInt8]?
  /// The running number alone, at least three digits: `451`.
  let serial: [UInt8]?
  /// Fewer than four characters, or no digit: never believed without more.
  let isShort: Bool
  /// No more than five digits and nothing else: years, customers and telephones look the same.
  var isBareAndShort: Bool {
    full.count <= 5 && full.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }
  /// Letters kept, each digit as `9`: numbers of one series look alike.
  let shape: String

  init?(_ number: String?) {
    guard let number else { return nil }
    let atoms = TextAtom.atoms(of: number, limit: Self.maximumRuns)
    guard !atoms.isEmpty else { return nil }
    let rest = atoms.drop { !$0.isNumber }
    let numbers = atoms.filter(\.isNumber)
    full = Self.joined(atoms[...], \.text)
    fullWithoutZeros = Self.joined(atoms[...], \.withoutZeros)
    let hasTail = rest.count < atoms.count && Self.digitCount(rest) >= 5
    tail = hasTail ? Self.joined(rest, \.text) : nil
    let stripped = Self.joined(rest, \.withoutZeros)
    tailWithoutZeros = hasTail && stripped.count >= 5 ? stripped : nil
    let digitRuns = Self.joined(numbers[...], \.text)
    let hasInnerLetters = rest.contains { !$0.isNumber }
    digits = hasInnerLetters && digitRuns.count >= 6 ? digitRuns : nil
    let running = Self.runningNumber(numbers)
    serial = atoms.count > 1 && running.utf8.count >= 3 ? Array(running.utf8) : nil
    isShort = full.count < 4 || numbers.isEmpty
    shape = Self.shape(atoms)
  }

  /// The longest run of digits that is no year, the last of equal ones: `515` of `FV 515/04/2025`.
  private static func runningNumber(_ numbers: [TextAtom]) -> String {
    let candidates = numbers.filter { atom in
      atom.text.count != 4 || !(atom.text.hasPrefix("19") || atom.text.hasPrefix("20"))
    }
    let longest = candidates.map(\.text.count).max() ?? 0
    return candidates.last { $0.text.count == longest }?.withoutZeros ?? ""
  }

  /// The letters as they are and the digits as `9`, without separators.
  static func shape(_ atoms: [TextAtom]) -> String {
    atoms.map { $0.isNumber ? String(repeating: "9", count: $0.text.count) : $0.text }.joined()
  }

  static let maximumRuns = 24

  private static func joined(
    _ atoms: ArraySlice<TextAtom>,
    _ text: (TextAtom) -> String
  ) -> [UInt8] {
    atoms.flatMap { Array(text($0).utf8) }
  }

  private static func digitCount(_ atoms: ArraySlice<TextAtom>) -> Int {
    atoms.reduce(0) { $0 + ($1.isNumber ? $1.text.count : 0) }
  }
}
