import Books
import Documents
import Foundation
import Intake
import Reviewing
import Storage
import Testing
import Values
import Workflows

@testable import Processing

/// Every key that the loader takes is obeyed: the keys are those of the JSON Schema, and each has a case that shows its effect.
@Suite struct KeyEvidenceTests {
  static let cases: [KeyCase] =
    KeyCase.top + KeyCase.csv + KeyCase.xlsx + KeyCase.templates + KeyCase.reconcile
    + KeyCase.output
  /// For the editor alone.
  static let forEditors: Set<String> = ["$schema"]

  @Test func `every key of the schema has a case, and every case a key`() throws {
    let keys = try Self.keysOfSchema()
    #expect(keys.count > 150)
    let shown = Set((Self.cases + KeyCase.tests + KeyCase.watch).flatMap(\.keys)).union(
      Self.forEditors
    )
    #expect(keys.subtracting(shown).sorted() == [], "keys without evidence")
    #expect(shown.subtracting(keys).sorted() == [], "cases without a key")
  }

  @Test(arguments: cases) func `a key shows in what comes of the same papers`(_ one: KeyCase) throws
  {
    try Self.check(one, with: outcome(one, one.with), without: outcome(one, one.without))
  }

  @Test(arguments: KeyCase.tests)
  func `a key of a test shows in what the test says`(_ one: KeyCase) async throws {
    try Self.check(one, with: await said(one, one.with), without: await said(one, one.without))
  }

  @Test(arguments: KeyCase.watch)
  func `a key of a watched folder shows in what is taken, and when`(_ one: KeyCase) throws {
    try Self.check(one, with: taken(one, one.with), without: taken(one, one.without))
  }

  private static func check(_ one: KeyCase, with: String, without: String) throws {
    try #require(one.shows != nil || one.hides != nil)
    if let sign = one.shows {
      #expect(with.contains(sign), "with the key:\n\(with.prefix(4_000))")
      #expect(!without.contains(sign), "without the key:\n\(without.prefix(4_000))")
    }
    if let sign = one.hides {
      #expect(!with.contains(sign), "with the key:\n\(with.prefix(4_000))")
      #expect(without.contains(sign), "without the key:\n\(without.prefix(4_000))")
    }
  }

  // MARK: Keys

  private static func keysOfSchema() throws -> Set<String> {
    let schema = try JSONSerialization.jsonObject(with: Data(DefinitionSchema.text.utf8))
    var keys: Set<String> = []
    walk(schema, "", &keys)
    return keys
  }

  private static func walk(_ schema: Any, _ path: String, _ keys: inout Set<String>) {
    guard let schema = schema as? [String: Any] else { return }
    for word in ["anyOf", "oneOf", "allOf"] {
      for part in schema[word] as? [Any] ?? [] { walk(part, path, &keys) }
    }
    for (key, value) in schema["properties"] as? [String: Any] ?? [:] {
      let inner = path.isEmpty ? key : "\(path).\(key)"
      keys.insert(inner)
      walk(value, inner, &keys)
    }
    if let items = schema["items"] { walk(items, path, &keys) }
    if let named = schema["additionalProperties"] as? [String: Any] {
      walk(named, "\(path).*", &keys)
    }
  }

  // MARK: What comes of papers

  private func definitions(_ one: KeyCase, _ value: String) -> [String: String] {
    one.others.merging(["w": one.definition.replacing("<>", with: value)]) { _, own in own }
  }

  private func outcome(_ one: KeyCase, _ value: String) throws -> String {
    let shop: Shop
    do {
      shop = try Shop(definitions(one, value), day: "2026-03-20")
    } catch let refusal as NotLoaded {
      return "REFUSED\n\(refusal.diagnostics)"
    }
    for paper in one.papers {
      let folder = "inbox/\(paper.folder)"
      guard
        let workflow = shop.office.workflows.workflows.first(where: { $0.watch.folder == folder })
      else { continue }
      try shop.drop(
        Paper(workflow: workflow.id.name, name: paper.name, text: ""),
        bytes: paper.bytes
      )
      try shop.settle(shop.read())
    }
    shop.clock.forward(days: one.later)
    try shop.office.sweepLedgers()
    return try shop.everything()
  }

