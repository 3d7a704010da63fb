import Foundation
import Glibc
import Testing

/// The traps of watched folders, at the real daemon.
///
/// In each every file ends in the archive with a decision, or stays with a reason that `status FILE` tells.
@Suite(.timeLimit(.minutes(5)))
struct FolderTrapTests {
  @Test("a partial write: nothing is read while the writer has it open")
  func partialWrite() async throws {
    try await withDaemon { scratch, _ in
      let text = Papers.invoice("L-1")
      let file = try OpenFile(scratch.path("inbox/invoices/a.xml"))
      try file.append(String(text.prefix(1_000)))
      try await scratch.expectWaits("inbox/invoices/a.xml", "has it open for writing")
      try file.append(String(text.dropFirst(1_000)))
      try await Task.sleep(for: .milliseconds(600))
      #expect(try await scratch.status().arrivalCount == 0)
      file.close()
      let status = try await scratch.settled(arrivals: 1)
      #expect(status.arrivals == ["read": 1])
      #expect(status.documentCount == 1)
    }
  }

  @Test("a slow writer that closes and opens again is read once and whole")
  func slowWriter() async throws {
    var definitions = Definitions.standard
    definitions["bank"] = Definitions.bank
      .replacing("200 ms", with: "2 s").replacing("\"1 s\"", with: "\"20 s\"")
    try await withDaemon(definitions) { scratch, _ in
      let rows = (1...5).map { (net: 100 * $0, text: "Page \($0)") }
      let path = scratch.path("inbox/bank/scan.csv")
      for line in Papers.bank(rows).split(separator: "\n") {
        let file = try OpenFile(path)
        try file.append(line + "\n")
        file.close()
        try await Task.sleep(for: .milliseconds(250))
      }
      let status = try await scratch.settled(arrivals: 1)
      #expect(status.arrivals == ["read": 1])
      let answer = try await scratch.tickmark("status")
      #expect(answer.output.contains("bank: 5 entries"), "\(answer.output)")
    }
  }

  @Test("a rename into place needs no quiet period")
  func renamed() async throws {
    let definitions = ["invoices": Definitions.invoices(quiet: "10 min", giveUpAfter: "20 min")]
    try await withDaemon(definitions) { scratch, _ in
      try scratch.drop(Papers.invoice("L-1"), as: "inbox/invoices/a.xml")
      let status = try await scratch.settled(arrivals: 1)
      #expect(status.documentCount == 1)
    }
  }

  @Test("the same name with new content is two files and two documents")
  func sameName() async throws {
    try await withDaemon { scratch, _ in
      for (number, paper) in ["L-1", "L-2"].enumerated() {
        try scratch.write(Papers.invoice(paper, net: 100 + number), to: "inbox/invoices/a.xml")
        try await scratch.settled(arrivals: number + 1)
      }
      #expect(try await scratch.status().documentCount == 2)
      let answer = try await scratch.tickmark("status", "a.xml")
      #expect(answer.output.contains("A1  read") && answer.output.contains("A2  read"))
    }
  }

  @Test("the same content twice at once: both are recorded, one is counted")
  func sameContent() async throws {
    try await withDaemon { scratch, _ in
      let pairs = 15
      for number in 0..<pairs {
        let paper = Papers.invoice("L-\(number)", net: 100 + number)
        try scratch.drop(paper, as: "inbox/invoices/\(number) a.xml")
        try scratch.drop(paper, as: "inbox/invoices/\(number) b.xml")
      }
      let status = try await scratch.settled(arrivals: pairs * 2)
      #expect(status.arrivals == ["read": pairs, "duplicate": pairs])
      #expect(status.documentCount == pairs)
      let answer = try await scratch.tickmark("status", "3 b.xml")
      #expect(answer.output.contains("the same content as") || answer.output.contains("read"))
    }
  }

