import Foundation
import Glibc

// Measures the release daemon from outside, as a user meets it:
//   swift build -c release
//   .build/release/TickmarkBenchmark [backlog|latency|csv|expenses|cards|memory|idle|recovery|stored ...] [--count N] [--rounds N]
// Each scenario prints one line; medians over the rounds. Papers are made on the fly and thrown away.

let arguments = Array(CommandLine.arguments.dropFirst())
func option(_ name: String, _ fallback: Int) -> Int {
  arguments.firstIndex(of: name).flatMap { Int(arguments[$0 + 1]) } ?? fallback
}
let rounds = option("--rounds", 3)
let asked = arguments.filter { Scenario(rawValue: $0) != nil }.compactMap { Scenario(rawValue: $0) }

for scenario in asked.isEmpty ? Scenario.allCases : asked {
  try scenario.run(count: option("--count", scenario.count), rounds: rounds)
}

enum Scenario: String, CaseIterable {
  case latency
  case backlog
  case csv
  case expenses
  case cards
  case memory
  case idle
  case recovery
  case stored

  var count: Int {
    switch self {
    case .latency, .stored: 300
    case .backlog, .recovery: 10_000
    case .csv: 500_000
    case .expenses, .cards: 50_000
    case .memory: 100
    case .idle: 60
    }
  }

  func run(count: Int, rounds: Int) throws {
    switch self {
    case .latency: try measureLatency(count)
    case .backlog:
      try repeated(rounds, "backlog of \(count) invoices, a second") { try measureBacklog(count) }
    case .csv:
      try repeated(rounds, "ledger CSV of \(count) rows, a second from taken to booked") {
        try rows(count, "bank")
      }
    case .expenses:
      try repeated(rounds, "expense CSV of \(count) rows, a second from taken to decided") {
        try rows(count, "expenses")
      }
    case .cards:
      try repeated(rounds, "card CSV of \(count) rows with rules, a second from taken to decided") {
        try rows(count, "cards")
      }
    case .memory: try measureMemory(megabytes: count)
    case .idle: try measureIdle(seconds: count)
    case .recovery: try measureRecovery(count)
    case .stored:
      let books = StoredBooks(
        entries: option("--entries", 1_000_000),
        documents: option("--documents", 20_000),
        count: count
      )
      try books.measure()
    }
  }
}

func repeated(_ rounds: Int, _ what: String, _ body: () throws -> Double) throws {
  let values = try (0..<rounds).map { _ in try body() }.sorted()
  print("\(what): median \(Int(values[values.count / 2])) of \(values.map { Int($0) })")
}

func seconds(_ start: ContinuousClock.Instant, _ end: ContinuousClock.Instant = .now) -> Double {
  start.duration(to: end) / .seconds(1)
}

/// Drop (rename into place) to the line that tells the decision.
func measureLatency(_ count: Int) throws {
  let scratch = try Scratch("latency")
  let pipe = Pipe()
  let daemon = try scratch.start(["run"], output: pipe)
  defer { daemon.terminate() }
  let lines = LineClock(pipe)
  guard lines.wait(seconds: 20, { $0.hasPrefix("tickmark runs") }) != nil else { return }
  usleep(500_000)
  var times: [Double] = []
  for number in 0..<count {
    let name = "invoice-\(number).xml"
    try scratch.write("staging/" + name, Papers.invoice(number))
    let start = ContinuousClock.now
    try scratch.move(name, "invoices")
    guard let end = lines.wait(seconds: 10, { $0.contains(name) && $0.contains("->") }) else {
      print("latency: no decision on \(name) within 10 s")
      return
    }
    times.append(seconds(start, end) * 1_000)
    usleep(20_000)
  }
  times.sort()
  func rank(_ share: Double) -> Int {
    Int(times[min(times.count - 1, Int(Double(times.count) * share))])
  }
  print(
    "drop to decision over \(count): p50 \(rank(0.5)) ms, p90 \(rank(0.9)) ms, p99 \(rank(0.99)) ms"
  )
}

func measureBacklog(_ count: Int) throws -> Double {
  let scratch = try Scratch("backlog")
  for number in 0..<count {
    try scratch.drop("invoices", "invoice-\(number).xml", Papers.invoice(number))
  }
  sync()
  let start = ContinuousClock.now
  let daemon = try scratch.start(["run", "--once", "--quiet"])
  daemon.waitUntilExit()
  let time = seconds(start)
  let decided = try scratch.documentCount()
  guard decided == count else {
    print("backlog: \(decided) of \(count) were decided")
    return 0
  }
  return Double(count) / time
}

