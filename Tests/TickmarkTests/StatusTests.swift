import Foundation
import Glibc
import Testing

@Suite(.timeLimit(.minutes(3)))
struct StatusTests {
  /// Each reason why a file waits, made for real.
  private static let reasons: [(name: String, words: String)] = [
    ("inbox/invoices/empty.xml", "It is empty"), ("inbox/invoices/cut.xml", "not closed"),
    ("inbox/invoices/bill.xml.part", "temporary, lock or system file (*.part)"),
    ("inbox/invoices/large.xml", "too large: 4 MB"),
    ("inbox/invoices/link.xml", "symbolic link"), ("inbox/invoices/pipe.xml", "not a file but"),
    ("inbox/stray.xml", "No workflow watches its folder"),
    ("inbox/invoices/open.xml", "has it open for writing"),
  ]

  private static func lay(_ scratch: Scratch) throws {
    try scratch.write("", to: "inbox/invoices/empty.xml")
    try scratch.write("<Invoice><Line>", to: "inbox/invoices/cut.xml")
    try scratch.write("half", to: "inbox/invoices/bill.xml.part")
    try scratch.write([UInt8](repeating: 0, count: 3_500_000), to: "inbox/invoices/large.xml")
    try scratch.write(Papers.invoice("L-1"), to: "inbox/stray.xml")
    let link = scratch.path("inbox/invoices/link.xml")
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "/etc/passwd")
    try #require(unsafe mkfifo(scratch.path("inbox/invoices/pipe.xml"), 0o600) == 0)
  }

  @Test("status FILE tells why each file waits, from anywhere and in both formats")
  func reasons() async throws {
    let definitions = ["invoices": Definitions.invoices(giveUpAfter: "10 min")]
    try await withScratch(definitions) { scratch in
      let daemon = try await scratch.daemon()
      try Self.lay(scratch)
      let path = scratch.path("inbox/invoices/open.xml")
      let open = unsafe fopen(path, "w")
      unsafe fputs("<a/>", open)
      unsafe fflush(open)
      defer { unsafe fclose(open) }
      for (name, words) in Self.reasons { try await scratch.expectWaits(name, words) }
      let inside = try await scratch.tickmark(
        "status",
        "empty.xml",
        in: scratch.path("inbox/invoices")
      )
      #expect(inside.output.contains("It is empty"), "\(inside.testDescription)")
      let absolute = try await scratch.tickmark("status", scratch.path("inbox/invoices/cut.xml"))
      #expect(absolute.output.contains("not closed"), "\(absolute.testDescription)")
      let json = try await scratch.tickmark("status", "large.xml", "--format", "json").objects()
      #expect((json.first?["waiting"] as? [String])?.count == 1)
      let all = try await scratch.status()
      #expect(all.daemonRuns)
      #expect(all.waiting.count == 6, "\(all.waiting)")
      let list = try await scratch.tickmark("exceptions")
      #expect(list.code == 1, "what is stuck needs a person: \(list.output)")
      #expect(list.output.contains("inbox/invoices/large.xml"))
      try await scratch.stop(daemon)
    }
  }

  @Test("without a daemon the definitions still tell why, and what is fine waits for a daemon")
  func withoutDaemon() async throws {
    try await withScratch { scratch in
      try Self.lay(scratch)
      for (name, words) in Self.reasons
      where !["empty", "cut", "open"].contains(where: name.contains) {
        try await scratch.expectWaits(name, words)
      }
      try await scratch.expectWaits("inbox/invoices/empty.xml", "no daemon runs")
      // By its name alone, too, also one that is passed over.
      for name in ["empty.xml", "large.xml", "bill.xml.part"] {
        let answer = try await scratch.tickmark("status", name)
        #expect(answer.code == 1)
        #expect(answer.output.contains("inbox/invoices/\(name): "), "\(answer.testDescription)")
      }
      let all = try await scratch.tickmark("status")
      #expect(all.output.contains("Waiting     inbox/invoices/large.xml: It is too large"))
      #expect(!all.output.contains("bill.xml.part"), "\(all.output)")
      let none = try await scratch.tickmark("status", "never.xml")
      #expect(none.code == 2)
      #expect(none.errors.contains("never.xml"))
    }
  }

  @Test("a file that arrived is found by its name and by its path, with its documents")
  func arrived() async throws {
    try await withScratch { scratch in
      try scratch.drop(Papers.invoice("L-1"), as: "inbox/invoices/one.xml")
      #expect(try await scratch.tickmark("run", "--once").code == 1)
      for name in ["one.xml", "inbox/invoices/one.xml", scratch.path("inbox/invoices/one.xml")] {
        let answer = try await scratch.tickmark("status", name)
        #expect(answer.code == 0)
        #expect(answer.output.contains("A1  read"), "\(answer.testDescription)")
        #expect(answer.output.contains("D1 exception"))
      }
      let text = try await scratch.tickmark("status")
      #expect(text.code == 1, "an exception is open")
      #expect(text.output.contains("does not run"))
    }
  }

  @Test("of a file that was put aside it tells where the archive keeps it")
  func keptAs() async throws {
    try await withScratch { scratch in
      try scratch.drop("<a/>", as: "inbox/invoices/broken.xml")
      #expect(try await scratch.tickmark("run", "--once").code == 1)
      let answer = try await scratch.tickmark("status", "broken.xml")
      let line = answer.output.split(separator: "\n").first { $0.hasPrefix("  kept as ") }
      let path = try #require(line?.dropFirst("  kept as ".count), "\(answer.testDescription)")
      #expect(scratch.text(String(path)) == "<a/>")
    }
  }

  @Test("a name with a line break is found as it is written and as it is shown")
  func lineBreak() async throws {
    try await withScratch { scratch in
      try scratch.drop(Papers.invoice("L-1"), as: "inbox/invoices/o\nne.xml")
      #expect(try await scratch.tickmark("run", "--once").code == 1)
      for name in ["o\nne.xml", "o\\nne.xml"] {
        let answer = try await scratch.tickmark("status", name)
        #expect(answer.output.contains("A1  read"), "\(answer.testDescription)")
      }
    }
  }

  @Test("a watched folder that cannot be looked into is told everywhere, with a daemon or without")
  func unreadableFolder() async throws {
    try await withScratch { scratch in
      let folder = scratch.path("inbox/invoices")
      try FileManager.default.moveItem(atPath: folder, toPath: scratch.path("elsewhere"))
      try FileManager.default.createSymbolicLink(
        atPath: folder,
        withDestinationPath: scratch.path("elsewhere")
      )
      try scratch.write(Papers.invoice("L-1"), to: "elsewhere/one.xml")
      let words = "Files may lie unseen in inbox/invoices: cannot list inbox/invoices"
      for isRunning in [false, true] {
        let daemon = try await isRunning ? scratch.daemon() : nil
        if !isRunning {
          let once = try await scratch.tickmark("run", "--once")
          #expect(once.code == 1, "\(once.testDescription)")
          #expect(once.output.contains("TROUBLE: cannot list inbox/invoices"), "\(once.output)")
        }
        // The daemon answers before it has looked into its folders.
        try await scratch.eventually("the folder is told") {
          try await scratch.tickmark("status").output.contains(words)
        }
        for command in ["status", "exceptions"] {
          let answer = try await scratch.tickmark(command)
          #expect(answer.code == 1, "\(answer.testDescription)")
          #expect(answer.output.contains(words), "\(answer.testDescription)")
        }
        if let daemon { try await scratch.stop(daemon) }
        let report = scratch.text("reports/exceptions.html")
        #expect(report.contains("Files may lie unseen in inbox/invoices"))
      }
    }
  }

  @Test("run --once: 0 when nothing waits for a person, 1 when something does")
  func once() async throws {
    try await withScratch { scratch in
      let nothing = try await scratch.tickmark("run", "--once")
      #expect(nothing.code == 0, "\(nothing.testDescription)")
      try scratch.drop(Papers.bank([(100, "Invoice L-1")]), as: "inbox/bank/b.csv")
      try scratch.drop(Papers.invoice("L-1"), as: "inbox/invoices/one.xml")
      let clear = try await scratch.tickmark("run", "--once")
      #expect(clear.code == 0, "\(clear.testDescription)")
      #expect(clear.output.contains("cleared"))
      try scratch.drop(Papers.invoice("L-2", net: 200), as: "inbox/invoices/two.xml")
      #expect(try await scratch.tickmark("run", "--once").code == 1)
      try scratch.expectEmptyInbox()
    }
  }
}

extension StatusTests {
  @Test("run --once says which files it had to leave, and why")
  func left() async throws {
    let definitions = ["invoices": Definitions.invoices(giveUpAfter: "10 min")]
    try await withScratch(definitions) { scratch in
      try scratch.write("<Invoice><Line>", to: "inbox/invoices/cut.xml")
      let answer = try await scratch.tickmark("run", "--once")
      #expect(answer.code == 1, "\(answer.testDescription)")
      #expect(
        answer.errors.contains("left in the inbox: inbox/invoices/cut.xml: It is not complete")
      )
      #expect(scratch.exists("inbox/invoices/cut.xml"))
    }
  }
}

extension Scratch {
  func expectEmptyInbox() throws {
    #expect(files(in: "inbox").isEmpty)
  }
}
