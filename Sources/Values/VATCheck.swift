/// The sums behind the check digits of VAT numbers.
///
/// Each takes the characters after the country as numbers, letters from 10, and says whether they
/// agree. The form was checked before, so the counts are right.
enum VATCheck {
  /// Digits times weights, added up; digits past the last weight do not count.
  static func sum(_ digits: some Sequence<Int>, _ weights: [Int]) -> Int {
    zip(digits, weights).reduce(0) { $0 + $1.0 * $1.1 }
  }

  static func number(_ digits: some Sequence<Int>) -> Int {
    digits.reduce(0) { $0 * 10 + $1 }
  }

  /// ISO/IEC 7812-1, annex B.
  static func luhn(_ digits: [Int]) -> Bool {
    let sum = digits.reversed().enumerated().reduce(0) { sum, place in
      let value = place.offset.isMultiple(of: 2) ? place.element : place.element * 2
      return sum + value / 10 + value % 10
    }
    return sum.isMultiple(of: 10)
  }

  /// ISO 7064 MOD 11,10.
  static func modulo11And10(_ digits: [Int]) -> Bool {
    let product = digits.dropLast().reduce(10) { product, digit in
      let sum = (digit + product) % 10
      return (sum == 0 ? 10 : sum) * 2 % 11
    }
    return (11 - product) % 10 == digits.last
  }

  /// The letter at `index` of `alphabet`, counted from 10.
  private static func letter(_ index: Int, of alphabet: String) -> Int {
    Array(alphabet.utf8)[index].alphanumericValue
  }
}

extension VATCheck {
  /// Behind the leading `U`.
  static func austria(_ characters: [Int]) -> Bool {
    let digits = characters.dropFirst()
    let sum = zip(digits.dropLast(), [1, 2, 1, 2, 1, 2, 1]).reduce(4) { sum, pair in
      let value = pair.0 * pair.1
      return sum + value / 10 + value % 10
    }
    return (10 - sum % 10) % 10 == digits.last
  }

  static func belgium(_ digits: [Int]) -> Bool {
    97 - number(digits.dropLast(2)) % 97 == number(digits.suffix(2))
  }

  static func bulgarianCompany(_ digits: [Int]) -> Bool {
    let first = sum(digits, Array(1...8)) % 11
    return (first < 10 ? first : sum(digits, Array(3...10)) % 11) % 10 == digits[8]
  }

