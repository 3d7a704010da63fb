/// A cell or value in the form in which keys are compared.
///
/// Folded letters and digits. Blanks and punctuation are passed over in what has a letter or six digits or more, an
/// identifier. Never passed over are what makes another number: a point or comma for decimals, a sign, a percent sign.
package struct KeyText: Hashable, Sendable {
  /// Digits from which a value without a letter is an identifier: `2026-0414` is, `1-5` is not.
  package static let identifierDigits = 6

  package let text: String
  /// The number that it plainly is; nil for `0042`, and for `1.250`, which is one number in Berlin and another in London.
  package let number: ExactDecimal?
  /// True for what came as a number: it is equal to what has its value.
  private let isValue: Bool

  package init(_ value: String) {
    let scalars = Array(TextFolding.folded(value).unicodeScalars)
    if let number = NumberShape.number(scalars) {
      text = number
      self.number = ExactDecimal(number)
    } else {
      text = Self.identifier(NumberShape.trimmed(scalars[...]))
      number = nil
    }
    isValue = false
  }

  package init(_ value: ExactDecimal) {
    text = value.description
    number = value
    isValue = true
  }

  /// A value equals each writing of it; two texts are equal as they are written: `4.10` is another account than `4.1`.
  package func isSame(as other: KeyText) -> Bool {
    guard isValue || other.isValue else { return text == other.text }
    return number != nil && number == other.number
  }

  private static func identifier(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    let digits = scalars.count { $0.isPlainDigit }
    let passes = digits >= identifierDigits || scalars.contains { $0.isLetter }
    var (text, place) = (sign(of: scalars), scalars.startIndex)
    while place < scalars.endIndex {
      let end = NumberShape.endOfRun(in: scalars, from: place)
      if end > place {
        text += run(scalars[place..<end], passes)
        place = end
        continue
      }
      let scalar = scalars[place]
      if scalar.isLetterOrDigit || counts(place, in: scalars, passes) {
        text.unicodeScalars.append(scalar)
      }
      place += 1
    }
    return text
  }

  /// Digits with points or commas between them.
  private static func run(_ scalars: ArraySlice<Unicode.Scalar>, _ passes: Bool) -> String {
    if let number = NumberShape.number(Array(scalars)) { return number }
    let separators = scalars.count { !$0.isPlainDigit }
    var text = ""
    for scalar in scalars where scalar.isPlainDigit || separators == 1 || !passes {
      text.unicodeScalars.append(scalar)
    }
    return text
  }

  /// True for a mark that must not be passed over.
  private static func counts(
    _ place: Int,
    in scalars: ArraySlice<Unicode.Scalar>,
    _ passes: Bool
  ) -> Bool {
    let before = place > scalars.startIndex ? scalars[place - 1] : " "
    let behind = place + 1 < scalars.endIndex ? scalars[place + 1] : " "
    if scalars[place] == "%" { return before.isPlainDigit || before.properties.isWhitespace }
    if scalars[place].isMinus, before.properties.isWhitespace, place > scalars.startIndex {
      return behind.isPlainDigit
    }
    return !passes && before.isPlainDigit && behind.isPlainDigit
  }

  /// `-` for `-5 EUR`, `5 EUR-` and `(5 EUR)`.
  private static func sign(of scalars: ArraySlice<Unicode.Scalar>) -> String {
    guard let first = scalars.first, let last = scalars.last, scalars.count > 1 else { return "" }
    let second = scalars[scalars.startIndex + 1]
    let isNegative =
      first.isMinus && second.isPlainDigit || first == "(" && last == ")" && second.isPlainDigit
      || last.isMinus && first.isPlainDigit
    return isNegative ? "-" : ""
  }
}

