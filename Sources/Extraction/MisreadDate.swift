import Values

/// Dates as pictures are misread: letters for digits, other marks between the parts, a digit that makes an impossible day.
enum MisreadDate {
  /// Letters and signs that are digits read wrongly, where nothing but digits can stand.
  private static let lookalikes: [Character: Character] = [
    "O": "0", "o": "0", "Q": "0", "D": "0", "U": "0", "l": "1", "I": "1", "|": "1", "i": "1",
    "!": "1", "Z": "2", "z": "2", "S": "5", "s": "5", "§": "5", "B": "8", "&": "8", "g": "9",
  ]
  private static let marks: [Character: Character] = [
    "~": "-", "–": "-", "—": "-", "_": "-", "=": "-", "\\": "/",
  ]
  /// Years of papers in circulation; what a picture shows beyond them is a digit read wrongly.
  static let years = 1990...2049

  /// `O7/O7/17` and `12~11~2017` as they were printed; nil where nothing is to be corrected, or it would be no date.
  static func corrected(_ text: String) -> String? {
    guard (6...24).contains(text.count), text.count(where: \.isNumber) >= 3 else { return nil }
    let result = String(text.map { lookalikes[$0] ?? marks[$0] ?? $0 })
    return result == text ? nil : result
  }

  /// A date of digits, possible or not, on a page that was recognised.
  struct Form {
    var token: Int
    /// Digits, with the marks where they stand.
    var text: [UInt8]
    /// It is no day of any year.
    var isImpossible: Bool

    /// Nil unless `text` is `12/34/2018` or `12-34-18`: parts as long as tills print them.
    init?(_ text: String, token: Int) {
      let plain = MisreadDate.corrected(text) ?? text
      let bytes = Array(plain.utf8)
      guard [8, 10].contains(bytes.count), bytes[2] == bytes[5],
        [UInt8(ascii: "/"), UInt8(ascii: "-"), UInt8(ascii: ".")].contains(bytes[2]),
        bytes.indices.allSatisfy({ [2, 5].contains($0) || (0x30...0x39).contains(bytes[$0]) })
      else { return nil }
      self.token = token
      self.text = bytes
      let form = DateForm(plain)
      isImpossible = form?.dayFirst == nil && form?.monthFirst == nil
    }
  }

  /// What impossible dates are, by digits that most of the paper's dates of the same form have at the same place.
  ///
  /// Tills print their day several times. Three of them at least, and no digit may be open; `Form`s that differ from the result at more
  /// than two places are other days.
  static func repaired(_ forms: [Form]) -> [(token: Int, text: String)] {
    var result: [(token: Int, text: String)] = []
    for form in forms where form.isImpossible {
      let alike = forms.filter { other in
        other.text.count == form.text.count && other.text[2] == form.text[2]
          && differences(other.text, form.text) <= 3
      }
      guard alike.count >= 3, let common = majority(alike.map(\.text)),
        alike.allSatisfy({ differences($0.text, common) <= 2 })
      else { continue }
      result.append((form.token, String(decoding: common, as: UTF8.self)))
    }
    return result
  }

  private static func differences(_ left: [UInt8], _ right: [UInt8]) -> Int {
    zip(left, right).count { $0 != $1 }
  }

  /// At each place what more than half of the texts have; nil where there is no such sign.
  private static func majority(_ texts: [[UInt8]]) -> [UInt8]? {
    guard let first = texts.first else { return nil }
    var common: [UInt8] = []
    for place in first.indices {
      let counts = texts.reduce(into: [UInt8: Int]()) { $0[$1[place], default: 0] += 1 }
      guard let (sign, count) = counts.max(by: { $0.value < $1.value }), 2 * count > texts.count
      else { return nil }
      common.append(sign)
    }
    return common
  }
}
