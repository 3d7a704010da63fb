import Foundation
import ReadersFuzzing
import Testing

/// Mutated papers of every kind, a few: a hundred thousand at a time are read by `Benchmarks/ReadersFuzz`.
///
/// `TICKMARK_FUZZ=1000` says how many of each kind, `TICKMARK_SEED=7` which; both are printed.
@Suite struct ReadersFuzzTests {
  private static func number(_ name: String) -> Int? {
    ProcessInfo.processInfo.environment[name].flatMap { Int($0) }
  }

  private static let seed = UInt64(number("TICKMARK_SEED") ?? 20_261_130)
  /// Letters of pictures are recognised in suites of their own.
  private static let kinds = FuzzInputs(seed: seed).papers.keys.sorted().filter { $0 != "image" }

  @Test(arguments: kinds)
  func `a mutated paper gives what is in it or a problem with a remedy`(kind: String) throws {
    let count = Self.number("TICKMARK_FUZZ") ?? 12
    print("readers fuzz: \(count) papers of kind \(kind), seed \(Self.seed)")
    let inputs = FuzzInputs(seed: Self.seed, only: kind)
    for number in 0..<count {
      let input = try #require(inputs.input(number))
      let reading = FuzzedReading(
        input.bytes,
        input.instructions,
        isTwice: number == 3,
        isSurveyed: number == 5
      )
      #expect(reading.complaints == [], "\(kind), seed \(Self.seed), input \(number)")
    }
  }

  @Test func `every kind that has a reader has a paper`() {
    let wanted: Set = [
      "ubl", "cii", "fatturapa", "facturae", "signed", "camt", "pain.001", "mt940", "ofx", "qif",
      "bai2", "datev", "journal", "beancount", "csv", "text", "xlsx", "ods", "pdf", "image", "hocr",
      "zip", "eml",
    ]
    #expect(Set(FuzzInputs(seed: 1).papers.keys) == wanted)
  }

  @Test func `an input depends on seed and number alone`() throws {
    let (one, other) = (FuzzInputs(seed: 7), FuzzInputs(seed: 7))
    for number in [3, 2, 1_000_000] {
      let input = try #require(one.input(number))
      let again = try #require(other.input(number))
      #expect(input.bytes == again.bytes && input.instructions == again.instructions)
    }
    let numbers = 0..<60
    #expect(Set(numbers.compactMap { one.input($0)?.bytes }).count > 50)
    #expect(one.input(1)?.bytes != FuzzInputs(seed: 8).input(1)?.bytes)
    #expect(FuzzInputs(seed: 7, only: "no such kind").input(1) == nil)
  }
}