  @Test("temporary and lock names are passed over, and read under their final name")
  func temporaryNames() async throws {
    let names = [
      "a.xml.part", "b.crdownload", "c.filepart", "d.tmp", "~$e.xml", ".~lock.f.xml#", ".g.swp",
      "h.xml~", ".goutputstream-X1", "4913", ".nfs000", "desktop.ini", "i.partial", "j.aria2",
    ]
    try await withDaemon { scratch, _ in
      for (number, name) in names.enumerated() {
        try scratch.write(
          Papers.invoice("L-\(number)", net: 100 + number),
          to: "inbox/invoices/" + name
        )
      }
      try scratch.drop(Papers.invoice("L-99"), as: "inbox/invoices/last.xml")
      try await scratch.settled(arrivals: 1)
      for name in names {
        try await scratch.expectWaits("inbox/invoices/" + name, "temporary, lock or system file")
      }
      for (number, name) in names.enumerated() {
        try scratch.move("inbox/invoices/" + name, to: "inbox/invoices/final \(number).xml")
      }
      let status = try await scratch.settled(arrivals: names.count + 1)
      #expect(status.arrivals == ["read": names.count + 1])
    }
  }

  @Test("nested folders made and filled at once lose nothing")
  func nestedFolders() async throws {
    try await withDaemon { scratch, _ in
      let files = 60
      for number in 0..<files {
        let folder = "inbox/invoices/\(number)/b/c"
        try scratch.makeFolder(folder)
        try scratch.write(Papers.invoice("L-\(number)", net: 100 + number), to: folder + "/a.xml")
      }
      let status = try await scratch.settled(arrivals: files)
      #expect(status.documentCount == files)
    }
  }

  @Test("a filled folder that is moved in is read, and read again when more comes")
  func movedFolder() async throws {
    try await withDaemon { scratch, _ in
      let folder = scratch.outside + "/May"
      try scratch.makeFolder(folder + "/inner")
      for number in 0..<10 {
        let name = folder + (number < 5 ? "" : "/inner") + "/\(number).xml"
        try scratch.write(Papers.invoice("L-\(number)", net: 100 + number), to: name)
      }
      try scratch.move(folder, to: "inbox/invoices/May")
      try await scratch.settled(arrivals: 10)
      try scratch.write(Papers.invoice("L-77"), to: "inbox/invoices/May/inner/more.xml")
      let status = try await scratch.settled(arrivals: 11)
      #expect(status.documentCount == 11)
    }
  }

  @Test("a burst of files while the daemon cannot look, the queue may overflow: none is lost")
  func burst() async throws {
    let files = Scratch.isFull ? 20_000 : 3_000
    try await withDaemon(["bank": Definitions.bank]) { scratch, daemon in
      daemon.send(SIGSTOP)
      for number in 0..<files {
        let row = "Date,Amount,Name,Text\n\(Papers.day(-3)),-1.00,Payee \(number),\(number)\n"
        try scratch.write(row, to: "inbox/bank/\(number).csv")
      }
      daemon.send(SIGCONT)
      let status = try await scratch.settled(arrivals: files, seconds: 240)
      #expect(status.arrivals == ["read": files])
      let answer = try await scratch.tickmark("status")
      #expect(answer.output.contains("bank: \(files) entries"), "\(answer.output)")
    }
  }

