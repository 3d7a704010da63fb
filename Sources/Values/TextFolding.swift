/// Upper-case text without accents, so that `Müller`, `MUELLER` and `Mu\u{308}ller` can be compared.
///
/// Umlauts become two letters (`AE`), as banks write them; other scripts keep their letters.
package enum TextFolding {
  package static func folded(_ text: some StringProtocol) -> String {
    folded(String(text))
  }

  /// The work on one type, which the compiler makes far quicker than on any.
  private static func folded(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.uppercased() }
    var result = ""
    result.reserveCapacity(text.utf8.count + 8)
    for scalar in text.unicodeScalars {
      if scalar.isASCII {
        result.unicodeScalars.append(upper(scalar))
      } else if scalar.properties.generalCategory != .nonspacingMark {
        result += folded(scalar)
      }
    }
    return result
  }

  private static func upper(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    guard ("a"..."z").contains(scalar) else { return scalar }
    return Unicode.Scalar(UInt8(scalar.value) - 0x20)
  }

  private static func folded(_ scalar: Unicode.Scalar) -> String {
    if scalar.value < letters.count, let plain = letters[Int(scalar.value)] { return plain }
    return scalar.properties.uppercaseMapping
  }

  /// Plain letters of Latin-1 and Latin Extended-A by scalar value.
  private static let letters: [String?] = {
    var table = [String?](repeating: nil, count: 0x220)
    let rows: [(String, String)] = [
      ("ÀÁÂÃÅàáâãåĀāĂăĄą", "A"), ("ÄäÆæ", "AE"), ("ÇçĆćĈĉĊċČč", "C"), ("ÐðĎďĐđ", "D"),
      ("ÈÉÊËèéêëĒēĔĕĖėĘęĚě", "E"), ("ĜĝĞğĠġĢģ", "G"), ("ĤĥĦħ", "H"),
      ("ÌÍÎÏìíîïĨĩĪīĬĭĮįİı", "I"), ("Ĵĵ", "J"), ("Ķķĸ", "K"), ("ĹĺĻļĽľĿŀŁł", "L"),
      ("ÑñŃńŅņŇňŊŋ", "N"), ("ÒÓÔÕòóôõŌōŎŏŐő", "O"), ("ÖöØøŒœ", "OE"), ("ŔŕŖŗŘř", "R"),
      ("ŚśŜŝŞşŠšȘș", "S"), ("ß", "SS"), ("ŢţŤťŦŧȚț", "T"), ("Þþ", "TH"),
      ("ÙÚÛùúûŨũŪūŬŭŮůŰűŲų", "U"), ("Üü", "UE"), ("Ŵŵ", "W"), ("ÝýÿŶŷŸ", "Y"),
      ("ŹźŻżŽž", "Z"),
    ]
    for (accented, plain) in rows {
      for scalar in accented.unicodeScalars { table[Int(scalar.value)] = plain }
    }
    return table
  }()
}

/// A run of letters or a run of digits in a text: what reference numbers are made of.
package struct TextAtom: Hashable, Sendable {
  /// Folded (upper case, no accents).
  package var text: String
  package var isNumber: Bool
  /// How many characters that are neither letter nor digit stand before it; 0 inside a word.
  package var gapBefore: Int
  /// It hangs on the run before it by one `-`, `/`, `.` or `_`, or by nothing: both are one word.
  package var isAttached = false

  /// The digits without leading zeros (`0` for zeros only); letters as they are.
  package var withoutZeros: String {
    guard isNumber else { return text }
    let rest = text.drop { $0 == "0" }
    return rest.isEmpty ? "0" : String(rest)
  }

  /// The first `limit` atoms of `text`: `RE2024-00451` is `RE`, `2024`, `00451`.
  package static func atoms(of text: some StringProtocol, limit: Int = 400) -> [TextAtom] {
    var result: [TextAtom] = []
    var gap = 1
    var separator: Unicode.Scalar = " "
    var run = ""
    var runIsNumber = false
    func close() {
      guard !run.isEmpty else { return }
      let isAttached = gap == 0 || (gap == 1 && "-/._".unicodeScalars.contains(separator))
      result.append(
        TextAtom(text: run, isNumber: runIsNumber, gapBefore: gap, isAttached: isAttached)
      )
      run = ""
      gap = 0
    }
    for scalar in TextFolding.folded(text).unicodeScalars {
      if result.count >= limit { return result }
      let isDigit = ("0"..."9").contains(scalar)
      guard isDigit || scalar.isFoldedLetter else {
        close()
        gap += 1
        separator = scalar
        continue
      }
      if isDigit != runIsNumber { close() }
      runIsNumber = isDigit
      run.unicodeScalars.append(scalar)
    }
    if result.count < limit { close() }
    return result
  }
}

extension Unicode.Scalar {
  fileprivate var isFoldedLetter: Bool {
    isASCII ? ("A"..."Z").contains(self) : properties.isAlphabetic
  }
}
