import Foundation
import Glibc

/// A scratch workspace and the programs under measurement.
final class Scratch {
  let root: String
  let tickmark: String

  init(_ name: String) throws {
    let programs = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().path
    tickmark = programs + "/tickmark"
    root = "/var/tmp/tickmark-benchmark-\(getpid())-\(name)"
    try? FileManager.default.removeItem(atPath: root)
    for folder in [
      "workflows", "inbox/invoices", "inbox/bank", "inbox/expenses", "inbox/cards", "staging",
    ] {
      try FileManager.default.createDirectory(
        atPath: root + "/" + folder,
        withIntermediateDirectories: true
      )
    }
    try write("workflows/invoices.json", Self.invoices)
    try write("workflows/bank.json", Self.bank)
    try write("workflows/expenses.json", Self.expenses)
    try write("workflows/cards.json", Self.cards)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: root)
  }

  func write(_ path: String, _ text: String) throws {
    try Data(text.utf8).write(to: URL(filePath: root + "/" + path))
  }

  /// Writes beside the inbox and renames into place, as a careful sender does.
  func drop(_ folder: String, _ name: String, _ text: String) throws {
    try write("staging/" + name, text)
    try move(name, folder)
  }

  func move(_ name: String, _ folder: String) throws {
    guard unsafe rename("\(root)/staging/\(name)", "\(root)/inbox/\(folder)/\(name)") == 0 else {
      throw CocoaError(.fileWriteUnknown)
    }
  }

  /// Starts `tickmark` with the arguments; its output goes to the pipe.
  func start(_ arguments: [String], output: Pipe? = nil) throws -> Process {
    let process = Process()
    process.executableURL = URL(filePath: tickmark)
    process.arguments = arguments + ["--workspace", root]
    process.standardOutput = output ?? FileHandle.nullDevice
    try process.run()
    return process
  }

  /// Documents decided so far, as `status` says.
  func status() throws -> [String: Any] {
    let pipe = Pipe()
    let process = try start(["status", "--format", "json"], output: pipe)
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
  }

  func documentCount() throws -> Int {
    (try status()["documents"] as? [String: Int] ?? [:]).values.reduce(0, +)
  }

  private static let invoices = """
    { "format": 1, "workflow": "invoices", "document": "invoice", "watch": "inbox/invoices",
      "reconcile": { "ledger": "bank", "costs": "negative" } }
    """
  private static let bank = """
    { "format": 1, "workflow": "bank", "document": "ledger", "watch": "inbox/bank",
      "read": { "csv": { "separator": ";", "columns": {
        "id": { "header": "No" }, "day": { "header": "Date", "format": "yyyy-MM-dd" },
        "amount": { "header": "Amount", "currency": "EUR" },
        "counterparty": { "header": "Name" }, "memo": { "header": "Text" } } } } }
    """
  private static let expenses = """
    { "format": 1, "workflow": "expenses", "document": "expense", "watch": "inbox/expenses",
      "read": { "csv": { "separator": ";", "columns": {
        "number": { "header": "No" }, "issueDate": { "header": "Date", "format": "yyyy-MM-dd" },
        "totals.gross": { "header": "Amount", "currency": "EUR", "negate": true },
        "seller.name": { "header": "Name" }, "purpose": { "header": "Text" } } } } }
    """
  /// As `workflows/card-expenses.json`: a computed field, a check of its own, and a ledger, which stays empty.
  private static let cards = """
    { "format": 1, "workflow": "cards", "document": "expense", "watch": "inbox/cards",
      "read": { "csv": { "separator": ";", "columns": {
        "issueDate": { "header": "Date", "format": "yyyy-MM-dd" },
        "totals.gross": { "header": "Amount", "currency": "EUR", "negate": true },
        "seller.name": { "header": "Name" },
        "card": { "header": "Text", "match": "([0-9]+)", "type": "text" } } } },
      "set": { "category": { "firstOf": [
        { "when": "document.seller.name.matches('(?i)hotel|pension|hostel')", "value": "'lodging'" },
        { "when": "document.seller.name.matches('(?i)taxi|bahn|tank|rail')", "value": "'travel'" },
        { "value": "'unsorted'" } ] } },
      "check": [
        { "id": "supplier-known", "severity": "off" },
        { "id": "over-limit", "when": "category == 'lodging'",
          "assert": "document.totals.gross <= money(250.00, 'EUR')",
          "message": "{document.totals.gross} is over the {category} limit", "severity": "review" } ],
      "reconcile": { "ledger": "bank", "window": "10 d", "costs": "negative" } }
    """
}

