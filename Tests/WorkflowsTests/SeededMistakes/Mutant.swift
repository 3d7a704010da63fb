import Values

@testable import Workflows

/// A good workspace with one fault put into it, and what must be said about it.
struct Mutant: Sendable {
  var kind: String
  /// What was done, to be read where it is missed.
  var note: String
  var files: [String: String]
  var file: String
  /// Where the fault is; more than one where no one can tell (a bracket is missing from its line or at
  /// the end of the one before).
  var lines: Set<Int>
  /// The word that was meant, for a misspelling.
  var meant: String?
}

/// A way of going wrong.
struct Mutator: Sendable {
  /// `misspelt key`.
  var kind: String
  /// How many mutants it makes.
  var count: Int
  /// One mutant at a place of its choice, or nil where that place does not do.
  var make: @Sendable (Garden, inout SeededRandom) -> Mutant?

  init(
    _ kind: String,
    _ count: Int,
    make: @escaping @Sendable (Garden, inout SeededRandom) -> Mutant?
  ) {
    self.kind = kind
    self.count = count
    self.make = make
  }
}

extension Mutator {
  /// Writes something else in the place of a spot's value.
  static func values(
    _ kind: String,
    _ count: Int,
    at isPlace: @escaping @Sendable (Spot) -> Bool,
    write: @escaping @Sendable (Spot, inout SeededRandom) -> String?
  ) -> Mutator {
    Mutator(kind, count) { garden, random in
      guard let spot = garden.spots.filter(isPlace).randomElement(using: &random),
        let text = write(spot, &random)
      else { return nil }
      return garden.mutant(kind, at: spot.value.range, of: spot.file, by: text)
    }
  }

  /// One of several texts in the place of the value of a key.
  static func values(
    _ kind: String,
    _ count: Int,
    of names: Set<String>,
    _ texts: [String]
  ) -> Mutator {
    values(
      kind,
      count,
      at: { names.contains($0.dotted) || names.contains($0.name) },
      write: { $1.pick(texts) }
    )
  }

  /// Misspells a text in quotes, or a part of one.
  static func slips(
    _ kind: String,
    _ count: Int,
    of words: @escaping @Sendable (Garden) -> [Word]
  ) -> Mutator {
    Mutator(kind, count) { garden, random in
      guard let word = words(garden).randomElement(using: &random),
        let slip = Slip.of(word.text, avoiding: word.others, using: &random)
      else { return nil }
      var mutant = garden.mutant(kind, at: word.range, of: word.file, by: slip)
      mutant.meant = word.text
      return mutant
    }
  }
}

/// A word of a definition that can be misspelt.
struct Word: Sendable {
  var file: String
  /// Without quotes.
  var range: Range<Int>
  var text: String
  /// Words that would be right, too, so that a slip must not lead there.
  var others: Set<String>
}

extension Garden {
  /// A mutant whose fault lies where the change begins.
  func mutant(_ kind: String, at range: Range<Int>, of file: String, by text: String) -> Mutant {
    let line = line(range.lowerBound, of: file)
    return Mutant(
      kind: kind,
      note: "\(file):\(line): \(self.text(range, of: file).prefix(60)) -> \(text.prefix(60))",
      files: replacing(range, of: file, by: text),
      file: file,
      lines: [line],
      meant: nil
    )
  }

  /// The texts at some places as words to misspell.
  func words(
    others: Set<String> = [],
    _ isPlace: (Spot) -> Bool
  ) -> [Word] {
    spots.filter(isPlace).compactMap { spot in
      guard let text = spot.text, !text.contains("\\") else { return nil }
      let inner = spot.value.range.lowerBound + 1..<spot.value.range.upperBound - 1
      return Word(file: spot.file, range: inner, text: text, others: others)
    }
  }
}

extension SeededRandom {
  mutating func pick<Element>(_ list: [Element]) -> Element? { list.randomElement(using: &self) }
}
