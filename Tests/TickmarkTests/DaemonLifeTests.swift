import Foundation
import Glibc
import Testing

@Suite(.timeLimit(.minutes(4)))
struct DaemonLifeTests {
  @Test(
    "one daemon a workspace: a second is 75, and commands ask the first and get the same answers"
  )
  func second() async throws {
    try await withScratch { scratch in
      try scratch.drop(Papers.bank([(310, "Your bill L-3")]), as: "inbox/bank/b.csv")
      try scratch.drop(Papers.invoice("L-3", net: 300), as: "inbox/invoices/three.xml")
      #expect(try await scratch.tickmark("run", "--once").code == 1)
      let questions = [
        ["exceptions"], ["exceptions", "--format", "json"], ["exceptions", "X1"],
        ["explain", "L-3"], ["explain", "L-3", "--format", "json"], ["verify"],
        ["verify", "--format", "json"], ["status", "three.xml"], ["report"], ["explain", "L-9"],
        ["rule", "X1", "--accept", "--dry-run"],
      ]
      var before: [Answer] = []
      for words in questions { before.append(try await scratch.run(words)) }
      let daemon = try await scratch.daemon()
      for words in [["run"], ["run", "--once"]] {
        let answer = try await scratch.run(words)
        #expect(answer.code == 75)
        #expect(answer.errors.contains("already works"))
      }
      let inner = scratch.path("inbox/invoices")
      for (words, expected) in zip(questions, before) {
        let answer = try await scratch.run(words)
        #expect(answer.code == expected.code, "\(words)")
        #expect(answer.output.timeless == expected.output.timeless, "\(words)")
        #expect(answer.errors == expected.errors, "\(words)")
        let inside = try await scratch.start(words, in: inner).ended()
        #expect(inside.output.timeless == expected.output.timeless, "\(words) from inside")
        let outside = words + ["--workspace", scratch.root]
        let named = try await scratch.start(outside, in: "/").ended()
        #expect(named.output.timeless == expected.output.timeless, "\(words) by --workspace")
      }
      let rule = try await scratch.tickmark("rule", "X1", "--accept")
      #expect(rule.code == 0, "\(rule.testDescription)")
      try await scratch.stop(daemon)
      #expect(!scratch.exists(".tickmark/daemon.sock"))
      #expect(try await scratch.tickmark("explain", "L-3").output.contains("D1  invoice  cleared"))
    }
  }

  @Test("a workspace below a very long path works like any other")
  func longPath() async throws {
    try await withScratch { scratch in
      let place = scratch.outside + "/" + String(repeating: "long name ", count: 20)
      try FileManager.default.moveItem(atPath: scratch.root, toPath: place)
      let daemon = try scratch.start(["run"], in: place)
      try await scratch.eventually("it runs") { daemon.output.contains("tickmark runs") }
      let answer = try await scratch.start(["status"], in: place).ended()
      #expect(answer.output.contains("Daemon      runs"), "\(answer.testDescription)")
      try await scratch.stop(daemon)
    }
  }

  @Test("books that are no database: 75, the reason and what to do, and nothing is overwritten")
  func damagedBooks() async throws {
    try await withScratch { scratch in
      try scratch.makeFolder(".tickmark")
      let noise = String(repeating: "no database ", count: 1_000)
      try scratch.write(noise, to: ".tickmark/state.db")
      try scratch.drop(Papers.invoice("L-1"), as: "inbox/invoices/a.xml")
      for words in [["run", "--once"], ["status"], ["verify"]] {
        let answer = try await scratch.run(words)
        #expect(answer.code == 75, "\(words): \(answer.testDescription)")
        #expect(answer.errors.contains("cannot be opened"), "\(words): \(answer.errors)")
        #expect(answer.errors.contains("backup"), "\(words): \(answer.errors)")
      }
      #expect(scratch.text(".tickmark/state.db") == noise)
      #expect(scratch.exists("inbox/invoices/a.xml"))
    }
  }

  @Test("SIGHUP and reload: bad definitions change nothing and say so, good ones come at once")
  func reload() async throws {
    try await withScratch { scratch in
      let offline = try await scratch.tickmark("reload")
      #expect(offline.code == 75)
      #expect(offline.errors.contains("tickmark run"))
      let daemon = try await scratch.daemon()
      try scratch.write("{ \"format\": 1 }", to: "workflows/bank.json")
      daemon.send(SIGHUP)
      try await scratch.eventually("the refusal is told") {
        daemon.output.contains("NOT reloaded, the old ones stay in force")
      }
      #expect(daemon.output.contains("workflows/bank.json:1:"))
      let refused = try await scratch.tickmark("reload")
      #expect(refused.code == 78)
      #expect(refused.output.contains("workflows/bank.json:1:"), "\(refused.testDescription)")
      #expect(refused.errors.contains("old ones stay in force"))
      try scratch.drop(Papers.bank([(100, "Invoice L-1")]), as: "inbox/bank/b.csv")
      try await scratch.settled(arrivals: 1)

      let moved = Definitions.bank.replacing("inbox/bank", with: "inbox/account")
      try scratch.write(moved, to: "workflows/bank.json")
      #expect(try await scratch.tickmark("reload").code == 0)
      try await scratch.eventually("the new folder is there") { scratch.exists("inbox/account") }
      try scratch.drop(Papers.bank([(200, "Invoice L-2")]), as: "inbox/account/c.csv")
      try await scratch.settled(arrivals: 2)
      try scratch.write(Definitions.bank, to: "workflows/bank.json")
      daemon.send(SIGHUP)
      try await scratch.eventually("the reload is told") {
        daemon.output.contains("definitions reloaded: bank")
      }
      try await scratch.stop(daemon)
    }
  }