/// What the kernel says of a process.
struct ProcessFacts {
  var peakKilobytes = 0
  var residentKilobytes = 0
  var ticks = 0

  init(_ identifier: Int32) {
    let status = (try? String(contentsOfFile: "/proc/\(identifier)/status", encoding: .utf8)) ?? ""
    for line in status.split(separator: "\n") {
      let number = Int(line.filter(\.isNumber)) ?? 0
      if line.hasPrefix("VmHWM") { peakKilobytes = number }
      if line.hasPrefix("VmRSS") { residentKilobytes = number }
    }
    let stat = (try? String(contentsOfFile: "/proc/\(identifier)/stat", encoding: .utf8)) ?? ""
    let fields = stat.split(separator: ")").last?.split(separator: " ") ?? []
    if fields.count > 12 { ticks = (Int(fields[11]) ?? 0) + (Int(fields[12]) ?? 0) }
  }

  /// The processes that `parent` started.
  static func children(of parent: Int32) -> [Int32] {
    let path = "/proc/\(parent)/task/"
    let threads = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return threads.flatMap { thread -> [Int32] in
      let text = (try? String(contentsOfFile: path + thread + "/children", encoding: .utf8)) ?? ""
      return text.split(separator: " ").compactMap { Int32($0) }
    }
  }
}

/// Lines of a pipe with the moment each came, read on a thread of its own.
final class LineClock: @unchecked Sendable {
  // The lock is `condition`.
  private let condition = NSCondition()
  private var lines: [(text: String, moment: ContinuousClock.Instant)] = []
  private var isClosed = false

  init(_ pipe: Pipe) {
    let handle = pipe.fileHandleForReading
    Thread.detachNewThread { [self] in
      var rest = ""
      while true {
        let data = handle.availableData
        let moment = ContinuousClock.now
        condition.lock()
        defer { condition.unlock() }
        guard !data.isEmpty else {
          isClosed = true
          condition.broadcast()
          return
        }
        rest += String(decoding: data, as: UTF8.self)
        var parts = rest.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        rest = parts.removeLast()
        lines += parts.map { ($0, moment) }
        condition.broadcast()
      }
    }
  }

  /// The moment of the first line from `start` on that satisfies `test`; nil when there is none within the time.
  func wait(
    seconds: Double,
    _ test: (String) -> Bool
  ) -> ContinuousClock.Instant? {
    let deadline = Date(timeIntervalSinceNow: seconds)
    condition.lock()
    defer { condition.unlock() }
    var seen = 0
    while true {
      while seen < lines.count {
        if test(lines[seen].text) { return lines[seen].moment }
        seen += 1
      }
      if isClosed || !condition.wait(until: deadline) { return nil }
    }
  }

  /// Waits until `count` lines satisfy `test`.
  func wait(seconds: Double, count: Int, _ test: (String) -> Bool) -> Bool {
    let deadline = Date(timeIntervalSinceNow: seconds)
    condition.lock()
    defer { condition.unlock() }
    var seen = 0
    var found = 0
    while true {
      while seen < lines.count {
        if test(lines[seen].text) { found += 1 }
        seen += 1
      }
      if found >= count { return true }
      if isClosed || !condition.wait(until: deadline) { return false }
    }
  }
}