func table(_ count: Int) -> String {
  var text = Papers.ledgerHeader
  for row in 1...count { text += Papers.ledgerRow(row) }
  return text
}

/// From the moment that a table is safe in the archive to the moment that all of it is booked or decided, durably.
///
/// Settling before that is waiting, and the reports after it are no rows.
func rows(_ count: Int, _ folder: String) throws -> Double {
  let scratch = try Scratch("rows")
  try scratch.drop(folder, "table.csv", table(count))
  sync()
  let pipe = Pipe()
  let daemon = try scratch.start(["run", "--once"], output: pipe)
  let lines = LineClock(pipe)
  let taken = lines.wait(seconds: 60) { $0.contains("safe in the archive") }
  let done = lines.wait(seconds: 600) { $0.contains(" -> ") || $0.contains("entries added") }
  daemon.waitUntilExit()
  guard let taken, let done else {
    print("rows: the table was not decided")
    return 0
  }
  return Double(count) / seconds(taken, done)
}

/// Peak memory of the daemon and of its readers over one large CSV.
func measureMemory(megabytes: Int) throws {
  let scratch = try Scratch("memory")
  let rowBytes = Papers.ledgerRow(123_456).utf8.count
  let count = megabytes * 1_000_000 / rowBytes
  try scratch.drop("bank", "large.csv", table(count))
  let start = ContinuousClock.now
  let daemon = try scratch.start(["run", "--once", "--quiet"])
  var (own, readers) = (0, 0)
  while daemon.isRunning {
    own = max(own, ProcessFacts(daemon.processIdentifier).peakKilobytes)
    for child in ProcessFacts.children(of: daemon.processIdentifier) {
      readers = max(readers, ProcessFacts(child).peakKilobytes)
    }
    usleep(50_000)
  }
  let time = seconds(start)
  print(
    "CSV of \(megabytes) MB, \(count) rows: daemon peak \(own / 1024) MB, a reader \(readers / 1024) MB, "
      + "\(Int(time)) s (\(Int(Double(count) / time)) rows a second)"
  )
}

func measureIdle(seconds time: Int) throws {
  let scratch = try Scratch("idle")
  for number in 0..<20 { try scratch.drop("invoices", "i\(number).xml", Papers.invoice(number)) }
  let pipe = Pipe()
  let daemon = try scratch.start(["run"], output: pipe)
  defer { daemon.terminate() }
  let lines = LineClock(pipe)
  guard lines.wait(seconds: 20, count: 20, { $0.contains("->") }) else {
    return print("idle: no decisions")
  }
  sleep(5)
  let before = ProcessFacts(daemon.processIdentifier)
  sleep(UInt32(time))
  let after = ProcessFacts(daemon.processIdentifier)
  let share =
    Double(after.ticks - before.ticks) / Double(sysconf(Int32(_SC_CLK_TCK))) / Double(time) * 100
  let readers = ProcessFacts.children(of: daemon.processIdentifier)
    .map { ProcessFacts($0).residentKilobytes / 1024 }
  print(
    "idle for \(time) s: daemon \(after.residentKilobytes / 1024) MB, readers \(readers) MB, "
      + "\((share * 1_000).rounded() / 1_000) % of a core"
  )
}

/// From the restart after a kill with all jobs queued to the first decision.
func measureRecovery(_ count: Int) throws {
  let scratch = try Scratch("recovery")
  for number in 0..<count {
    try scratch.drop("invoices", "invoice-\(number).xml", Papers.invoice(number))
  }
  let pipe = Pipe()
  let daemon = try scratch.start(["run"], output: pipe)
  let lines = LineClock(pipe)
  let isTaken = lines.wait(seconds: 300, count: count) { $0.contains("safe in the archive") }
  kill(daemon.processIdentifier, SIGKILL)
  daemon.waitUntilExit()
  let output = Pipe()
  let start = ContinuousClock.now
  let second = try scratch.start(["run"], output: output)
  defer { second.terminate() }
  let after = LineClock(output)
  guard isTaken, let first = after.wait(seconds: 60, { $0.contains("->") }) else {
    return print("recovery: no decision after the restart")
  }
  print(
    "restart after a kill with up to \(count) jobs queued: first decision after \(Int(seconds(start, first) * 1_000)) ms"
  )
}
