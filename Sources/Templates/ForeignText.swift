import Patterns
import Readings

/// A paper's text as a template of invoice2data wants it.
struct ForeignText {
  let text: String
  /// True when it is the paper's text, so that offsets are places.
  let isUnchanged: Bool

  init(_ original: String, _ options: ForeignTemplate.Options, _ budget: PatternBudget) {
    var text = original
    if options.removesWhitespace { text = text.filter { $0 != " " } }
    if options.removesAccents { text = Self.plain(text) }
    if options.isLowercase { text = text.lowercased() }
    for replacement in options.replacements {
      text = Self.replaced(text, replacement, budget)
    }
    isUnchanged =
      !options.removesWhitespace && !options.removesAccents && !options.isLowercase
      && options.replacements.isEmpty
    self.text = text
  }

  /// Letters without marks; what is no ASCII then is left out.
  private static func plain(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in Decomposition.scalars(text) where scalar.isASCII { result.append(scalar) }
    return String(result)
  }

  private static func replaced(
    _ text: String,
    _ replacement: ForeignTemplate.Replacement,
    _ budget: PatternBudget
  ) -> String {
    guard let pattern = TemplatePatterns.pattern(replacement.pattern) else { return text }
    let found = pattern.matches(in: text, limit: 100_000, budget: budget)
    guard !found.hits.isEmpty else { return text }
    var result = ""
    let bytes = text.utf8
    var end = bytes.startIndex
    for match in found.hits {
      guard let range = match.byteRange(0) else { continue }
      let start = bytes.index(bytes.startIndex, offsetBy: range.lowerBound)
      result += text[end..<start] + filled(replacement.text, match)
      end = bytes.index(bytes.startIndex, offsetBy: range.upperBound)
    }
    return result + text[end...]
  }

  /// `\1`, `\g<1>`, `\g<name>`, `\n` and `\\` in the text that is put in.
  private static func filled(_ template: String, _ match: PatternMatch) -> String {
    var result = ""
    var rest = Substring(template)
    while let mark = rest.firstIndex(of: "\\") {
      result += rest[..<mark]
      rest = rest[rest.index(after: mark)...]
      guard let letter = rest.first else { break }
      if letter == "g", let close = rest.firstIndex(of: ">"), rest.dropFirst().first == "<" {
        let name = rest[rest.index(rest.startIndex, offsetBy: 2)..<close]
        result += Int(name).map { match.group($0) ?? "" } ?? match.group(named: String(name)) ?? ""
        rest = rest[rest.index(after: close)...]
        continue
      }
      let digits = rest.prefix { $0.isASCII && $0.isNumber }.prefix(2)
      if let number = Int(digits) {
        result += match.group(number) ?? ""
        rest = rest.dropFirst(digits.count)
      } else {
        result += letter == "n" ? "\n" : letter == "t" ? "\t" : String(letter)
        rest = rest.dropFirst()
      }
    }
    return result + rest
  }
}

/// Letters apart from their marks, as far as papers need it.
enum Decomposition {
  static func scalars(_ text: String) -> [Unicode.Scalar] {
    text.unicodeScalars.flatMap { scalar -> [Unicode.Scalar] in
      scalar.isASCII ? [scalar] : Array((table[scalar] ?? "").unicodeScalars)
    }
  }

  /// What Unicode's compatibility decomposition leaves of letters when their marks are dropped.
  private static let table: [Unicode.Scalar: String] = {
    var table: [Unicode.Scalar: String] = [:]
    let rows: [(String, String)] = [
      ("ÀÁÂÃÄÅĀĂĄ", "A"), ("àáâãäåāăą", "a"), ("ÇĆĈĊČ", "C"), ("çćĉċč", "c"), ("Ď", "D"),
      ("ď", "d"),
      ("ÈÉÊËĒĔĖĘĚ", "E"), ("èéêëēĕėęě", "e"), ("ĜĞĠĢ", "G"), ("ĝğġģ", "g"), ("ÌÍÎÏĨĪĬĮİ", "I"),
      ("ìíîïĩīĭį", "i"), ("ÑŃŅŇ", "N"), ("ñńņň", "n"), ("ÒÓÔÕÖŌŎŐ", "O"), ("òóôõöōŏő", "o"),
      ("ŔŖŘ", "R"), ("ŕŗř", "r"), ("ŚŜŞŠȘ", "S"), ("śŝşšș", "s"), ("ŢŤȚ", "T"), ("ţťț", "t"),
      ("ÙÚÛÜŨŪŬŮŰŲ", "U"), ("ùúûüũūŭůűų", "u"), ("ÝŶŸ", "Y"), ("ýÿŷ", "y"), ("ŹŻŽ", "Z"),
      ("źżž", "z"), ("ªº", ""), ("²", "2"), ("³", "3"), ("¹", "1"), ("\u{A0}\u{2009}\u{202F}", " "),
      ("…", "..."), ("№", "No"), ("ﬁ", "fi"), ("ﬂ", "fl"),
    ]
    for (letters, plain) in rows {
      for scalar in letters.unicodeScalars { table[scalar] = plain }
    }
    return table
  }()
}
