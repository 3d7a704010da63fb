import Documents
import FoundationEssentials
import Glibc
import Readers
import Readings
import Testing

/// The public e-invoices in `../shared/corpora`, with the terms that the official style sheets find.
@Suite(.enabled(if: Corpus.isPresent, "corpora not found beside the package"))
struct XMLCorpusTests {
  @Test
  func `every e-invoice gives one document and nearly all terms agree`() throws {
    var pairs = 0
    var right = 0
    var output = ""
    for expected in try Corpus.expected() {
      let reading = try Corpus.read(expected.file)
      #expect(reading.documents.count == 1, "\(expected.file): \(reading.problems)")
      let terms = reading.summary.terms?.first ?? [:]
      for term in Set(terms.keys).union(expected.terms.keys) {
        pairs += 1
        if Corpus.agree(terms[term] ?? [], expected.terms[term] ?? []) { right += 1 }
      }
      output += try Corpus.line(expected.file, terms)
    }
    if let path = ProcessInfo.processInfo.environment["TICKMARK_TERMS"] {
      try Data(output.utf8).write(to: URL(filePath: path))
    }
    // What is left: texts that the expected terms cut at 300 characters, `0` and `1` as indicators, codes off the lists.
    #expect(right * 1_000 >= pairs * 999, "\(right) of \(pairs) terms")
  }
}

enum Corpus {
  struct Expected: Decodable {
    var file: String
    var terms: [String: [String]]
  }

  /// Beside the package, or where `TICKMARK_CORPORA` says.
  static let folder =
    (ProcessInfo.processInfo.environment["TICKMARK_CORPORA"] ?? "../shared/corpora") + "/einvoices/"

  static var isPresent: Bool {
    FileManager.default.fileExists(atPath: folder + "expected.jsonl")
  }

  static func expected() throws -> [Expected] {
    let bytes = try Data(contentsOf: URL(filePath: folder + "expected.jsonl"))
    return try bytes.split(separator: UInt8(ascii: "\n")).map {
      try JSONDecoder().decode(Expected.self, from: Data($0))
    }
  }

  static func read(_ file: String) throws -> Reading {
    let bytes = try Data(contentsOf: URL(filePath: folder + file))
    var instructions = ReadInstructions(target: .invoice)
    instructions.wantsTerms = true
    var items: [ReadingItem] = []
    let summary = FileReader.read(
      MemoryInput([UInt8](bytes)),
      instructions: instructions,
      fileName: file
    ) { items.append($0) }
    return Reading(items: items, summary: summary)
  }

  /// The same values in any order, numbers as numbers, white space folded.
  static func agree(_ left: [String], _ right: [String]) -> Bool {
    left == right || left.map(normal).sorted() == right.map(normal).sorted()
  }

  static func line(_ file: String, _ terms: [String: [String]]) throws -> String {
    struct Line: Encodable {
      var file: String
      var terms: [String: [String]]
    }
    let bytes = try JSONEncoder().encode(Line(file: file, terms: terms))
    return String(decoding: bytes, as: UTF8.self) + "\n"
  }

  private static func normal(_ text: String) -> String {
    let folded = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    if let day = folded.wholeMatch(of: #/(\d{4}-\d\d-\d\d)(Z|[+-]\d\d:\d\d)?/#) {
      return String(day.output.1)
    }
    guard folded.wholeMatch(of: #/[+-]?(0|[1-9]\d*|0\d+\.\d+|\d+\.\d+)/#) != nil else {
      return folded
    }
    var number = folded[...]
    if number.first == "+" { number.removeFirst() }
    if number.contains(".") {
      while number.last == "0" { number.removeLast() }
      if number.last == "." { number.removeLast() }
    }
    return String(number)
  }
}
