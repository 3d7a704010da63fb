import Foundation
import Testing

@Suite(.timeLimit(.minutes(3)))
struct VerifyTests {
  private static func books(_ scratch: Scratch) async throws {
    try scratch.drop(Papers.bank([(100, "Invoice L-1")]), as: "inbox/bank/b.csv")
    try scratch.drop(Papers.invoice("L-1"), as: "inbox/invoices/one.xml")
    #expect(try await scratch.tickmark("run", "--once").code == 0)
    let sound = try await scratch.tickmark("verify")
    #expect(sound.code == 0, "\(sound.testDescription)")
    #expect(sound.output.contains("2 files, every byte as it arrived"))
    #expect(sound.output.contains("the chain holds"))
    #expect(sound.output.contains("Totals     foot"))
  }

  @Test("one flipped byte in the archive is found and its file named")
  func flippedByte() async throws {
    try await withScratch { scratch in
      try await Self.books(scratch)
      let archive = scratch.path(".tickmark/archive")
      let name = try #require(scratch.files(in: archive).first)
      var bytes = Array(FileManager.default.contents(atPath: archive + "/" + name) ?? Data())
      bytes[bytes.count / 2] ^= 1
      let hash = String(name.suffix(64))
      try FileManager.default.removeItem(atPath: archive + "/" + name)
      try scratch.write(bytes, to: archive + "/" + name)
      let answer = try await scratch.tickmark("verify")
      #expect(answer.code == 1)
      #expect(answer.output.contains("CHANGED  \(hash)"), "\(answer.output)")
      let json = try await scratch.tickmark("verify", "--format", "json").objects()
      #expect(json.first?["corrupt"] as? [String] == [hash])

      try FileManager.default.removeItem(atPath: archive + "/" + name)
      let missing = try await scratch.tickmark("verify")
      #expect(missing.code == 1)
      #expect(missing.output.contains("MISSING  \(hash)"), "\(missing.output)")
    }
  }

  @Test("an audit record that somebody edited behind the program's back breaks the chain")
  func editedAudit() async throws {
    try await withScratch { scratch in
      try await Self.books(scratch)
      let path = scratch.path(".tickmark/state.db")
      var bytes = Array(try #require(FileManager.default.contents(atPath: path)))
      // The facts of an arrival stand in the audit log as JSON: change one digit in place.
      let fact = Array("{\"arrival\":2".utf8)
      let start = try #require(Self.start(of: fact, in: bytes))
      bytes[start + fact.count - 1] = UInt8(ascii: "7")
      try scratch.write(bytes, to: path)
      let answer = try await scratch.tickmark("verify")
      #expect(answer.code == 1, "\(answer.testDescription)")
      #expect(answer.output.contains("BROKEN at record"), "\(answer.output)")
    }
  }

  private static func start(of pattern: [UInt8], in bytes: [UInt8]) -> Int? {
    bytes.indices.first { bytes[$0] == pattern[0] && bytes[$0...].starts(with: pattern) }
  }

  @Test("doctor examines folders, disk, reader and definitions, each line ok, warn or bad")
  func doctor() async throws {
    try await withScratch { scratch in
      let well = try await scratch.tickmark("doctor")
      #expect(well.code == 0, "\(well.testDescription)")
      for word in ["definitions", "inbox/invoices", "disk space", "reader", "inotify", "*.part"] {
        #expect(well.output.contains(word), "\(word)")
      }
      #expect(scratch.files(in: "inbox").isEmpty, "the probe is removed")
      try await Self.books(scratch)
      try scratch.write("{", to: "workflows/bank.json")
      let ill = try await scratch.tickmark("doctor")
      #expect(ill.code == 1)
      #expect(ill.output.contains("bad   definitions"))
      #expect(ill.output.contains("tickmark check"))
      #expect(!ill.output.contains("ExitCode"), "\(ill.output)")
      let json = try await scratch.tickmark("doctor", "--format", "json")
      #expect(json.output.contains("\"health\":\"bad\""))
    }
  }
}