  /// Birth number, foreigner's number or other: nothing in the number says which.
  static func bulgarianPerson(_ digits: [Int]) -> Bool {
    let citizen = sum(digits, [2, 4, 8, 5, 10, 9, 7, 3, 6]) % 11 % 10
    let foreigner = sum(digits, [21, 19, 17, 13, 11, 9, 7, 3, 1]) % 10
    let other = (11 - sum(digits, [4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11) % 11
    return [citizen, foreigner, other].contains(digits[9])
  }

  static func cyprus(_ characters: [Int]) -> Bool {
    let odd = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21]
    let sum = characters.dropLast().enumerated().reduce(0) { sum, place in
      sum + (place.offset.isMultiple(of: 2) ? odd[place.element] : place.element)
    }
    return sum % 26 + 10 == characters.last
  }

  static func czechCompany(_ digits: [Int]) -> Bool {
    let check = (11 - sum(digits, [8, 7, 6, 5, 4, 3, 2]) % 11) % 11
    return (check == 0 ? 1 : check % 10) == digits[7]
  }

  /// Czech and Slovak birth numbers; every number that 11 divides agrees too.
  static func birthNumber(_ digits: [Int]) -> Bool {
    number(digits[..<9]) % 11 % 10 == digits[9]
  }

  static func france(_ digits: [Int]) -> Bool {
    (number(digits[2...]) * 100 + 12) % 97 == number(digits[..<2])
  }

  /// Remainders 42 and 55 belong to the numbers given out since 2010.
  static func britain(_ digits: [Int]) -> Bool {
    [0, 42, 55].contains(sum(digits, [8, 7, 6, 5, 4, 3, 2, 10, 1]) % 97)
  }

  static func greece(_ digits: [Int]) -> Bool {
    sum(digits, [256, 128, 64, 32, 16, 8, 4, 2]) % 11 % 10 == digits[8]
  }

  private static let irishLetters = "WABCDEFGHIJKLMNOPQRSTUV"

  static func ireland(_ characters: [Int]) -> Bool {
    var total = sum(characters, [8, 7, 6, 5, 4, 3, 2])
    if characters.count == 9 {
      // W counts 0, A 1, and so on; letters past V have no value.
      let second = characters[8] == 32 ? 0 : characters[8] - 9
      guard second < 23 else { return false }
      total += 9 * second
    }
    return letter(total % 23, of: irishLetters) == characters[7]
  }

  /// A letter, `+` or `*` in the second place: the first digit moves behind the others.
  static func oldIreland(_ characters: [Int]) -> Bool {
    ireland([0] + characters[2..<7] + [characters[0], characters[7]])
  }

  static func latvia(_ digits: [Int]) -> Bool {
    // A first digit up to 3 is a person's number, whose sum is unsure.
    digits[0] <= 3 || sum(digits, [9, 1, 4, 8, 3, 10, 2, 5, 7, 6, 1]) % 11 == 3
  }

  static func lithuania(_ digits: [Int]) -> Bool {
    func remainder(startingAt start: Int) -> Int {
      let weights = (0..<digits.count - 1).map { 1 + ($0 + start) % 9 }
      return sum(digits, weights) % 11
    }
    let first = remainder(startingAt: 0)
    return (first < 10 ? first : remainder(startingAt: 2)) % 10 == digits.last
  }

  /// Companies: the tax number's own sum.
  ///
  /// Sole traders since 2020: ISO 7064 MOD 97-10 over all characters with `NL`.
  static func netherlands(_ characters: [Int]) -> Bool {
    let old = sum(characters, [9, 8, 7, 6, 5, 4, 3, 2]) % 11 == characters[8]
    let new = ([23, 21] + characters).reduce(0) { ($0 * ($1 < 10 ? 10 : 100) + $1) % 97 }
    return old || new == 1
  }

  static func portugal(_ digits: [Int]) -> Bool {
    let rest = sum(digits, [9, 8, 7, 6, 5, 4, 3, 2]) % 11
    return (rest < 2 ? 0 : 11 - rest) == digits[8]
  }

  static func romania(_ digits: [Int]) -> Bool {
    // Shorter numbers are written without leading zeros.
    guard digits[0] != 0 else { return false }
    let sum = sum(digits.dropLast().reversed(), [2, 3, 5, 7, 1, 2, 3, 5, 7])
    return sum * 10 % 11 % 10 == digits.last
  }

  static func slovenia(_ digits: [Int]) -> Bool {
    // A sum that 11 divides belongs to no number.
    let check = 11 - sum(digits, [8, 7, 6, 5, 4, 3, 2]) % 11
    return check < 11 && check % 10 == digits[7]
  }

  private static let spanishLetters = "TRWAGMYFPDXBNJZSQVHLCKE"

  /// DNI: eight digits and a letter.
  static func spanishPerson(_ characters: [Int]) -> Bool {
    letter(number(characters[..<8]) % 23, of: spanishLetters) == characters[8]
  }

  /// NIE (X, Y, Z), persons without a DNI (K, L, M) and organisations (the other letters).
  static func spanishLetter(_ characters: [Int]) -> Bool {
    let middle = characters[1..<8]
    switch characters[0] {
    case 20, 21, 22: return letter(number(middle) % 23, of: spanishLetters) == characters[8]
    case 33, 34, 35: return spanishPerson([characters[0] - 33] + characters[1...])
    default:
      // Sources disagree on who gets the digit and who the letter.
      if characters[8] < 10 { return luhn(Array(characters[1...])) }
      return (0...9).contains { digit in
        luhn(middle + [digit]) && letter(digit, of: "JABCDEFGHI") == characters[8]
      }
    }
  }

  /// Behind the `E`; a check digit of 10 is not given out.
  static func switzerland(_ characters: [Int]) -> Bool {
    (11 - sum(characters[1..<9], [5, 4, 3, 2, 7, 6, 5, 4]) % 11) % 11 == characters[9]
  }
}
