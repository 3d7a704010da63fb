import Foundation
import Glibc
import Testing

/// Folders whose files come without events: polling and scanning find them, at the real daemon.
@Suite(.timeLimit(.minutes(5)))
struct LostEventsTests {
  @Test(
    "a folder that gives no events is polled, and doctor says so",
    .enabled(if: SilentFolder.isPossible, "bindfs is missing, or may not mount here (/dev/fuse)")
  )
  func silentFolder() async throws {
    try await withScratch { scratch in
      let folder = try await SilentFolder(scratch, at: "inbox/invoices")
      defer { folder.unmount() }
      #expect(try await folder.isSilent(), "the kernel told of a file behind the mount")

      let daemon = try await scratch.daemon("--log")
      try scratch.write(Papers.invoice("L-1"), to: folder.behind + "/one.xml")
      try await scratch.settled(arrivals: 1)
      try scratch.makeFolder(folder.behind + "/May")
      try scratch.write(Papers.invoice("L-2", net: 200), to: folder.behind + "/May/two.xml")
      try scratch.drop(Papers.invoice("L-3", net: 300), as: folder.behind + "/three.xml")
      try scratch.write(Papers.invoice("L-4", net: 400), to: "inbox/invoices/four.xml")
      let status = try await scratch.settled(arrivals: 4)
      #expect(status.arrivals == ["read": 4])
      #expect(status.documentCount == 4)
      try await scratch.eventually("all are taken out behind the mount too") {
        scratch.files(in: folder.behind).isEmpty
      }

      let doctor = try await scratch.tickmark("doctor")
      let told = "inbox/invoices: is on FUSE, which does not tell what others write"
      #expect(
        doctor.output.contains("warn  " + told + ": it is looked at every 5 seconds"),
        "\(doctor.testDescription)"
      )
      #expect(
        doctor.output.contains("inbox/bank: a dropped file is noticed at once"),
        "\(doctor.testDescription)"
      )
      try await scratch.stop(daemon)
      try scratch.expectEmptyInbox()
      try await scratch.expectSound()
    }
  }

  @Test(
    "a silent folder that is unmounted and mounted again goes on",
    .enabled(if: SilentFolder.isPossible, "bindfs is missing, or may not mount here (/dev/fuse)"),
    .enabled(if: Scratch.isFull, "takes a minute: TICKMARK_FULL=1")
  )
  func mountedAgain() async throws {
    try await withScratch { scratch in
      let first = try await SilentFolder(scratch, at: "inbox/invoices")
      defer { first.unmount() }
      let daemon = try await scratch.daemon()
      try scratch.write(Papers.invoice("L-1"), to: first.behind + "/one.xml")
      try await scratch.settled(arrivals: 1)
      first.unmount()
      try scratch.write(Papers.invoice("L-2", net: 200), to: first.behind + "/two.xml")
      // Long enough for the daemon to see the empty folder that is now there.
      try await Task.sleep(for: .seconds(8))
      #expect(try await scratch.status().arrivalCount == 1)
      let second = try await SilentFolder(scratch, at: "inbox/invoices")
      defer { second.unmount() }
      let status = try await scratch.settled(arrivals: 2, seconds: 90)
      #expect(status.documentCount == 2)
      try await scratch.stop(daemon)
      try await scratch.expectSound()
    }
  }

  @Test(
    "the kernel's queue overflows under a burst at the real daemon, and no file is stranded",
    .enabled(
      if: EventQueue.canBeShortened,
      "needs root: it shortens the queue of events for a moment"
    )
  )
  func overflow() async throws {
    let files = 1_500
    try await withScratch(["bank": Definitions.bank]) { scratch in
      let daemon = try await EventQueue.withShort { try await scratch.daemon("--log") }
      for number in 0..<files {
        let row = "Date,Amount,Name,Text\n\(Papers.day(-3)),-1.00,Payee \(number),\(number)\n"
        try scratch.write(row, to: "inbox/bank/\(number).csv")
      }
      // In less than the minute after which the next scan comes by itself: only the overflow can have caused one.
      let status = try await scratch.settled(arrivals: files, seconds: 50)
      #expect(status.arrivals == ["read": files])
      let answer = try await scratch.tickmark("status")
      #expect(answer.output.contains("bank: \(files) entries"), "\(answer.output)")
      #expect(daemon.output.contains("events lost, scanning all folders times="), "no overflow")
      try await scratch.stop(daemon)
      try scratch.expectEmptyInbox()
      try await scratch.expectSound()
    }
  }
}

/// The kernel's limit for events that wait; an inotify instance takes the limit of the moment it is made.
private enum EventQueue {
  private static let path = "/proc/sys/fs/inotify/max_queued_events"
  static let short = 16

  static let canBeShortened = unsafe access(path, W_OK) == 0

  /// Makes the queue short while `body` runs, and as long as before again.
  static func withShort<Value>(_ body: () async throws -> Value) async throws -> Value {
    let before = try #require(Int(ChildProcess.text(path).filter(\.isNumber)))
    try set(short)
    let result: Result<Value, any Error>
    do { result = .success(try await body()) } catch { result = .failure(error) }
    try set(before)
    return try result.get()
  }

  private static func set(_ length: Int) throws {
    try Data("\(length)\n".utf8).write(to: URL(filePath: path))
    try #require(Int(ChildProcess.text(path).filter(\.isNumber)) == length)
  }
}
