/// Patterns that were written for Python's `re`, in PCRE2's spelling.
///
/// The two differ little: in the end of the text, in `{,5}`, in `\u20ac`, in flags that stand in the middle,
/// and in what `[:` begins within brackets. What Python itself would refuse is left as it is.
package enum PythonPattern {
  package static func translated(_ text: String) -> String {
    var translation = Translation(Array(text.unicodeScalars))
    return translation.run()
  }
}

private struct Translation {
  private let scalars: [Unicode.Scalar]
  private var index = 0
  private var output = String.UnicodeScalarView()
  private var flags = ""
  private var isInClass = false

  init(_ scalars: [Unicode.Scalar]) {
    self.scalars = scalars
  }

  mutating func run() -> String {
    while index < scalars.count {
      switch scalars[index] {
      case "\\": escape()
      case "[" where isInClass: bracketInClass()
      case "[": openClass()
      case "]" where isInClass:
        isInClass = false
        copy(1)
      case "{" where !isInClass: quantifier()
      case "(" where !isInClass: group()
      default: copy(1)
      }
    }
    return (flags.isEmpty ? "" : "(?\(flags))") + String(output)
  }

  private mutating func copy(_ count: Int) {
    let end = min(scalars.count, index + count)
    output.append(contentsOf: scalars[index..<end])
    index = end
  }

  private mutating func escape() {
    guard index + 1 < scalars.count else { return copy(1) }
    let letter = scalars[index + 1]
    if letter == "Z", !isInClass {
      output.append(contentsOf: "\\z".unicodeScalars)
      index += 2
    } else if letter == "u" || letter == "U" {
      let count = letter == "u" ? 4 : 8
      let digits = scalars[(index + 2)...].prefix(count)
      guard digits.count == count, digits.allSatisfy(\.properties.isASCIIHexDigit) else {
        return copy(2)
      }
      output.append(contentsOf: "\\x{\(String(String.UnicodeScalarView(digits)))}".unicodeScalars)
      index += 2 + count
    } else {
      copy(2)
    }
  }

  /// A `]` that comes first, also behind `^`, is a letter.
  private mutating func openClass() {
    isInClass = true
    copy(1)
    if index < scalars.count, scalars[index] == "^" { copy(1) }
    if index < scalars.count, scalars[index] == "]" {
      output.append("\\")
      copy(1)
    }
  }

  /// `[:`, `[.` and `[=` begin something of POSIX for PCRE2 only.
  private mutating func bracketInClass() {
    output.append("\\")
    copy(1)
  }

  /// `{,5}` is from none to five.
  private mutating func quantifier() {
    let rest = scalars[(index + 1)...]
    guard rest.first == "," else { return copy(1) }
    let digits = rest.dropFirst().prefix { ("0"..."9").contains($0) }
    guard rest.dropFirst(1 + digits.count).first == "}" else { return copy(1) }
    output.append(contentsOf: "{0".unicodeScalars)
    index += 1
    copy(digits.count + 2)
  }

  /// `(?i)` anywhere is meant for the whole pattern; `a`, `u` and `L` have no meaning here.
  private mutating func group() {
    guard index + 2 < scalars.count, scalars[index + 1] == "?" else { return copy(1) }
    let letters = scalars[(index + 2)...].prefix { "aiLmsux".unicodeScalars.contains($0) }
    let end = index + 2 + letters.count
    guard !letters.isEmpty, end < scalars.count, scalars[end] == ")" else { return copy(2) }
    for letter in letters where "imsx".unicodeScalars.contains(letter) {
      if !flags.unicodeScalars.contains(letter) { flags.unicodeScalars.append(letter) }
    }
    index = end + 1
  }
}
