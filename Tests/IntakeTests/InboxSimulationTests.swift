import Glibc
import Intake
import Testing
import Workflows

/// Random drops, appends, renames, restarts and faults; afterwards every file's last state has been
/// taken exactly once, and none is stranded.
@Suite("Inbox: simulation")
struct InboxSimulationTests {
  /// SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).
  private struct Dice {
    var state: UInt64

    mutating func roll(_ sides: Int) -> Int {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return Int((mixed ^ (mixed >> 31)) % UInt64(sides))
    }
  }

  @Test("no file is lost, none is taken twice", arguments: [1, 2, 3, 4, 5, 6, 7, 8] as [UInt64])
  func nothingLost(seed: UInt64) throws {
    var dice = Dice(state: seed)
    let failing = Switch(false)
    var rig = try InboxRig(faults: { operation, _ in
      failing.isOn && operation == .makeDurable ? EIO : nil
    })
    var expected: Set<String> = []
    var taken: [String] = []
    for step in 0..<120 {
      failing.isOn = dice.roll(8) == 0
      rig.time.now += .milliseconds(dice.roll(2500))
      switch dice.roll(5) {
      case 0, 1: expected.insert(drop(step, in: rig.place, inPlace: true))
      case 2: expected.insert(drop(step, in: rig.place, inPlace: false))
      case 3: taken += release(rig.take(limit: 1 + dice.roll(7)), rig)
      default: rig = try restarted(rig, dice.roll(3) == 0)
      }
    }
    failing.isOn = false
    for _ in 0..<20 { taken += release(rig.take(after: .seconds(40)), rig) }
    #expect(Set(taken) == expected, "seed \(seed)")
    #expect(taken.count == expected.count, "seed \(seed)")
    #expect(rig.inbox.isIdle)
    #expect((0..<3).allSatisfy { rig.place.names("inbox/deep/\($0)").isEmpty })
    #expect(rig.place.names(".tickmark/work").isEmpty)
  }

  private func drop(_ step: Int, in place: TemporaryWorkspace, inPlace: Bool) -> String {
    let text = "row \(step)\n"
    place.folders("inbox/deep/\(step % 3)")
    let path = "inbox/deep/\(step % 3)/\(step).csv"
    if inPlace {
      place.write(path, text)
    } else {
      place.write(path + ".part", text)
      place.rename(path + ".part", path)
    }
    return text
  }

  private func release(_ archived: [Archived], _ rig: InboxRig) -> [String] {
    let results = rig.inbox.release(archived)
    #expect(results.allSatisfy { $0 == .removed })
    return archived.compactMap { rig.text(of: $0) }
  }

  /// A new daemon on the same folders; sometimes the old one dies between archive and database.
  private func restarted(_ rig: InboxRig, _ diesWhileTaking: Bool) throws -> InboxRig {
    if diesWhileTaking { _ = rig.take(limit: 3) }
    let next = try InboxRig(place: rig.place)
    next.time.now = rig.time.now
    return next
  }
}
