import CSystem
import Foundation
import ReadersFuzzing
import Readings

/// Reads one mutated paper after the other, and tells what they came to.
final class FuzzRun {
  /// What a process may take for one paper, as the daemon gives it; then it is ended.
  private static let maximumSeconds = 60
  /// What a paper without letters to recognise may take.
  private static let usualSeconds = 5.0
  /// Models, fonts and character sets are loaded once, by the first papers that need them.
  private static let allowedGrowthKiB = 48 << 10

  private let request: FuzzRequest
  private let inputs: FuzzInputs
  private let progress: FileHandle?
  private var tallies: [String: FuzzTally] = [:]
  private var broken = 0

  init(_ request: FuzzRequest, progress: String?) throws {
    self.request = request
    let corpora = ProcessInfo.processInfo.environment["TICKMARK_CORPORA"]
    inputs = FuzzInputs(
      seed: request.seed,
      more: try CorpusPapers.all(corpora),
      only: request.only
    )
    guard let progress else {
      self.progress = nil
      return
    }
    try Data().write(to: URL(filePath: progress))
    self.progress = try FileHandle(forWritingTo: URL(filePath: progress))
  }

  /// Writes the input that `--from` names.
  func write(to path: String) throws {
    guard let input = inputs.input(request.from) else { return print("there is no such paper") }
    try Data(input.bytes).write(to: URL(filePath: path))
    print("\(input.family), \(input.bytes.count) bytes, to be read as \(input.instructions)")
  }

  /// The exit code: 0, or 1 when a promise was broken.
  func run() throws -> Int32 {
    let papers = inputs.papers.values.reduce(0) { $0 + $1.count }
    let end = request.from + request.count
    print(
      "seed \(request.seed), inputs \(request.from) to \(end - 1), \(papers) papers of \(inputs.papers.count) kinds"
    )
    let begin = processorSeconds()
    var memory: [Int] = []
    for number in request.from..<end {
      let done = number - request.from
      if done % max(1, request.count / 5) == 0, done > 0 { memory.append(try residentKiB()) }
      guard let input = inputs.input(number) else {
        print("there is no paper of the kind \(request.only ?? "")")
        return 2
      }
      try note(number)
      limit(Self.maximumSeconds)
      read(input, number)
    }
    limit(0)
    memory.append(try residentKiB())
    report(memory, seconds: processorSeconds() - begin)
    return broken == 0 ? 0 : 1
  }

  private func read(_ input: FuzzInputs.Input, _ number: Int) {
    let start = processorSeconds()
    let isPicture = input.family == FileKind.image.rawValue || input.family == FileKind.pdf.rawValue
    // Letters are recognised for as long as there is time, so twice may be different.
    let reading = FuzzedReading(
      input.bytes,
      input.instructions,
      isTwice: number % 16 == 0 && !isPicture,
      isSurveyed: number % 4 == 0
    )
    let seconds = processorSeconds() - start
    for complaint in reading.complaints { tell(number, input, complaint) }
    if seconds > (isPicture ? 40 : Self.usualSeconds) { tell(number, input, "takes \(seconds) s") }
    tallies[input.family, default: FuzzTally()].add(reading, number: number, seconds: seconds)
  }

  private func tell(_ number: Int, _ input: FuzzInputs.Input, _ complaint: String) {
    broken += 1
    guard broken <= 60 else { return }
    print("input \(number) (\(input.family)): \(complaint.prefix(500))")
    // The next input may end this process.
    fflush(nil)
  }

  private func report(_ memory: [Int], seconds: Double) {
    for (family, tally) in tallies.sorted(by: { $0.key < $1.key }) {
      print("  \(family): \(tally)")
    }
    print("processor time \(Int(seconds)) s; memory on the way and at the end: \(memory) KiB")
    if let first = memory.first, let last = memory.last, request.count >= 10_000,
      last - first > Self.allowedGrowthKiB
    {
      broken += 1
      print("memory grew by \(last - first) KiB")
    }
    print(broken == 0 ? "no promise was broken" : "\(broken) promises were broken")
  }

  /// Where to find the input that ends the process.
  private func note(_ number: Int) throws {
    guard let progress else { return }
    try progress.seek(toOffset: 0)
    // Numbers only grow, so that none leaves digits of another behind it.
    try progress.write(contentsOf: Data("\(number)\n".utf8))
  }

  /// Ends this process after so much processor time, or ten times that by the clock; 0: never.
  private func limit(_ seconds: Int) {
    var timer = itimerval()
    timer.it_value.tv_sec = seconds
    guard unsafe setitimer(__itimer_which_t(ITIMER_PROF.rawValue), &timer, nil) == 0 else { return }
    alarm(UInt32(seconds * 10))
  }

  private func residentKiB() throws -> Int {
    tickmark_trim_memory()
    let text = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
    return (text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) * 4
  }

  private func processorSeconds() -> Double {
    var time = timespec()
    guard unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time) == 0 else { return 0 }
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
