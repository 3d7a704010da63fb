import Foundation
import Storage
import Testing

@testable import Processing

/// `verify` finds what somebody changed behind Tickmark's back.
@Suite struct VerifyTests {
  private func verify(_ shop: Shop) -> OfficeAnswer {
    shop.office.answer(OfficeRequest(command: .verify, format: .text), daemon: nil)
  }

  private func shop() throws -> Shop {
    let shop = try Shop()
    try shop.take([
      Bill("R-1001").paper, Line.export("bank.csv", [Line("-100.00", "Kessel Holz", "R-1001")]),
    ])
    return shop
  }

  @Test func `sound books are called sound`() throws {
    let answer = verify(try shop())
    #expect(answer.exitCode == 0, "\(answer.text)")
    #expect(answer.text.contains("the chain holds"))
    #expect(answer.text.contains("made again, each as it is stored"))
  }

  @Test func `a changed and a missing file of the archive are named`() throws {
    let shop = try shop()
    let blobs = shop.folder.files(".tickmark/archive")
    try #require(blobs.count == 2)
    try shop.folder.remove(".tickmark/archive/\(blobs[0])")
    try shop.folder.remove(".tickmark/archive/\(blobs[1])")
    try shop.folder.write(".tickmark/archive/\(blobs[1])", "something else")
    let answer = verify(shop)
    #expect(answer.exitCode == 1)
    #expect(answer.text.contains("MISSING  \(blobs[0].split(separator: "/").last ?? "?")"))
    #expect(answer.text.contains("CHANGED  \(blobs[1].split(separator: "/").last ?? "?")"))
  }

  @Test(arguments: [
    ("UPDATE document SET decision = 0", "NOT IN BALANCE"),
    (
      "DROP TRIGGER auditNeverUpdated; UPDATE audit SET body = body || ' ' WHERE id = 2",
      "BROKEN at record 2"
    ),
    (
      "DROP TRIGGER decisionNeverUpdated; UPDATE decision SET code = 'ok!' WHERE id = 1",
      "decision 1 is not what the log says was decided"
    ),
    (
      "DROP TRIGGER decisionNeverUpdated; UPDATE decision SET reason = 'because' WHERE id = 1",
      "decision 1 of D1 comes out otherwise: decided: exception"
    ),
    (
      """
      DROP TRIGGER decisionNeverUpdated; UPDATE decision SET
      findings = '[{"code":"totals-foot","fields":[],"message":"it does not","severity":"review","suggestion":"look"}]'
      WHERE id = 1
      """,
      "findings: none"
    ),
    (
      "DROP TRIGGER decisionNeverUpdated; UPDATE decision SET findings = '[' WHERE id = 1",
      "decision 1 of D1 cannot be read"
    ),
    (
      "DROP TRIGGER decisionNeverUpdated; UPDATE decision SET definitions = NULL WHERE id = 2",
      "decision 2 of D1 comes out otherwise: what it was made on is gone"
    ),
    (
      "DROP TRIGGER decisionNeverUpdated; UPDATE decision SET definition = 'other' WHERE id = 1",
      "its definition is not among those that were in force"
    ),
    (
      "DROP TRIGGER decisionNeverUpdated; UPDATE decision SET judgedOn = 'Monday' WHERE id = 1",
      "decision 1 of D1 cannot be read"
    ),
    (
      "DROP TRIGGER decisionNeverUpdated; UPDATE decision SET basis = x'ff' WHERE id = 1",
      "decision 1 of D1 cannot be read"
    ),
    ("UPDATE definition SET bytes = CAST('{}' AS BLOB)", "is not what it was"),
    ("DELETE FROM definition", "is not in the books"),
    ("UPDATE entry SET amount = amount + 100", "E1 is not what it was when it came in"),
    ("UPDATE entry SET day = day + 1", "E1 is not what it was when it came in"),
    ("UPDATE entry SET memo = 'R-1002'", "E1 is not what it was when it came in"),
    ("UPDATE entry SET magnitude = 7", "E1 is looked up by another amount than its own"),
    ("DELETE FROM allocation", "D1 in bank is not matched as the log says"),
  ]) func `a changed record is found`(_ statements: String, _ sign: String) throws {
    let shop = try shop()
    for statement in statements.split(separator: ";") { _ = try shop.sql(String(statement)) }
    let answer = verify(shop)
    #expect(answer.text.contains(sign), "\(answer.text)")
    #expect(answer.exitCode == 1)
  }

  // MARK: Closed periods

  @Test(arguments: [
    (
      "DROP TRIGGER closingNeverUpdated; UPDATE closing SET statement = replace(statement, '-100', '-101')",
      "its statement is not what was signed"
    ),
    (
      "DROP TRIGGER closingNeverUpdated; UPDATE closing SET closedBy = 'Eve'",
      "is not what the log says"
    ),
    (
      "DROP TRIGGER closingNeverUpdated; UPDATE closing SET lastDay = lastDay - 1",
      "is not what was signed"
    ),
    (
      "DROP TRIGGER closingNeverDeleted; DELETE FROM lockedMatch; DELETE FROM closing",
      "is in the log and not in the books"
    ),
    ("DELETE FROM lockedMatch", "what it locks is not what the log says"),
    (
      "INSERT INTO lockedMatch(document, closing) SELECT 2, id FROM closing",
      "what it locks is not what the log says"
    ),
  ])
  func `a closed period that somebody changed is named`(_ change: String, _ told: String) throws {
    let shop = try shop()
    try shop.take([Bill("R-1002", "Birch Glass", "55.00").paper])
    shop.clock.forward(seconds: 40 * 86_400)
    let answer = shop.office.answer(
      OfficeRequest(
        command: .close(
          "2026-03",
          ledger: "bank",
          isReopening: false,
          note: "all seen",
          by: "Ada",
          isDryRun: false
        ),
        format: .text
      ),
      daemon: nil
    )
    try #require(answer.text.contains("1 documents locked"))
    #expect(verify(shop).exitCode == 0, "\(verify(shop).text)")
    for statement in change.split(separator: ";") { _ = try shop.sql(String(statement)) }
    let found = verify(shop)
    #expect(found.exitCode == 1)
    #expect(found.text.contains(told), "\(found.text)")
  }
}
