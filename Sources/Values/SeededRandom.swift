/// Random numbers that repeat: the same seed gives the same sequence on every machine.
///
/// SplitMix64 (Steele, Lea and Flood, OOPSLA 2014). For tests and simulations; not for secrets. Print
/// it where a run fails: its description is the seed to run again with.
package struct SeededRandom: RandomNumberGenerator, Sendable {
  package let seed: UInt64
  private var state: UInt64

  package init(seed: UInt64) {
    self.seed = seed
    state = seed
  }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

extension SeededRandom: CustomStringConvertible {
  package var description: String { "seed \(seed)" }
}
