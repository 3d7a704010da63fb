import Foundation
import Glibc
import Testing

/// Hostile files through the real daemon: each costs itself, never the daemon.
@Suite(.timeLimit(.minutes(5)))
struct HostileInputTests {
  @Test(
    "billion laughs, entities from disk and network, deep nesting: a problem each, nothing fetched"
  )
  func xml() async throws {
    let ear = try Ear()
    defer { ear.close() }
    try await check(HostileFile.xml(port: ear.port)) { scratch in
      let names = try await scratch.tickmark("status", "names.xml")
      #expect(names.output.contains("xml.too-many-names"), "\(names.output)")
      for name in ["exceptions.html", "exceptions.json", "exceptions.csv"] {
        #expect(!scratch.text("reports/" + name).contains("root:x:0"), "/etc/passwd was read")
      }
    }
    #expect(!ear.heardSomething, "somebody fetched an entity")
  }

  @Test("files cut off in the middle, of each kind")
  func truncated() async throws {
    try await check(HostileFile.truncated) { scratch in
      let answer = try await scratch.tickmark("status", "cut.eml")
      #expect(answer.output.contains("mail.no-invoice"), "\(answer.output)")
    }
  }

  @Test("mails and archives: bombs, nests without a bottom, passwords")
  func enclosed() async throws {
    try await check(HostileFile.enclosed, maximum: "8 MB") { scratch in
      for (name, code) in [
        ("bomb.zip", "enclosed.file-too-large"), ("nest.eml", "mail.too-deep"),
        ("sealed.zip", "zip.encrypted"),
      ] {
        let answer = try await scratch.tickmark("status", name)
        #expect(answer.output.contains(code), "\(name): \(answer.output)")
      }
    }
  }

  @Test("wrong encodings")
  func encodings() async throws { try await check(HostileFile.encodings) }

  @Test("binary rubbish under each extension")
  func rubbish() async throws { try await check(HostileFile.rubbish) }

  @Test("tables of quotes, of a million columns, of one line, of one cell")
  func tables() async throws { try await check(HostileFile.tables) }

  @Test("a very large XML is read within the reader's limits")
  func large() async throws {
    let bytes = (Scratch.isFull ? 100 : 20) << 20
    let line =
      "<cac:InvoiceLine><cbc:ID>1</cbc:ID><cac:Item><cbc:Name>Beam</cbc:Name></cac:Item></cac:InvoiceLine>\n"
    let many = String(repeating: line, count: bytes / line.utf8.count)
    let noisy = Papers.invoice("BIG-1").replacing(
      "<cac:InvoiceLine>",
      with: many + "<cac:InvoiceLine>"
    )
    let note = "<cbc:Note>" + String(repeating: "x", count: bytes) + "</cbc:Note>"
    try await check(
      [
        HostileFile("lines.xml", noisy, isRubbish: false),
        HostileFile("text.xml", Papers.invoice("BIG-2", note: note), isRubbish: false),
        HostileFile(
          "unknown.xml",
          "<a>" + String(repeating: "<b>c</b>", count: bytes / 8) + "</a>"
        ),
      ],
      maximum: "200 MB"
    )
  }

  /// Drops the files and a good one after them.
  private func check(
    _ files: [HostileFile],
    maximum: String = "3 MB",
    also: (Scratch) async throws -> Void = { _ in }
  ) async throws {
    var definitions = Definitions.standard
    definitions["invoices"] = Definitions.invoices(maximum: maximum)
    try await withScratch(definitions) { scratch in
      let daemon = try await scratch.daemon()
      try scratch.drop(Papers.invoice("WARM-1", net: 900), as: "inbox/invoices/warm.xml")
      try await scratch.settled(arrivals: 1)
      let before = try #require(daemon.memory("VmHWM"))
      for file in files { try scratch.drop(file.bytes, as: "inbox/\(file.folder)/\(file.name)") }
      try await scratch.settled(arrivals: files.count + 1, seconds: 120)
      try scratch.drop(Papers.invoice("GOOD-1", net: 800), as: "inbox/invoices/good.xml")
      let status = try await scratch.settled(arrivals: files.count + 2)
      let after = try #require(daemon.memory("VmHWM"))
      #expect(after - before < 40_000, "the daemon grew from \(before) to \(after) kB")
      #expect(try await scratch.tickmark("explain", "GOOD-1").code == 0, "\(status)")
      #expect(try await scratch.tickmark("explain", "EVIL-1").code == 2)
      try await expectProblems(files, scratch)
      try await also(scratch)
      try await scratch.stop(daemon)
      try scratch.expectEmptyInbox()
      try await scratch.expectSound()
    }
  }

  /// Each file came to a document or to an exception with a code and a remedy, rubbish always to the latter.
  private func expectProblems(_ files: [HostileFile], _ scratch: Scratch) async throws {
    let answer = try await scratch.tickmark("exceptions", "--format", "json")
    let report = try #require(
      try JSONSerialization.jsonObject(with: Data(answer.output.utf8)) as? [String: Any]
    )
    let exceptions = try #require(report["exceptions"] as? [[String: Any]])
    for file in files {
      let own = exceptions.filter { $0["file"] as? String == file.name }
      #expect(!own.isEmpty, "\(file.name) has no exception")
      if file.isRubbish {
        #expect(own.allSatisfy { $0["document"] == nil }, "\(file.name) became a document: \(own)")
      }
      for exception in own {
        #expect((exception["code"] as? String)?.isEmpty == false)
        #expect((exception["reason"] as? String)?.isEmpty == false)
        #expect(
          (exception["suggestion"] as? String)?.isEmpty == false,
          "\(file.name): \(exception)"
        )
        for problem in exception["problems"] as? [[String: Any]] ?? [] {
          #expect((problem["remedy"] as? String)?.isEmpty == false, "\(file.name): \(problem)")
        }
      }
    }
  }
}

/// A port of this machine that nobody should call.
struct Ear {
  let port: UInt16
  private let descriptor: Int32

  init() throws {
    let type = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
    descriptor = socket(AF_INET, type, 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let own = descriptor
    let isBound = unsafe withUnsafeMutablePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe bind(own, $0, size) == 0 && listen(own, 4) == 0 && getsockname(own, $0, &size) == 0
      }
    }
    port = UInt16(bigEndian: address.sin_port)
    try #require(isBound)
  }

  var heardSomething: Bool { accept(descriptor, nil, nil) >= 0 }

  func close() { Glibc.close(descriptor) }
}
