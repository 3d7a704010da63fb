/// "Did you mean": the nearest of the words that would have been right.
package enum Spelling {
  /// Longer words are not compared.
  static let maximumLength = 64

  /// The candidate that is only a slip away from `word`, or nil.
  ///
  /// Case and the separators `-`, `_` and space count little. Of equally near ones that with the same
  /// letters in another order, then that with the same first letter, then the first in the alphabet.
  package static func nearest(
    to word: String,
    among candidates: [String],
    slips: Int = 3
  ) -> String? {
    guard !word.isEmpty, word.count <= maximumLength else { return nil }
    let wanted = folded(word)
    var best: (rank: (Int, Int, Int), candidate: String)?
    for candidate in candidates where candidate.utf8.count <= 4 * maximumLength {
      let other = folded(candidate)
      let allowed = min(slips, max(1, max(wanted.count, other.count) / 3), best?.rank.0 ?? .max)
      // So many letters at least must be put in or left out.
      guard abs(wanted.count - other.count) <= allowed, other.count <= maximumLength else {
        continue
      }
      let distance = distance(wanted, other)
      guard distance <= allowed else { continue }
      let rank = (
        distance, other.sorted() == wanted.sorted() ? 0 : 1, other.first == wanted.first ? 0 : 1
      )
      if best.map({ rank < $0.rank || (rank == $0.rank && candidate < $0.candidate) }) ?? true {
        best = (rank, candidate)
      }
    }
    return best?.candidate
  }

  /// As `nearest`; a dotted name is also found by its last part (`gross` is `totals.gross`), and a field by what others call it
  /// (`invoiceNumber` is `number`).
  package static func nearestField(to name: String, among fields: [String]) -> String? {
    if let hit = nearest(to: name, among: fields, slips: 1) { return hit }
    if let meant = TradeWords.field(name, among: fields) { return meant }
    if let hit = nearest(to: name, among: fields) { return hit }
    let last = name.split(separator: ".").last.map(String.init) ?? name
    let byLastPart = fields.filter { field in
      field.split(separator: ".").last.map { folded(String($0)) == folded(last) } ?? false
    }
    return byLastPart.sorted().first
  }

  /// The group of fields that others call so: `seller` for `vendor`.
  package static func group(calledElsewhere name: String) -> String? { TradeWords.group(name) }

  /// True for what others call the paper itself: `invoice`, `doc`.
  package static func isPaper(calledElsewhere name: String) -> Bool { TradeWords.isPaper(name) }

  /// Damerau-Levenshtein distance in the form of optimal string alignment.
  ///
  /// Insert, delete, replace and swap of neighbours cost one each.
  package static func distance<Letter: Equatable>(_ left: [Letter], _ right: [Letter]) -> Int {
    guard !left.isEmpty, !right.isEmpty else { return max(left.count, right.count) }
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for i in 1...left.count {
      var row = [i]
      for j in 1...right.count {
        let replaced = last[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1)
        var cost = min(last[j] + 1, row[j - 1] + 1, replaced)
        if i > 1, j > 1, left[i - 1] == right[j - 2], left[i - 2] == right[j - 1] {
          cost = min(cost, beforeLast[j - 2] + 1)
        }
        row.append(cost)
      }
      beforeLast = last
      last = row
    }
    return last[right.count]
  }

  /// As numbers, which are quicker to compare than characters.
  private static func folded(_ word: String) -> [UInt32] {
    // Nearly all names are plain letters: these are folded without looking them up.
    if word.utf8.allSatisfy({ $0 < 0x80 }) {
      return word.utf8.compactMap { byte in
        switch byte {
        case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: " "): nil
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(byte | 0x20)
        default: UInt32(byte)
        }
      }
    }
    return word.lowercased().unicodeScalars.filter { $0 != "-" && $0 != "_" && $0 != " " }.map(
      \.value
    )
  }
}