  private func said(_ one: KeyCase, _ value: String) async throws -> String {
    let shop = try Shop(definitions(one, value), day: "2026-03-20")
    for (name, seller) in [("taxi", "Taxi"), ("bus", "Bus")] {
      try shop.folder.write("samples/\(name).csv", "Day,Shop,Amount\n2026-03-10,\(seller),100.00\n")
    }
    let run = try await WorkflowTestBenchTests.run(shop)
    return run.results.map(\.text).joined().replacing(/json:[0-9]+:/, with: "json:")
  }

  // MARK: What is taken

  private final class Time {
    var now = Duration.seconds(1_000)
  }

  /// The files that are taken at once, after a second, and so on.
  private func taken(_ one: KeyCase, _ value: String) throws -> String {
    let folder = try TemporaryShop(definitions(one, value))
    let workflows = try folder.definitions().workflows
    for paper in one.papers {
      try folder.write(
        "\(paper.folder)/\(paper.name)",
        String(decoding: paper.bytes, as: UTF8.self)
      )
    }
    try FileSystem.makeFolder(folder.workspace.work, mode: 0o700)
    let time = Time()
    let inbox = try Inbox(
      archive: try Archive(disk: try Disk(workspace: folder.workspace.root)),
      plans: workflows.watched.map { ($0.id, $0.plan) },
      clock: { time.now }
    )
    var lines: [String] = []
    for pause in [0, 1, 2, 8, 30, 3_000] {
      time.now += .seconds(pause)
      for _ in 0..<3 {
        let taken = inbox.takeReady(limit: 100)
        lines += taken.map { "after \(pause) s \($0.path.display) group \($0.file.group ?? "-")" }
        inbox.release(taken)
      }
    }
    return lines.joined(separator: "\n")
  }
}

extension Shop {
  /// All that can be seen of what came of the papers, as lines.
  fileprivate func everything() throws -> String {
    var lines = try sql("SELECT 'row ' || tableName || ' ' || body FROM tableRow")
    lines += try sql(
      "SELECT 'entry ' || ledger || ' ' || coalesce(memo, '') || coalesce(extra, '') FROM entry"
    )
    lines += try sql("SELECT 'arrival ' || name || ' ' || state || ' ' || problems FROM arrival")
    lines += try sql(
      """
      SELECT 'decided ' || outcome || ' by ' || rule || ' queue ' || coalesce(queue, '-') || ': ' || reason || ' ' || workflow
        || ' version ' || version FROM decision
      """
    )
    lines += try sql("SELECT 'copy ' || path FROM outbox WHERE kind = 'place'")
    lines += try sql(
      "SELECT 'message ' || url || ' secret ' || coalesce(secret, '-') || ' ' || body FROM message"
    )
    let (journals, notes) = try office.journals()
    lines +=
      journals.map { "journal \($0.name)\n\(String(decoding: $0.bytes, as: UTF8.self))" } + notes
    lines.append(
      office.answer(OfficeRequest(command: .status(file: nil), format: .text), daemon: nil).text
    )
    lines += try storage.read(at: clock.now()) { transaction in
      var lines = [
        String(
          decoding: ExceptionJSON.bytes(try office.builder(transaction).exceptionReport()),
          as: UTF8.self
        )
      ]
      for ledger in try transaction.ledgers() {
        try transaction.entries(of: ledger) { lines.append("entry \($0.entry.amount)") }
      }
      for outcome in Outcome.allCases {
        try transaction.documents(with: outcome) { stored in
          let document = stored.document
          for field in Array(DocumentField.all.keys) + Array(document.extra.keys) {
            if let value = document.text(at: field) { lines.append("\(field)=\(value)") }
          }
          lines += document.lines.map { "line \(PrintedJSON.text($0))" }
          lines += document.sources.values.map { "source \($0.path ?? "-")" }
          lines += document.problems.map { "problem \($0.code) \($0.rawText ?? "")" }
          lines += stored.findings.map {
            "finding \($0.code) \($0.severity.rawValue) \($0.message)"
          }
          lines += stored.matches.map { "match \($0.pattern.rawValue) \($0.explanation)" }
          if let told = try office.builder(transaction).explanation(of: stored.id) {
            lines.append(told.text)
          }
        }
      }
      return lines
    }
    return lines.joined(separator: "\n")
  }
}