/// Texts that are one number, however it is grouped.
enum NumberShape {
  /// Digits, point and decimals as written, with a `-` where it is below zero; nil for what is no number, or two.
  static func number(_ scalars: [Unicode.Scalar]) -> String? {
    var body = trimmed(scalars[...])
    var isNegative = false
    if body.first == "(", body.last == ")" {
      (body, isNegative) = (trimmed(body.dropFirst().dropLast()), true)
    } else if body.first?.isMinus ?? false {
      (body, isNegative) = (trimmed(body.dropFirst()), true)
    } else if body.last?.isMinus ?? false {
      (body, isNegative) = (trimmed(body.dropLast()), true)
    } else if body.first == "+" {
      body = body.dropFirst()
    }
    guard let number = unsigned(body) else { return nil }
    return (isNegative && number.utf8.contains { $0 != 0x30 && $0 != 0x2E } ? "-" : "") + number
  }

  static func trimmed(_ scalars: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar> {
    var rest = scalars
    while rest.first?.properties.isWhitespace ?? false { rest.removeFirst() }
    while rest.last?.properties.isWhitespace ?? false { rest.removeLast() }
    return rest
  }

  /// Behind digits that have single points or commas between them.
  static func endOfRun(in scalars: ArraySlice<Unicode.Scalar>, from start: Int) -> Int {
    var end = start
    while end < scalars.endIndex {
      let isMark = scalars[end] == "." || scalars[end] == ","
      let isInside =
        isMark && end > start && end + 1 < scalars.endIndex && scalars[end + 1].isPlainDigit
      guard scalars[end].isPlainDigit || isInside else { break }
      end += 1
    }
    return end
  }

  private static func unsigned(_ body: ArraySlice<Unicode.Scalar>) -> String? {
    var groups = [""]
    var marks: [Unicode.Scalar] = []
    for scalar in body {
      if scalar.isPlainDigit {
        groups[groups.count - 1].unicodeScalars.append(scalar)
      } else if scalar == "." || scalar == "," || scalar.isGrouping {
        marks.append(scalar.isGrouping ? " " : scalar)
        groups.append("")
      } else {
        return nil
      }
    }
    guard groups.dropFirst().allSatisfy({ !$0.isEmpty }), groups != [""] else { return nil }
    guard let last = marks.last else { return whole(groups) }
    // `.5` needs no zero; nothing else begins with a mark.
    if groups[0].isEmpty { return marks == ["."] ? "0." + groups[1] : nil }
    let isOnce = marks.count { $0 == last } == 1
    guard last != " ", isOnce else { return Set(marks).count == 1 ? whole(groups) : nil }
    let isOneOfTwo = marks.count == 1 && groups[1].count == 3 && groups[0].count <= 3
    guard !isOneOfTwo || groups[0] == "0", Set(marks).count <= 2,
      let before = whole(Array(groups.dropLast()))
    else { return nil }
    return before + "." + (groups.last ?? "")
  }

  /// Groups of three behind the first; nil for others, and for a number that begins with zeros: it names something.
  private static func whole(_ groups: [String]) -> String? {
    let isGrouped =
      groups.count == 1
      || (1...3).contains(groups[0].count) && groups.dropFirst().allSatisfy { $0.count == 3 }
    guard isGrouped, groups[0].count == 1 || !groups[0].hasPrefix("0") else { return nil }
    return groups.joined()
  }
}

extension Unicode.Scalar {
  var isPlainDigit: Bool { ("0"..."9").contains(self) }

  var isLetter: Bool {
    isASCII ? ("A"..."Z").contains(self) || ("a"..."z").contains(self) : properties.isAlphabetic
  }

  var isLetterOrDigit: Bool {
    isLetter || isPlainDigit || !isASCII && properties.numericType != nil
  }

  /// `-` or the minus sign of typesetters.
  fileprivate var isMinus: Bool { self == "-" || self == "\u{2212}" }

  /// Between thousands: an apostrophe as in Switzerland, or a blank.
  fileprivate var isGrouping: Bool {
    self == "'" || self == "\u{2019}" || properties.isWhitespace
  }
}
