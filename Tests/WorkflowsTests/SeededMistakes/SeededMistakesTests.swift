import Foundation
import Testing
import Values

@testable import Workflows

/// Hundreds of faults, put into good definitions by chance: each must be found, at its line, and a
/// misspelling must come with the word that was meant.
///
/// Another seed with TICKMARK_SEED; TICKMARK_ROUNDS makes so many rounds of 800 mutants.
@Suite("Seeded mistakes")
struct SeededMistakesTests {
  static let mutators =
    Mutator.marks + Mutator.brackets + Mutator.keys + Mutator.names + Mutator.values
    + Mutator.places + Mutator.tables

  @Test("The gardens have no fault of their own")
  func gardens() throws {
    for garden in [Garden.planted, try Garden.shipped()] {
      let result = try load(garden.texts)
      #expect(result.diagnostics.isEmpty, "\(Diagnostic.render(result.diagnostics))")
      #expect(garden.rules.count >= 15)
    }
    #expect(Garden.planted.spots.count > 150)
    #expect(Garden.planted.declaredKeys.isSuperset(of: ["watch", "graceDays", "header", "min"]))
  }

  @Test("Every fault is found, at its line, with the word that was meant")
  func all() throws {
    let environment = ProcessInfo.processInfo.environment
    let seed = environment["TICKMARK_SEED"].flatMap { UInt64($0) } ?? 20_261_125
    let asked = environment["TICKMARK_ROUNDS"].flatMap { Int($0) }
    let rounds = asked ?? 1
    // What runs each time is two thirds of a round.
    let share = asked == nil ? 2 : 3
    let shipped = try Garden.shipped()
    var tally = Tally()
    for round in 0..<rounds {
      var random = SeededRandom(seed: seed &+ UInt64(round))
      for mutator in Self.mutators { try grow(mutator, in: .planted, share, &random, &tally) }
      for mutator in Mutator.expressions {
        try grow(mutator, in: .planted, share, &random, &tally, isRule: true)
        try grow(mutator, in: shipped, share, &random, &tally, isRule: true)
      }
    }
    print("Seeded mistakes, seed \(seed): \(tally.summary)")
    if rounds > 1 { print((tally.unsuggested + tally.noisy).joined(separator: "\n")) }
    #expect(tally.mutants >= 200)
    #expect(tally.ruleMutants >= 60)
    #expect(tally.missed == [], "not found, seed \(seed)")
    #expect(tally.elsewhere == [], "at the wrong line, seed \(seed)")
    #expect(tally.suggested * 100 >= tally.misspellings * 95, "\(tally.unsuggested)")
    #expect(tally.noisy.count * 100 <= tally.mutants * 10, "\(tally.noisy)")
  }

  private func grow(
    _ mutator: Mutator,
    in garden: Garden,
    _ share: Int,
    _ random: inout SeededRandom,
    _ tally: inout Tally,
    isRule: Bool = false
  ) throws {
    // Of mistakes in rules each garden has half.
    let whole = isRule ? (mutator.count + 1) / 2 : mutator.count
    let wanted = (whole * share + 2) / 3
    var made = 0
    for _ in 0..<wanted * 100 where made < wanted {
      guard let mutant = mutator.make(garden, &random), mutant.files != garden.texts else {
        continue
      }
      made += 1
      tally.take(mutant, try load(mutant.files).diagnostics, isRule: isRule)
    }
    #expect(made == wanted, "\(mutator.kind): only \(made) of \(wanted)")
  }
}

/// What was found of the mutants.
private struct Tally {
  private(set) var mutants = 0
  /// Of them in expressions.
  private(set) var ruleMutants = 0
  private(set) var missed: [String] = []
  private(set) var elsewhere: [String] = []
  private(set) var misspellings = 0
  private(set) var suggested = 0
  private(set) var unsuggested: [String] = []
  /// More was said than the one fault explains.
  private(set) var noisy: [String] = []
  private var kinds: Set<String> = []

  mutating func take(_ mutant: Mutant, _ said: [Diagnostic], isRule: Bool) {
    mutants += 1
    ruleMutants += isRule ? 1 : 0
    kinds.insert(mutant.kind)
    let there = said.filter { $0.file == mutant.file && mutant.lines.contains($0.line) }
    let brief = said.prefix(4).map {
      "\($0.file):\($0.line) \($0.code.rawValue) \($0.suggestion ?? "")"
    }
    let note = "\(mutant.kind): \(mutant.note) \(mutant.lines.sorted().prefix(5)) said \(brief)"
    if said.isEmpty { missed.append(note) } else if there.isEmpty { elsewhere.append(note) }
    if said.count > there.count, !there.isEmpty { noisy.append(note) }
    guard let meant = mutant.meant else { return }
    misspellings += 1
    let isSuggested = there.contains { diagnostic in
      diagnostic.suggestion.map(Self.bare).map {
        $0 == meant || $0.split(separator: ".").contains(meant[...])
      } ?? false
    }
    if isSuggested { suggested += 1 } else { unsuggested.append(note) }
  }

  /// A suggestion without its quotes and brackets.
  private static func bare(_ suggestion: String) -> String {
    suggestion.filter { !"\"'{}()`".contains($0) }
  }

  var summary: String {
    let found = mutants - missed.count
    let placed = found - elsewhere.count
    return
      "\(mutants) mutants of \(kinds.count) kinds, \(ruleMutants) of them in rules: \(found) found, \(placed) at the right line, "
      + "\(suggested) of \(misspellings) misspellings with the right suggestion, "
      + "\(noisy.count) with more said than the fault"
  }
}
