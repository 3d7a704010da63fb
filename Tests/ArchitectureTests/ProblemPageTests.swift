import Documents
import Foundation
import Readings
import Testing
import Workflows

/// docs/problems.md tells of every code that there is, and of no other.
@Suite struct ProblemPageTests {
  let page: ProblemPage
  let sources: CodesInSources

  init() throws {
    let path = SourceTree.root + "/docs/problems.md"
    page = ProblemPage(try String(contentsOfFile: path, encoding: .utf8))
    sources = CodesInSources(try SourceTree.here.get())
  }

  @Test func `every code of a file, a row, a match or a decision is told, and no other`() {
    var known = sources.problems
    // Put together where the program runs.
    known.formUnion(
      ["partial", "ambiguous", "doubtful", "unmatched", "undecided", "returned", "paid-twice"]
        .map { "match.\($0)" }
    )
    for kind in [FileKind.pdf, .hocr, .image, .text] {
      known.insert("\(kind.rawValue).not-readable-yet")
    }
    let told = page.codes(of: ["Match codes", "Problems of files"]).union(page.decisionCodes)
    #expect(known.subtracting(told).sorted() == [], "not told in docs/problems.md")
    #expect(told.subtracting(known).sorted() == [], "told, but no source gives it")
    #expect(known.count > 90)
  }

  @Test func `every built-in check is told with its own severity, and no other`() {
    let rows = page.rows(of: "Findings")
    for check in CheckCatalog.checks {
      let row = rows.first { $0.codes == [check.id] }
      #expect(row?.cells[1].hasPrefix(check.severity.rawValue) == true, "\(check.id)")
    }
    #expect(Set(rows.flatMap(\.codes)) == Set(CheckCatalog.ids))
  }

  @Test func `every refusal of a ruling is told, and no other`() {
    let told = page.codes(of: ["Ruling problems"])
    #expect(sources.rulings.subtracting(told).sorted() == [], "not told in docs/problems.md")
    #expect(told.subtracting(sources.rulings).sorted() == [], "told, but no source gives it")
    #expect(sources.rulings.count > 20)
  }

  @Test func `every row says what it means and what to do`() {
    for row in ["Findings", "Match codes", "Problems of files"].flatMap(page.rows) {
      #expect(row.cells.count >= 3 && row.cells[row.cells.count - 2].count > 3, "\(row.cells)")
    }
  }

  /// The scan can find, and knows every place where a code is put together.
  @Test func `codes are found where they are given`() {
    let text = """
      Problem(code: "ocr.too-dark", scope: .file) + "document.number" + "file.name"
      CSVProblems.limit(
        "too-wide", "It is.")
      throw RulingRefusal(
        "too-late", "It is.")
      'entry.no-document' "file.empty"
      """
    let found = CodesInSources(text: text, path: "Readers/CSVTable.swift")
    #expect(found.problems == ["ocr.too-dark", "csv.too-wide", "entry.no-document", "file.empty"])
    #expect(found.rulings == ["too-late"])
    #expect(
      sources.composers == [
        "Readers/CSVColumn.swift", "Readers/CSVProblems.swift", "Readers/CSVRun.swift",
      ]
    )
  }
}

/// The tables of docs/problems.md.
struct ProblemPage {
  struct Row {
    var section: String
    var cells: [String]
    /// What stands in backquotes in the first cell.
    var codes: [String] {
      cells[0].split(separator: "`", omittingEmptySubsequences: false).enumerated()
        .filter { $0.offset % 2 == 1 }.map { String($0.element) }
    }
  }

  private(set) var all: [Row] = []

  init(_ text: String) {
    var section = ""
    for line in text.split(separator: "\n") {
      if line.hasPrefix("## ") { section = String(line.dropFirst(3)) }
      guard line.hasPrefix("| `") else { continue }
      let cells = line.dropFirst(2).split(separator: " |", omittingEmptySubsequences: false)
      all.append(
        Row(
          section: section,
          cells: cells.dropLast().map { $0.trimmingCharacters(in: .whitespaces) }
        )
      )
    }
  }

  func rows(of section: String) -> [Row] { all.filter { $0.section.hasPrefix(section) } }

  /// Problems and match codes; `ok` and the like are decisions.
  func codes(of sections: [String]) -> Set<String> {
    Set(sections.flatMap(rows).flatMap(\.codes)).subtracting(["ok"])
  }

  var decisionCodes: Set<String> { codes(of: ["Decision codes"]) }
}
