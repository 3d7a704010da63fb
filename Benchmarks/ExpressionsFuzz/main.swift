// Mutated expressions by the million: no crash, no hang, no growth; see Benchmarks/README.md.
import ExpressionsFuzzing
import Foundation
import Glibc

/// What is asked for: `--count 1000000 --seed 7 [--show]`.
struct Request {
  var count = 1_000_000
  var seed: UInt64 = 20_260_314
  /// Prints each expression before it is looked at: the last line is the one that crashed.
  var shows = false

  init(_ arguments: [String]) {
    var rest = arguments[...]
    while let word = rest.popFirst() {
      switch word {
      case "--count": count = rest.popFirst().flatMap { Int($0) } ?? count
      case "--seed": seed = rest.popFirst().flatMap { UInt64($0) } ?? seed
      case "--show": shows = true
      default:
        print("usage: ExpressionsFuzz [--count N] [--seed S] [--show]")
        exit(2)
      }
    }
  }
}

/// Resident memory of this process.
func residentKiB() throws -> Int {
  let text = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
  let pages = text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
  return pages * 4
}

/// Processor time of this thread: what others do on the machine does not count.
func processorSeconds() -> Double {
  var time = timespec()
  guard unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time) == 0 else { return 0 }
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// The run with its counts; none of them is a variable of the file's.
///
/// - Returns: the exit code.
func campaign(_ request: Request) throws -> Int32 {
  print("\(request.count) expressions, seed \(request.seed)")
  let corpus = try ExpressionsPage().sources
  var mutator = ExpressionMutator(seed: request.seed, corpus: corpus)
  var run = try FuzzRun()
  var broken = 0
  var slowest: [(seconds: Double, source: String)] = []
  var memory: [Int] = []
  /// Of inputs that take long enough to be measured: what a step takes at most.
  var dearestStep: (seconds: Double, source: String) = (0, "")
  let begin = processorSeconds()
  for round in 0..<request.count {
    // The first thousands fill tables that stay.
    if round == min(20_000, request.count / 10) || round == request.count / 2 {
      memory.append(try residentKiB())
    }
    let source = mutator.next()
    if request.shows { FileHandle.standardError.write(Data("\(round): \(source)\n".utf8)) }
    let start = processorSeconds()
    let complaints = run.look(at: source)
    let seconds = processorSeconds() - start
    if seconds > slowest.last?.seconds ?? 0 || slowest.count < 5 {
      slowest.append((seconds, source))
      slowest.sort { $0.seconds > $1.seconds }
      slowest = Array(slowest.prefix(5))
    }
    if run.steps > 10_000, seconds / Double(run.steps) > dearestStep.seconds {
      dearestStep = (seconds / Double(run.steps), source)
    }
    for complaint in complaints {
      broken += 1
      if broken <= 40 { print("round \(round): \(complaint.prefix(1_000))") }
    }
    if seconds > 1 {
      broken += 1
      print("round \(round) takes \(seconds) s: \(source.prefix(1_000))")
    }
  }
  memory.append(try residentKiB())
  print(
    "processor time \(processorSeconds() - begin) s; memory at start, middle, end: \(memory) KiB"
  )
  for (ending, count) in run.tally.sorted(by: { $0.key < $1.key }) { print("  \(count) \(ending)") }
  print(
    "most steps \(run.dearest.steps) of \(FuzzRun.costLimit): \(run.dearest.source.prefix(300))"
  )
  // Each is evaluated twice, traced twice and rendered once.
  let nanoseconds = Int(dearestStep.seconds / 2.5 * 1e9)
  print("dearest step \(nanoseconds) ns: \(dearestStep.source.prefix(300))")
  for (seconds, source) in slowest { print("slow, \(seconds) s: \(source.prefix(300))") }
  print(broken == 0 ? "no promise was broken" : "\(broken) promises were broken")
  return broken == 0 ? 0 : 1
}

exit(try campaign(Request(Array(CommandLine.arguments.dropFirst()))))
