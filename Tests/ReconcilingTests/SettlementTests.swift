import Testing

@testable import Reconciling

@Suite struct SettlementTests {
  private func settle(
    _ total: Int64,
    _ amount: Int64,
    _ share: (Int64, Int64),
    _ rests: [Rest] = []
  ) -> Settlement? {
    Settlement(
      totals: [(0, total)],
      amounts: [(0, amount)],
      shares: [Share(document: 0, entry: 0, documentMinor: share.0, entryMinor: share.1)],
      rests: rests
    )
  }

  @Test func `the whole of both sides can be made`() {
    #expect(settle(1000, -1000, (1000, -1000)) != nil)
    #expect(settle(1000, -980, (980, -980), [Rest(.document(0), .discount, 20)]) != nil)
    #expect(settle(1000, -1100, (1000, -1000), [Rest(.entry(0), .tip, -100)]) != nil)
  }

  @Test func `a cent too much or too little cannot be made`() {
    #expect(settle(1000, -1000, (999, -1000)) == nil)
    #expect(settle(1000, -1000, (1000, -999)) == nil)
    #expect(settle(1000, -980, (980, -980), [Rest(.document(0), .discount, 19)]) == nil)
  }

  @Test func `a share never turns an entry's sign and belongs to a member`() {
    #expect(settle(1000, -1000, (1000, 1000)) == nil)
    let stranger = Share(document: 7, entry: 0, documentMinor: 1, entryMinor: -1)
    #expect(
      Settlement(totals: [(0, 1)], amounts: [(0, -1)], shares: [stranger], rests: []) == nil
    )
  }

  @Test func `sums beyond sixty-four bits are refused`() {
    let share = Share(document: 0, entry: 0, documentMinor: Int64.max, entryMinor: -1)
    let rest = Rest(.document(0), .open, 1)
    #expect(
      Settlement(totals: [(0, Int64.max)], amounts: [(0, -1)], shares: [share], rests: [rest])
        == nil
    )
  }
}
