import Values

/// Normalised keys under which a document and an entry meet in an index.
///
/// A key is wide on purpose (digits without leading zeros): it only makes a pair a candidate, the
/// evidence is weighed afterwards.
enum ReferenceKeys {
  /// Most keys of one entry that are indexed; a memo with more numbers keeps its first ones.
  static let maximumKeys = 48
  /// Most runs of digits that one number is put together from.
  static let maximumSpan = 4

  static func ofNumber(_ number: String) -> [String] {
    let atoms = TextAtom.atoms(of: number, limit: NumberForms.maximumRuns)
    var keys: [String] = []
    let numbers = atoms.filter(\.isNumber)
    for start in numbers.indices {
      add(digitKey(numbers[start...]), to: &keys)
    }
    for atom in numbers { add(digitKey([atom]), to: &keys) }
    add(wordKey(atoms[...]), to: &keys)
    if let last = numbers.last, last.withoutZeros.count < 4 {
      add("#" + last.withoutZeros, to: &keys)
    }
    return keys
  }

  static func ofText(_ atoms: [TextAtom]) -> [String] {
    var keys: [String] = []
    for start in atoms.indices {
      if keys.count >= maximumKeys { break }
      addSpans(atoms, from: start, to: &keys)
      let isMarked = Markers.isMarker(atoms, before: start)
      if isMarked, atoms[start].isNumber, atoms[start].withoutZeros.count < 4 {
        add("#" + atoms[start].withoutZeros, to: &keys)
      }
    }
    return Array(keys.prefix(maximumKeys))
  }

  /// Keys of what begins at `start`: runs of digits with letters between them, and short words.
  private static func addSpans(_ atoms: [TextAtom], from start: Int, to keys: inout [String]) {
    var numbers = 0
    for end in start..<min(atoms.count, start + 2 * maximumSpan) {
      if end > start, atoms[end].gapBefore > SearchText.maximumGap { return }
      if atoms[end].isNumber {
        numbers += 1
        let span = atoms[start...end]
        if atoms[start].isNumber { add(digitKey(span.filter(\.isNumber)[...]), to: &keys) }
        if span.count <= 4 { add(wordKey(span), to: &keys) }
      }
      if numbers >= maximumSpan { return }
    }
  }

  /// At least four digits that are not just a year, without the zeros in front if so many are left.
  private static func digitKey(_ numbers: ArraySlice<TextAtom>) -> String? {
    let written = numbers.map(\.text).joined()
    let digits = written.drop { $0 == "0" }
    if digits.count < 4 { return written.count >= 5 ? written : nil }
    let isYear = digits.count == 4 && (digits.hasPrefix("19") || digits.hasPrefix("20"))
    return isYear ? nil : String(digits)
  }

  /// Letters and few digits together, four characters or more: `AB-12`.
  private static func wordKey(_ atoms: ArraySlice<TextAtom>) -> String? {
    let digits = atoms.reduce(0) { $0 + ($1.isNumber ? $1.withoutZeros.utf8.count : 0) }
    guard (1...4).contains(digits), atoms.contains(where: { !$0.isNumber }) else { return nil }
    let text = atoms.map(\.withoutZeros).joined()
    return (4...20).contains(text.count) ? text : nil
  }

  private static func add(_ key: String?, to keys: inout [String]) {
    if let key, !keys.contains(key) { keys.append(key) }
  }
}