  @Test("a symbolic link is named, and what it points to is never read")
  func symbolicLink() async throws {
    try await withDaemon { scratch, _ in
      let secret = scratch.outside + "/secret.xml"
      try scratch.write(Papers.invoice("SECRET"), to: secret)
      for (name, target) in [("l.xml", secret), ("loop.xml", "loop.xml"), ("dir", scratch.outside)]
      {
        let path = scratch.path("inbox/invoices/" + name)
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: target)
        try await scratch.expectWaits("inbox/invoices/" + name, "symbolic link")
      }
      try scratch.drop(Papers.invoice("L-1"), as: "inbox/invoices/a.xml")
      try await scratch.settled(arrivals: 1)
      #expect(try await scratch.tickmark("explain", "SECRET").code == 2)
      try await scratch.eventually("the report names it") {
        scratch.text("reports/exceptions.html").contains("l.xml")
      }
    } emptied: {
      ["dir", "l.xml", "loop.xml"].map { "invoices/" + $0 }
    }
  }

  @Test("a hard link is read and taken out; the other name keeps its bytes")
  func hardLink() async throws {
    try await withDaemon { scratch, _ in
      let other = scratch.outside + "/kept.xml"
      let text = Papers.invoice("L-1")
      try scratch.write(text, to: other)
      for name in ["a.xml", "b.xml"] {
        try #require(unsafe link(other, scratch.path("inbox/invoices/" + name)) == 0)
      }
      let status = try await scratch.settled(arrivals: 2)
      #expect(status.arrivals == ["read": 1, "duplicate": 1])
      #expect(ChildProcess.text(other) == text)
    }
  }

  @Test("files of zero bytes wait, then each is named as empty; they are no duplicates")
  func zeroBytes() async throws {
    try await withDaemon { scratch, _ in
      try scratch.write("", to: "inbox/invoices/a.xml")
      try scratch.write("", to: "inbox/bank/b.csv")
      try await scratch.expectWaits("inbox/invoices/a.xml", "It is empty")
      let status = try await scratch.settled(arrivals: 2)
      #expect(status.arrivals == ["quarantined": 2])
      #expect(status.exceptions == 2)
      let answer = try await scratch.tickmark("exceptions")
      #expect(answer.output.contains("empty"), "\(answer.output)")
    }
  }

  @Test("a sparse file of 2 GB is too large before a byte is read")
  func sparse() async throws {
    try await withDaemon { scratch, daemon in
      let path = scratch.path("inbox/invoices/big.xml")
      try scratch.write("<", to: path)
      try #require(unsafe truncate(path, 2 << 30) == 0)
      try await scratch.expectWaits("inbox/invoices/big.xml", "too large: 2148 MB")
      #expect((daemon.memory("VmHWM") ?? 0) < 200_000)
      try FileManager.default.removeItem(atPath: path)
      try await scratch.eventually("it is forgotten") {
        try await scratch.tickmark("status", "big.xml").code == 2
      }
    }
  }

  @Test(
    "an unreadable file says what repairs it, and is read when it is readable",
    .enabled(if: geteuid() == 0, "root starts a daemon that may not read all")
  )
  func unreadable() async throws {
    try await withScratch { scratch in
      let nobody: UInt32 = 65_534
      try scratch.give(to: nobody)
      let words = [
        "--reuid=65534", "--regid=65534", "--clear-groups", Scratch.products + "/tickmark",
      ]
      let daemon = try scratch.start(words + ["run"], program: "/usr/bin/setpriv")
      try await scratch.eventually("it runs") { daemon.output.contains("tickmark runs") }
      try scratch.drop(Papers.invoice("L-1"), as: "inbox/invoices/a.xml")
      try #require(unsafe chmod(scratch.path("inbox/invoices/a.xml"), 0) == 0)
      let path = scratch.outside + "/b.xml"
      try scratch.write(Papers.invoice("L-2"), to: path)
      try #require(unsafe chmod(path, 0) == 0)
      try scratch.move(path, to: "inbox/invoices/b.xml")
      try await scratch.expectWaits("inbox/invoices/b.xml", "may not read it")
      let told = try await scratch.tickmark("status", "inbox/invoices/b.xml")
      #expect(told.output.contains("chmod a+r -- 'inbox/invoices/b.xml'"), "\(told.output)")
      for name in ["a", "b"] where scratch.exists("inbox/invoices/\(name).xml") {
        try #require(unsafe chmod(scratch.path("inbox/invoices/\(name).xml"), 0o644) == 0)
      }
      let status = try await scratch.settled(arrivals: 2)
      #expect(status.documentCount == 2)
      try await scratch.stop(daemon)
      try scratch.expectEmptyInbox()
    }
  }

  @Test(
    "a file replaced again and again: each arrival is one whole version, and the last one comes"
  )
  func replaced() async throws {
    try await withDaemon { scratch, _ in
      let versions = 60
      for number in 0..<versions {
        let note = "<cbc:Note>" + String(repeating: "x", count: 40_000) + "</cbc:Note>"
        let paper = Papers.invoice("V-\(number)", net: 100 + number, note: note)
        if number % 2 == 0 {
          try scratch.drop(paper, as: "inbox/invoices/a.xml")
        } else {
          try scratch.write(paper, to: "inbox/invoices/a.xml")
        }
        try await Task.sleep(for: .milliseconds(7))
      }
      try await scratch.eventually("the last version comes") {
        try await scratch.tickmark("explain", "V-\(versions - 1)").code == 0
      }
      let status = try await scratch.settled(arrivals: 1)
      #expect(status.arrivals["quarantined"] == nil, "no half version: \(status)")
      #expect(status.documentCount == status.arrivalCount)
    }
  }

  @Test("a file deleted while it waits is no error and no exception")
  func deleted() async throws {
    let definitions = ["invoices": Definitions.invoices(giveUpAfter: "10 min")]
    try await withDaemon(definitions) { scratch, _ in
      try scratch.write("<Invoice><a>", to: "inbox/invoices/a.xml")
      try await scratch.expectWaits("inbox/invoices/a.xml", "not complete")
      try FileManager.default.removeItem(atPath: scratch.path("inbox/invoices/a.xml"))
      try await scratch.eventually("it is forgotten") {
        try await scratch.tickmark("status", "a.xml").code == 2
      }
      #expect(try await scratch.tickmark("exceptions").code == 0)
    }
  }

  @Test(
    "file times of 1970, of tomorrow and of 2106 do no harm",
    arguments: [0, 86_400, 4_294_967_000]
  )
  func clockSkew(seconds: Int) async throws {
    try await withDaemon { scratch, _ in
      let path = scratch.path("inbox/invoices/a.xml")
      try scratch.write(Papers.invoice("L-1"), to: path)
      let second = seconds == 86_400 ? Int(Date().timeIntervalSince1970) + seconds : seconds
      let time = timespec(tv_sec: second, tv_nsec: 0)
      try #require(unsafe utimensat(AT_FDCWD, path, [time, time], 0) == 0)
      let status = try await scratch.settled(arrivals: 1)
      #expect(status.documentCount == 1)
    }
  }

  @Test("names are bytes: line breaks, dashes, quotes, invalid UTF-8, NFC and NFD, 255 bytes")
  func oddNames() async throws {
    let names: [[UInt8]] = [
      Array("a\nb.xml".utf8), Array("-rf.xml".utf8), Array("--help".utf8),
      [0xFF, 0xFE, 0x2E, 0x78],
      Array("caf\u{E9}.xml".utf8), Array("cafe\u{301}.xml".utf8), Array("a'b\"c`$(id).xml".utf8),
      Array((String(repeating: "n", count: 251) + ".xml").utf8), Array(" .xml".utf8),
      Array("=1+1.xml".utf8), Array("\u{202E}lmx.exe".utf8), Array("a\\..\\b.xml".utf8),
    ]
    try await withDaemon { scratch, _ in
      for (number, name) in names.enumerated() {
        let half = scratch.outside + "/half.xml"
        try scratch.write(Papers.invoice("L-\(number)", net: 100 + number), to: half)
        let target = (Array(scratch.path("inbox/invoices/").utf8) + name + [0]).map {
          CChar(bitPattern: $0)
        }
        let isMoved = unsafe rename(half, target) == 0
        try #require(isMoved, "\(name)")
      }
      let status = try await scratch.settled(arrivals: names.count)
      #expect(status.arrivals == ["read": names.count])
      #expect(status.documentCount == names.count)
      let list = try await scratch.tickmark("exceptions", "--format", "json")
      #expect(list.output.contains("\\\\xFF\\\\xFE.x"), "escaped, not dropped")
      #expect(!list.output.contains("a\nb.xml"))
    }
  }

  @Test("a restart while files settle: each is read once", arguments: [SIGTERM, SIGKILL])
  func restart(signal: Int32) async throws {
    try await withScratch { scratch in
      let files = 30
      let first = try await scratch.daemon()
      for number in 0..<files {
        try scratch.write(
          Papers.invoice("L-\(number)", net: 100 + number),
          to: "inbox/invoices/\(number).xml"
        )
      }
      try await Task.sleep(for: .milliseconds(150))
      first.send(signal)
      _ = try await first.end()
      let second = try await scratch.daemon()
      let status = try await scratch.settled(arrivals: files)
      #expect(status.arrivals == ["read": files])
      #expect(status.documentCount == files)
      try await scratch.stop(second)
      try scratch.expectEmptyInbox()
      try await scratch.expectSound()
    }
  }

  /// Runs `body` beside a daemon; then nothing but `emptied` may be left in the inbox, and the books are sound.
  private func withDaemon(
    _ definitions: [String: String] = Definitions.standard,
    _ body: (Scratch, ChildProcess) async throws -> Void,
    emptied: () -> [String] = { [] }
  ) async throws {
    try await withScratch(definitions) { scratch in
      let daemon = try await scratch.daemon()
      try await body(scratch, daemon)
      try await scratch.stop(daemon)
      #expect(scratch.files(in: "inbox") == emptied(), "stranded")
      try await scratch.expectSound()
    }
  }
}
