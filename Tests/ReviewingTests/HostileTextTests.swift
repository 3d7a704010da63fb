import Books
import Documents
import Foundation
import Testing
import Values

@testable import Reviewing

@Suite("Hostile text")
struct HostileTextTests {
  static let attacks = [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='x",
    "</style><b>",
    "</title><script>", "&lt;b&gt;", "\u{202E}fdp.exe", "\u{0}\u{1B}[2J\u{7}", "\u{FEFF}\u{200B}",
    "\u{E0041}", "]]>", "--><b>", "=cmd|' /C calc'!A0", "@SUM(1)", "+1+1", "-1+1", "\t=1", "\r=1",
    "a;=1", "a\n=1", "{{x}}", "${x}", "\\u003cscript",
  ]

  @Test("cannot become markup in any field", arguments: attacks)
  func html(attack: String) {
    let html = String(decoding: ExceptionHTML.bytes(report(attack)), as: UTF8.self)
    let ledger = String(decoding: LedgerHTML.bytes(ledgerReport(attack)), as: UTF8.self)
    for page in [html, ledger] {
      #expect(!page.contains(/<script|<img|<b>|' on|" on/))
      #expect(!page.unicodeScalars.contains { VisibleText.isHidden($0) && $0 != "\n" })
      let plain = page.contains("Exception report") ? clean.html : clean.ledger
      let isSame = tags(page) == tags(plain)
      #expect(isSame)
    }
  }

  @Test("cannot command a terminal, and no line is wider than 100 columns", arguments: attacks)
  func text(attack: String) {
    var report = report(String(repeating: attack, count: 40))
    // A command is kept whole, however long, so that it can be pasted.
    report.exceptions[0].choices.removeLast()
    let text =
      ExceptionText.list(report) + report.exceptions.map { ExceptionText.full($0) }.joined()
    #expect(!text.unicodeScalars.contains { VisibleText.isHidden($0) && $0 != "\n" })
    for line in text.split(separator: "\n") {
      #expect(TextBuffer.columns(line) <= ExceptionText.width, "\(line)")
    }
  }

  @Test("comes back from the JSON report as it was", arguments: attacks)
  func json(attack: String) throws {
    let data = Data(ExceptionJSON.bytes(report(attack)))
    let object = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    let exceptions = try #require(object["exceptions"] as? [[String: Any]])
    #expect(exceptions.count == 1)
    #expect(exceptions.first?["reason"] as? String == attack)
    #expect(exceptions.first?["file"] as? String == attack)
    #expect((object["notes"] as? [String]) == [attack])
  }

  @Test("is no formula in a spreadsheet, and numbers stay numbers")
  func csv() {
    for (text, expected) in [
      ("-12.50", "-12.50"), ("12", "12"), ("=1", "'=1"), ("+49 40 1", "'+49 40 1"),
      ("-1+1", "'-1+1"),
      ("@x", "'@x"), (" =1", "' =1"), ("\t=1", "'\t'=1"), ("a;=1", "a;'=1"), ("a,\"=1", "a,'\"=1"),
      ("a\n-2+3", "a\n'-2+3"), ("a;-12.50;b", "a;-12.50;b"), ("2026-03-14", "2026-03-14"), ("", ""),
      ("-", "'-"), ("-.5", "'-.5"), ("-1.2.3", "'-1.2.3"), ("\u{FF1D}1", "'\u{FF1D}1"),
      ("a=b", "a=b"),
      ("\rx", "'\rx"),
    ] {
      #expect(CSVBuffer.guarded(text) == expected)
    }
  }

  @Test("stays in its cell of the CSV report", arguments: attacks)
  func cells(attack: String) {
    var bytes = ExceptionCSV.bytes(report(attack + "\"\r\n,"))
    #expect(bytes.starts(with: [0xEF, 0xBB, 0xBF]))
    bytes.removeFirst(3)
    let rows = parse(String(decoding: bytes, as: UTF8.self))
    #expect(rows.count == 2)
    #expect(rows.map(\.count) == [ExceptionCSV.columns.count, ExceptionCSV.columns.count])
    #expect(rows[0] == ExceptionCSV.columns)
    for cell in rows[1] where !cell.contains(/^-?[0-9.]+$/) {
      #expect(!cell.contains(/^[=+\-@\t\r]/), "\(cell)")
    }
  }

