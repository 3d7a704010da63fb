import Foundation
import TestPapers
import Testing

/// Files that belong together, from the inbox to the reports.
@Suite(.timeLimit(.minutes(3)))
struct GroupCommandTests {
  private static var definitions: [String: String] {
    var definitions = Definitions.standard
    definitions["invoices"] = """
      { "format": 1, "workflow": "invoices", "document": "invoice",
        "watch": { "folder": "inbox/invoices", "settle": { "quiet": "50 ms", "giveUpAfter": "1 s" },
          "group": { "by": "stem", "wait": "50 ms" } },
        "reconcile": { "ledger": "bank", "costs": "negative" },
        "output": { "cleared": [ { "file": "paid/{document.number}.{file.extension}" } ] } }
      """
    return definitions
  }

  private static let pdf = String(decoding: TestPDF().bytes, as: UTF8.self)

  @Test("an e-invoice and its scan are one paper: status, explain, exceptions and reports say so")
  func wholeWay() async throws {
    try await withScratch(Self.definitions) { scratch in
      try scratch.drop(Papers.bank([(100, "Invoice L-1")]), as: "inbox/bank/b.csv")
      try scratch.drop(Self.pdf, as: "inbox/invoices/one.pdf")
      try scratch.drop(Papers.invoice("L-1"), as: "inbox/invoices/one.xml")
      try scratch.drop(Papers.invoice("L-2"), as: "inbox/invoices/two.xml")
      let run = try await scratch.tickmark("run", "--once")
      #expect(run.output.contains("one.pdf: accompanies"), "\(run.testDescription)")
      #expect(!run.output.contains("QUARANTINED"))
      try await status(scratch)
      // The other scan comes late.
      try scratch.drop(Self.pdf + "two\n%%EOF\n", as: "inbox/invoices/two.pdf")
      #expect(try await scratch.tickmark("run", "--once").code == 1, "L-2 is not paid")
      try await reports(scratch)
      try await scratch.expectSound()
    }
  }

  private func status(_ scratch: Scratch) async throws {
    #expect(scratch.files(in: "paid") == ["L-1.pdf", "L-1.xml"])
    #expect(scratch.text("paid/L-1.pdf") == Self.pdf)
    let scan = try await scratch.tickmark("status", "one.pdf")
    #expect(scan.output.contains("companion"), "\(scan.testDescription)")
    #expect(scan.output.contains("one.xml") && scan.output.contains("  accompanies A"))
    let paper = try await scratch.tickmark("status", "one.xml", "--format", "json").objects()
    let arrival = try #require((paper.first?["arrivals"] as? [[String: Any]])?.first)
    #expect((arrival["companions"] as? [String])?.first?.hasSuffix("one.pdf") == true)
    for name in ["L-1", "one.pdf"] {
      let explained = try await scratch.tickmark("explain", name)
      #expect(explained.output.contains("With       one.pdf"), "\(explained.testDescription)")
    }
    let json = try await scratch.tickmark("explain", "L-1", "--format", "json").objects()
    let companions = try #require(json.first?["companions"] as? [[String: String]])
    #expect(companions.map { $0["file"] } == ["one.pdf"])
    let all = try await scratch.status()
    #expect(all.arrivals["companion"] == 1 && all.arrivals["quarantined"] == nil)
  }

  private func reports(_ scratch: Scratch) async throws {
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(scratch.text("reports/exceptions.json").utf8))
        as? [String: Any]
    )
    #expect(json["inBalance"] as? Bool == true)
    let listed = try #require(json["companions"] as? [[String: Any]])
    let pairs = listed.map { one in
      let leaders = (one["accompanies"] as? [[String: String]])?.compactMap { $0["file"] } ?? []
      return "\(one["file"] as? String ?? "?") > \(leaders.joined(separator: " "))"
    }
    #expect(pairs.sorted() == ["one.pdf > one.xml", "two.pdf > two.xml"])
    let html = scratch.text("reports/exceptions.html")
    #expect(html.contains("Files that accompany others") && html.contains("two.pdf"))
    let open = try await scratch.tickmark("exceptions")
    #expect(open.output.contains("companions 0") && open.output.contains("L-2"))
    let items = try #require(json["exceptions"] as? [[String: Any]])
    let ofItem = items.first?["companions"] as? [[String: String]]
    #expect(items.count == 1 && ofItem?.first?["file"] == "two.pdf")
  }

  @Test("the daemon puts a scan aside, and takes it back when the e-invoice comes")
  func late() async throws {
    try await withScratch(Self.definitions) { scratch in
      let daemon = try await scratch.daemon()
      try scratch.drop(Self.pdf, as: "inbox/invoices/one.pdf")
      #expect(try await scratch.settled(arrivals: 1).arrivals == ["quarantined": 1])
      try scratch.drop(Papers.invoice("L-1"), as: "inbox/invoices/one.xml")
      #expect(try await scratch.settled(arrivals: 2).arrivals == ["read": 1, "companion": 1])
      // The same scan again, under the name of another bill: it belongs to both.
      try scratch.drop(Papers.invoice("L-2"), as: "inbox/invoices/two.xml")
      try await scratch.settled(arrivals: 3)
      try scratch.drop(Self.pdf, as: "inbox/invoices/two.pdf")
      try await scratch.eventually("the group is decided") {
        try await scratch.tickmark("explain", "L-2").output.contains("With       one.pdf")
      }
      try await scratch.stop(daemon)
      try await scratch.expectSound()
    }
  }

  @Test("read shows which of the given files belongs to which, and no scan is a problem then")
  func read() async throws {
    try await withScratch(Self.definitions) { scratch in
      try scratch.write(Papers.invoice("L-1"), to: "one.xml")
      try scratch.write(Self.pdf, to: "one.pdf")
      try scratch.write(Self.pdf, to: "other.pdf")
      let both = try await scratch.tickmark("read", "--workflow", "invoices", "one.pdf", "one.xml")
      #expect(both.code == 0, "\(both.testDescription)")
      #expect(both.output.contains("one.pdf  pdf\n  accompanies one.xml"))
      let json = try await scratch.tickmark(
        "read",
        "--workflow",
        "invoices",
        "--format",
        "json",
        "one.xml",
        "one.pdf",
        "other.pdf"
      )
      #expect(json.code == 1, "other.pdf belongs to nothing")
      let objects = try json.objects()
      #expect(objects.map { $0["file"] as? String } == ["one.xml", "one.pdf", "other.pdf"])
      #expect(
        objects.map { $0["accompanies"] as? [String] } == [nil, ["one.xml"], nil]
      )
      // Without a workflow that groups files each stands alone.
      #expect(try await scratch.tickmark("read", "one.pdf", "one.xml").code == 1)
    }
  }
}
