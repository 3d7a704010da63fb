/// An id that the database gives out, with the letter that people see: `D17`.
///
/// As JSON it is that text.
package protocol NumberedID: Hashable, Sendable, Codable, Comparable, CustomStringConvertible {
  static var letter: Character { get }
  var number: Int64 { get }
  init(_ number: Int64)
}

extension NumberedID {
  /// Parses `D17`, `d17` or `17`.
  package init?(text: String) {
    let hasLetter = text.first.map { $0.uppercased() == String(Self.letter) } ?? false
    let digits = hasLetter ? text.dropFirst() : text[...]
    let isNumber = digits.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    guard isNumber, let number = Int64(digits), number > 0 else { return nil }
    self.init(number)
  }

  package var description: String { "\(Self.letter)\(number)" }

  package static func < (left: Self, right: Self) -> Bool { left.number < right.number }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let id = Self(text: text) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not an id: \(text)")
    }
    self = id
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