  private var clean: (html: String, ledger: String) {
    (
      String(decoding: ExceptionHTML.bytes(report("plain")), as: UTF8.self),
      String(decoding: LedgerHTML.bytes(ledgerReport("plain")), as: UTF8.self)
    )
  }

  /// The tags of a page in order, without the values of ids: the same for every text that is put in.
  private func tags(_ html: String) -> [String] {
    html.matches(of: /<[^>]*>/).map(\.output).filter { !$0.hasPrefix("<time") }
      .map { String($0.replacing(/(id="|#)[A-Za-z0-9-]*"/, with: "\"")) }
  }

  private func report(_ attack: String) -> ExceptionReport {
    var report = ExceptionReport(workspace: attack, madeAt: attack)
    var item = ExceptionItem(
      id: "X1",
      code: attack,
      reason: attack,
      suggestion: attack,
      queue: attack,
      workflow: attack,
      ageDays: 1
    )
    item.owner = attack
    item.fileName = attack
    item.arrivalID = attack
    item.ledger = attack
    item.place = Place(line: 1, field: attack, path: attack)
    var document = SampleReport.document(1, .invoice, attack, attack, nil)
    document.rawAmount = attack
    item.document = document
    item.findings = [Finding(code: attack, severity: .block, message: attack, suggestion: attack)]
    let problem = Problem(
      code: attack,
      scope: .file,
      message: attack,
      place: item.place,
      rawText: attack,
      remedy: attack
    )
    item.problems = [problem]
    let reason = Reason(code: attack, weight: 1, text: attack)
    item.candidates = [
      SampleReport.candidate(
        1,
        SampleReport.euro(1),
        attack,
        attack,
        score: 1,
        isRunnerUp: false,
        [reason]
      )
    ]
    item.choices =
      RulingChoice.forDocument(candidates: item.candidates, unread: ["totals.gross"])
      + [RulingChoice(ruling: attack, meaning: attack)]
    report.exceptions = [item]
    report.quarantined = [
      QuarantinedFile(
        arrivalID: attack,
        fileName: attack,
        workflow: attack,
        ageDays: 0,
        problems: [problem]
      )
    ]
    report.notes = [attack]
    return report
  }

  private func ledgerReport(_ attack: String) -> LedgerReport {
    var report = LedgerReport(workspace: attack, madeAt: attack, ledger: LedgerName(attack))
    var entry = EntrySummary(
      id: EntryID(1),
      day: SampleReport.day("2026-03-01"),
      amount: SampleReport.euro(1)
    )
    entry.counterparty = attack
    report.openEntries = [OpenEntry(entry: entry, ageDays: 1, exceptionID: attack)]
    report.statements = [
      StatementLine(
        fileName: attack,
        statement: SampleLedger.statement(attack),
        proof: .impossible(attack)
      )
    ]
    report.notes = [attack]
    return report
  }

  /// RFC 4180, for the test only.
  private func parse(_ text: String) -> [[String]] {
    var rows: [[String]] = [[]]
    var cell = ""
    var isQuoted = false
    var scalars = text.unicodeScalars[...]
    while let scalar = scalars.popFirst() {
      switch (scalar, isQuoted) {
      case ("\"", true) where scalars.first == "\"":
        scalars.removeFirst()
        cell.append("\"")
      case ("\"", _): isQuoted.toggle()
      case (",", false):
        rows[rows.count - 1].append(cell)
        cell = ""
      case ("\r", false): break
      case ("\n", false):
        rows[rows.count - 1].append(cell)
        cell = ""
        rows.append([])
      default: cell.unicodeScalars.append(scalar)
      }
    }
    return rows.dropLast()
  }
}
