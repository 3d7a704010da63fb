import Testing
import Values

@Suite("Seeded random numbers")
struct SeededRandomTests {
  @Test("seed 0 gives the published SplitMix64 sequence")
  func isSplitMix64() {
    var random = SeededRandom(seed: 0)
    let first = (0..<3).map { _ in random.next() }
    #expect(first == [0xE220_A839_7B1D_CDAF, 0x6E78_9E6A_A1B9_65F4, 0x06C4_5D18_8009_454F])
  }

  @Test("one seed, one sequence; the description names the seed")
  func repeats() {
    var (one, two, other) = (SeededRandom(seed: 7), SeededRandom(seed: 7), SeededRandom(seed: 8))
    let sequence = (0..<100).map { _ in one.next() }
    #expect(sequence == (0..<100).map { _ in two.next() })
    #expect(sequence != (0..<100).map { _ in other.next() })
    #expect(one.description == "seed 7")
  }
}
