import Values

/// How books are made up: which patterns, how many of each, and how badly everything is written down.
package struct BooksMix: Sendable {
  /// What a payment is to documents.
  package enum Pattern: Int, CaseIterable, Sendable {
    case single, batch, partial, several, discount, fee, netted, over, tip, rounding, run, payout
    case unpaid
  }

  /// By pattern: how often it is begun, relative to the others.
  package var shares: [Pattern: Int]
  /// Documents to one party, on the average.
  package var documentsOfParty = 12
  /// Of a hundred parties, how many bill in another currency.
  package var foreignParties = 10
  /// Of a hundred payments, how many give no number at all, and no name.
  package var silentNumbers = 35
  package var silentNames = 18
  /// Of a hundred numbers and names, how many are written otherwise than printed.
  package var noisyNumbers = 40
  package var noisyNames = 45
  /// Of a hundred documents of a party, how many have its usual amount.
  package var recurring = 14
  /// Of a hundred documents, how many are read wrongly somewhere; copied; of a hundred payments, made twice.
  package var misread = 2
  package var copied = 2
  package var paidTwice = 1
  /// Of a hundred entries without a document, how many are of the same parties.
  package var strangersOfParties = 35
  /// Of a hundred runs and payouts, how many come with their list.
  package var withRemittance = 70

  package static let usual = BooksMix(shares: [
    .single: 640, .batch: 75, .partial: 50, .several: 9, .discount: 24, .fee: 24, .netted: 20,
    .over: 7, .tip: 6, .rounding: 9, .run: 14, .payout: 14, .unpaid: 50,
  ])

  /// Everything but the plain case is common, and little is written down.
  package static let tangled: BooksMix = {
    var mix = BooksMix(shares: [
      .single: 300, .batch: 150, .partial: 120, .several: 40, .discount: 60, .fee: 60,
      .netted: 60, .over: 20, .tip: 15, .rounding: 20, .run: 20, .payout: 20,
      .unpaid: 80,
    ])
    mix.silentNumbers = 50
    mix.silentNames = 30
    mix.noisyNumbers = 60
    return mix
  }()

  /// Few parties with many documents, and the same amounts again and again.
  package static let crowded: BooksMix = {
    var mix = usual
    mix.documentsOfParty = 60
    mix.recurring = 45
    mix.strangersOfParties = 60
    return mix
  }()

  /// A tidy firm: nearly all payments name what they pay.
  package static let tidy: BooksMix = {
    var mix = usual
    mix.silentNumbers = 8
    mix.silentNames = 4
    mix.noisyNumbers = 15
    mix.noisyNames = 20
    return mix
  }()

  /// Another mix for each seed: everything drawn between a very tidy and a very untidy firm.
  package static func drawn(seed: UInt64) -> BooksMix {
    var random = SeededRandom(seed: seed &* 0x9E37_79B9_7F4A_7C15 &+ 71)
    var mix = random.pick([usual, tangled, tidy, usual])
    for pattern in Pattern.allCases where pattern != .single {
      mix.shares[pattern] = (mix.shares[pattern] ?? 0) * random.within(40...180) / 100
    }
    mix.documentsOfParty = random.pick([6, 10, 12, 16, 25, 40, 60])
    mix.foreignParties = random.within(3...20)
    mix.silentNumbers = random.within(5...55)
    mix.silentNames = random.within(4...35)
    mix.noisyNumbers = random.within(10...65)
    mix.noisyNames = random.within(15...60)
    mix.recurring = random.within(4...50)
    mix.misread = random.within(1...4)
    mix.strangersOfParties = random.within(5...65)
    mix.withRemittance = random.within(40...90)
    return mix
  }

  package static let named: [String: BooksMix] = [
    "usual": usual, "tangled": tangled, "crowded": crowded, "tidy": tidy,
  ]

  package init(shares: [Pattern: Int]) { self.shares = shares }
}
