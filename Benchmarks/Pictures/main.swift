// Pictures (or any papers) one after the other in one warm process: what was read of each, and the processor time.
//
//   PicturesBenchmark FILE... > read.ndjson     one line a file, as tools that compare fields want it
//   PicturesBenchmark --rounds 5 FILE...        the median of so many rounds, in seconds, on the error output
import Documents
import Foundation
import Readers
import Readings
import Values

func processorSeconds() -> Double {
  var time = timespec()
  unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

func read(_ path: String) -> Document? {
  guard let data = try? Data(contentsOf: URL(filePath: path)) else { return nil }
  var instructions = ReadInstructions(target: .expense)
  instructions.ocr = nil
  var document: Document?
  let input = MemoryInput([UInt8](data))
  _ = FileReader.read(input, instructions: instructions, fileName: path) { item in
    if case .document(let found) = item, document == nil { document = found }
  }
  return document
}

func line(_ path: String, _ document: Document?, seconds: Double) throws -> String {
  var values: [String: Any] = [:]
  var confidence: [String: String] = [:]
  for (field, source) in document?.sources ?? [:] {
    confidence[field] = source.confidence?.description ?? ""
  }
  func text(_ field: String) -> String? { document?.text(at: field) }
  values["issueDate"] = text("issueDate")
  values["totals"] = text("totals.gross").map { ["gross": $0] }
  values["seller"] = ["name": text("seller.name"), "address": text("seller.address")]
    .compactMapValues { $0 }
  let object: [String: Any] = [
    "file": path, "documents": document == nil ? [] : [values], "confidence": confidence,
    "seconds": seconds,
  ]
  let data = try JSONSerialization.data(withJSONObject: object, options: [.sortedKeys])
  return String(decoding: data, as: UTF8.self)
}

var files = Array(CommandLine.arguments.dropFirst())
var rounds = 1
if files.first == "--rounds", files.count > 1, let number = Int(files[1]), number > 0 {
  rounds = number
  files.removeFirst(2)
}
var times: [Double] = []
for round in 0..<rounds {
  let begin = processorSeconds()
  for path in files {
    let start = processorSeconds()
    let document = read(path)
    if round == 0 { print(try line(path, document, seconds: processorSeconds() - start)) }
  }
  times.append(processorSeconds() - begin)
}
times.sort()
let text =
  "\(files.count) files, processor seconds of \(rounds) rounds: \(times); median \(times[times.count / 2])\n"
FileHandle.standardError.write(Data(text.utf8))