  @Test("a workflow that is taken away while its files arrive loses none of them")
  func droppedWorkflow() async throws {
    try await withScratch { scratch in
      let daemon = try await scratch.daemon()
      let files = 120
      for number in 0..<files {
        try scratch.drop(Papers.invoice("L-\(number)"), as: "inbox/invoices/\(number).xml")
        if number == files / 2 {
          try scratch.move("workflows/invoices.json", to: "workflows/invoices.away")
          daemon.send(SIGHUP)
        }
      }
      try await scratch.eventually("the reload") { daemon.output.contains("reloaded") }
      try await scratch.stop(daemon)
      let arrived = try await scratch.status().arrivalCount
      #expect(arrived + scratch.files(in: "inbox").count == files)
      try scratch.move("workflows/invoices.away", to: "workflows/invoices.json")
      let run = try await scratch.tickmark("run", "--once")
      let after = try await scratch.status()
      #expect(after.arrivalCount == files, "\(after) \(run.testDescription)")
      try scratch.expectEmptyInbox()
      try await scratch.expectSound()
    }
  }

  @Test("kill -9 in the middle of a backlog of 200: nothing is lost, nothing counted twice")
  func killed() async throws {
    try await withScratch { scratch in
      let files = 200
      for number in 0..<files {
        try scratch.drop(
          Papers.invoice("L-\(1_000 + number)", net: 100 + number),
          as: "inbox/invoices/\(number).xml"
        )
      }
      // While files are taken, and twice while they are read and decided.
      for decisions in [0, 1, 1] {
        let daemon = try await scratch.daemon()
        try await scratch.eventually("\(decisions) decisions more, or all") {
          guard scratch.files(in: "inbox").count < files else { return false }
          let told = daemon.output.split(separator: "\n").count { $0.contains("-> ") }
          if told >= decisions { return true }
          let status = try await scratch.status()
          return status.arrivalCount == files && status.jobs == 0
        }
        daemon.send(SIGKILL)
        #expect(try await daemon.end() == 128 + SIGKILL)
        try await scratch.eventually("the readers end with it", seconds: 10) {
          daemon.group.isEmpty
        }
      }
      let run = try await scratch.tickmark("run", "--once")
      #expect(run.code == 1, "\(run.errors)")
      let status = try await scratch.status()
      #expect(status.arrivals == ["read": files], "\(status)")
      #expect(status.documentCount == files, "\(status)")
      try scratch.expectEmptyInbox()
      try await scratch.expectSound()
    }
  }

  @Test("SIGTERM while files arrive: it ends with 0, and the next start takes the rest")
  func terminated() async throws {
    try await withScratch { scratch in
      let files = 150
      let daemon = try await scratch.daemon()
      let writer = Task {
        for number in 0..<files {
          try scratch.drop(Papers.invoice("L-\(number)"), as: "inbox/invoices/\(number).xml")
          if number % 10 == 0 { try await Task.sleep(for: .milliseconds(5)) }
        }
      }
      try await Task.sleep(for: .milliseconds(100))
      try await scratch.stop(daemon)
      try await writer.value
      _ = try await scratch.tickmark("run", "--once")
      let status = try await scratch.status()
      #expect(status.arrivalCount == files, "\(status)")
      #expect(status.documentCount == files, "\(status)")
      try scratch.expectEmptyInbox()
      try await scratch.expectSound()
    }
  }

  @Test("the log has ids and no name, number or amount of any paper")
  func log() async throws {
    try await withScratch { scratch in
      let daemon = try await scratch.daemon("--log")
      let bank = "inbox/bank/SECRETBANK.csv"
      try scratch.drop(Papers.bank([(7_777, "Invoice SECRET-1")]), as: bank)
      let seller = "Hidden Orchard Ltd"
      try scratch.drop(
        Papers.invoice("SECRET-1", net: 7_777, seller: seller),
        as: "inbox/invoices/SECRETFILE.xml"
      )
      try scratch.drop(
        Papers.invoice("SECRET-2", net: 4_321, seller: seller),
        as: "inbox/invoices/SECRETFILE2.xml"
      )
      try scratch.drop("<a>SECRET", as: "inbox/invoices/SECRETBAD.xml")
      try await scratch.settled(arrivals: 4)
      daemon.send(SIGHUP)
      try await scratch.stop(daemon)
      let log = daemon.output + daemon.errors
      #expect(log.contains("arrived arrival=A1 workflow="), "\(log)")
      #expect(log.contains("settled arrival=A2"), "\(log)")
      let amounts = [7_777, 4_321].flatMap { ["\($0)", "\($0 * 119 / 100)"] }
      let secrets = ["SECRET", "Hidden", "Orchard", "Larch", "DE8119", "DE7551"] + amounts
      for secret in secrets { #expect(!log.contains(secret), "\(secret) is in \(log)") }
    }
  }
}

extension String {
  /// Without the moment when an answer was made.
  fileprivate var timeless: String {
    replacing(/"madeAt":"[^"]*"/, with: "")
  }
}

extension ChildProcess {
  func ended() async throws -> Answer {
    let code = try await end()
    return Answer(code: code, output: output, errors: errors)
  }
}
