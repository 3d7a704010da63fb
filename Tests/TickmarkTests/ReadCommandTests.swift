import Foundation
import TestPapers
import Testing

@Suite(.timeLimit(.minutes(3)))
struct ReadCommandTests {
  @Test("JSON is one object a line and a file, in the shape of the design, absent is absent")
  func json() async throws {
    try await withScratch { scratch in
      try scratch.write(Papers.invoice("L-1"), to: "a.xml")
      try scratch.write(Papers.invoice("L-2", net: 250), to: "b.xml")
      let answer = try await scratch.tickmark("read", "--format", "json", "a.xml", "b.xml")
      #expect(answer.code == 0, "\(answer.testDescription)")
      let objects = try answer.objects()
      #expect(objects.count == 2)
      for object in objects { Self.expectNothingEmpty(object, "") }
      let first = objects[0]
      #expect(Set(first.keys) == ["file", "kind", "documents"])
      #expect(first["file"] as? String == "a.xml")
      #expect(first["kind"] as? String == "ubl")
      let document = try #require((first["documents"] as? [[String: Any]])?.first)
      #expect(document["type"] as? String == "invoice")
      #expect(document["number"] as? String == "L-1")
      #expect(document["issueDate"] as? String == Papers.day(-20))
      #expect(document["dueDate"] == nil)
      let totals = try #require(document["totals"] as? [String: String])
      #expect(
        totals == [
          "lines": "100.00", "net": "100.00", "tax": "19.00", "gross": "119.00", "due": "119.00",
        ]
      )
      let tax = try #require((document["taxes"] as? [[String: String]])?.first)
      #expect(tax == ["category": "S", "rate": "19", "base": "100.00", "amount": "19.00"])
      let sources = try #require(document["sources"] as? [String: [String: Any]])
      #expect(sources["totals.gross"]?["method"] as? String == "xml")
      #expect(sources["totals.gross"]?["line"] as? Int == 30)
    }
  }

  /// No null and no empty text anywhere: what is not there has no key.
  private static func expectNothingEmpty(_ value: Any, _ path: String) {
    if let object = value as? [String: Any] {
      for (key, inner) in object { expectNothingEmpty(inner, "\(path).\(key)") }
    } else if let list = value as? [Any] {
      for inner in list { expectNothingEmpty(inner, path) }
    } else {
      #expect(!(value is NSNull) && (value as? String) != "", "\(path)")
    }
  }

  @Test("of a mail the files inside are shown, each read by itself")
  func mail() async throws {
    try await withScratch { scratch in
      let mail = TestMail.mail([
        .text("Our invoice is attached."),
        .file("L-1.xml", "application/xml", Array(Papers.invoice("L-1").utf8)),
        .file("logo.bin", "application/octet-stream", [1, 2, 3]),
      ])
      try scratch.write(String(decoding: mail, as: UTF8.self), to: "march.eml")
      let answer = try await scratch.tickmark("read", "march.eml")
      #expect(answer.code == 0, "\(answer.testDescription)")
      #expect(answer.output.hasPrefix("march.eml  eml\n  a mail from Kessel Holz"))
      #expect(answer.output.contains("  | L-1.xml  ubl\n") && answer.output.contains("119.00"))
      #expect(answer.output.contains("  | logo.bin  unknown\n"))
      let json = try await scratch.tickmark("read", "--format", "json", "march.eml")
      let object = try #require(try json.objects().first)
      Self.expectNothingEmpty(object, "")
      let holds = try #require(object["holds"] as? [[String: Any]])
      #expect(holds.map { $0["file"] as? String } == ["L-1.xml", "logo.bin"])
      #expect((holds[0]["documents"] as? [Any])?.count == 1)
      #expect((object["mail"] as? [String: String])?["subject"] == "Rechnung RE-7")
    }
  }

  @Test("--terms adds the business terms as written")
  func terms() async throws {
    try await withScratch { scratch in
      try scratch.write(Papers.invoice("L-1"), to: "a.xml")
      let answer = try await scratch.tickmark("read", "--terms", "--format", "json", "a.xml")
      let terms = try #require(try answer.objects().first?["terms"] as? [String: [String]])
      #expect(terms["BT-1"] == ["L-1"])
      #expect(terms["BT-112"] == ["119.00"])
      #expect(terms["BT-27"] == [Papers.seller])
    }
  }

  @Test("the text names fields, values and lines of the file")
  func text() async throws {
    try await withScratch { scratch in
      try scratch.write(Papers.invoice("L-1"), to: "a.xml")
      let answer = try await scratch.tickmark("read", "a.xml")
      #expect(answer.code == 0)
      #expect(answer.output.hasPrefix("a.xml  ubl\n"))
      #expect(answer.output.contains("totals.gross"))
      #expect(answer.output.contains(/totals.gross +119.00 +line 30\n/))
      #expect(!scratch.exists(".tickmark"), "read stores nothing")
    }
  }

  @Test("a missing file and a folder are problems with a remedy, and the others are read")
  func unreadable() async throws {
    try await withScratch { scratch in
      try scratch.write(Papers.invoice("L-1"), to: "a.xml")
      let answer = try await scratch.tickmark("read", "none.xml", "inbox", "a.xml")
      #expect(answer.code == 1)
      #expect(answer.output.contains("No such file"))
      #expect(answer.output.contains("This is a folder"))
      #expect(answer.output.contains(/number +L-1/))
      let json = try await scratch.tickmark("read", "--format", "json", "none.xml", "inbox")
      let problems = try json.objects().compactMap { $0["problems"] as? [[String: Any]] }
      #expect(problems.count == 2)
      for problem in problems.joined() {
        #expect(problem["code"] is String)
        #expect((problem["remedy"] as? String)?.isEmpty == false)
      }
    }
  }

  @Test("a table needs to be told what it is: a workflow, or --as")
  func table() async throws {
    try await withScratch { scratch in
      try scratch.write(Papers.bank([(100, "Invoice L-1")]), to: "e.csv")
      let asLedger = try await scratch.tickmark("read", "--as", "ledger", "e.csv")
      #expect(asLedger.code == 1)
      #expect(asLedger.output.contains("currency"), "no currency is guessed: \(asLedger.output)")
      let workflow = try await scratch.tickmark(
        "read",
        "--workflow",
        "bank",
        "--format",
        "json",
        "e.csv"
      )
      #expect(workflow.code == 0, "\(workflow.testDescription)")
      let entries = try #require(try workflow.objects().first?["entries"] as? [[String: Any]])
      #expect(entries.count == 1)
      #expect(entries[0]["counterparty"] as? String == Papers.seller)
      #expect(entries[0]["line"] as? Int == 2)
      let unknown = try await scratch.tickmark("read", "--workflow", "bonk", "e.csv")
      #expect(unknown.code == 2)
      #expect(unknown.errors.contains("bank, invoices, suppliers"))
    }
  }
}
