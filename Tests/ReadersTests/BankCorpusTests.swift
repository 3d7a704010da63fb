import Books
import Documents
import FoundationEssentials
import Readers
import Readings
import Testing
import Values

/// The statements of public parsers' tests, against the amounts that stand beside them; skipped, visibly, without the corpora.
@Suite struct `Statements of the corpora` {
  static let folder =
    (ProcessInfo.processInfo.environment["TICKMARK_CORPORA"] ?? "../shared/corpora")
    + "/statements"

  @Test(.enabled(if: FileManager.default.fileExists(atPath: folder)))
  func `every whole MT940 statement gives the amounts that stand beside it`() throws {
    let manager = FileManager.default
    let files = try manager.contentsOfDirectory(atPath: Self.folder + "/mt940").flatMap { bank in
      let names = try? manager.contentsOfDirectory(atPath: Self.folder + "/mt940/" + bank)
      return (names ?? []).map { "\(Self.folder)/mt940/\(bank)/\($0)" }
    }
    var compared = 0
    for file in files.sorted() where file.hasSuffix(".sta") {
      let reading = read(Array(try Data(contentsOf: URL(filePath: file))), target: .ledger)
      #expect(reading.isConsistent)
      // Fragments of messages are no statements, and edited ones do not foot: both are refused.
      guard reading.summary.kind == .mt940, !reading.summary.isRefused else { continue }
      let beside = try Data(contentsOf: URL(filePath: file.dropLast(3) + "yml"))
      let expected = Self.amounts(String(decoding: beside, as: UTF8.self))
      let known = Set(expected.compactMap { $0?.magnitude })
      guard !known.isEmpty else { continue }
      // Amounts that repeat stand there as references to the first, so sets are compared, and the count; without
      // their signs, for the peer takes a credit that is taken back (`RC`) for a credit, and such a statement would not foot.
      let found = Set(reading.entries.map(\.amount.decimal.magnitude))
      #expect(known.isSubset(of: found), "\(file)")
      #expect(reading.entries.count == expected.count, "\(file)")
      compared += 1
    }
    #expect(compared >= 5)
  }

  /// The amounts of the transactions in the peer's serialised form.
  private static func amounts(_ text: String) -> [ExactDecimal?] {
    let parts = text.split(separator: "models.Transaction\n").dropFirst()
    return parts.map { part in
      let pieces = part.split(separator: "Decimal ['", maxSplits: 1)
      return pieces.count == 2 ? ExactDecimal(pieces[1].prefix { $0 != "'" }) : nil
    }
  }
}
