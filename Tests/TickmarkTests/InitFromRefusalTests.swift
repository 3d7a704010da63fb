import Foundation
import Testing

/// What `init --from` cannot use: each is a problem with code and remedy, and nothing is written.
@Suite(.timeLimit(.minutes(5)))
struct InitFromRefusalTests {
  struct Bad: Sendable, CustomTestStringConvertible {
    var name: String
    var code: String
    var remedy: String
    var bytes: [UInt8]
    var testDescription: String { name }

    init(_ name: String, _ code: String, _ remedy: String, _ text: String) {
      self.init(name, code, remedy, bytes: Array(text.utf8))
    }

    init(_ name: String, _ code: String, _ remedy: String, bytes: [UInt8]) {
      (self.name, self.code, self.remedy, self.bytes) = (name, code, remedy, bytes)
    }
  }

  static let files: [Bad] = [
    Bad("empty", "file.empty", "Export or download it again", ""),
    Bad("blank lines only", "csv.empty", "Export", "\n\n\n"),
    Bad(
      "binary",
      "file.unknown-kind",
      "export it as XML or CSV",
      bytes: (0..<20_000).map { UInt8(truncatingIfNeeded: $0 &* 167 ^ $0 >> 3) }
    ),
    Bad("one column", "csv.one-column", "--document table", "Name\nLarch\nBirch\n"),
    Bad(
      "a quote that is never closed",
      "csv.unclosed-quote",
      "Add the missing",
      "Date,Name,Amount\n2026-01-01,\"Larch,12.00\n2026-01-02,Birch,13.00\n"
    ),
    Bad(
      "10,000 columns",
      "csv.too-many-columns",
      "Split the file",
      (0..<3).map { row in
        (0..<10_000).map { row == 0 ? "column \($0)" : "\($0)" }.joined(separator: ",")
      }.joined(separator: "\n")
    ),
    Bad(
      "a PDF",
      "pdf.not-readable-yet",
      "as CSV",
      "%PDF-1.7\n%\u{E2}\n1 0 obj\n<<>>\nendobj\n%%EOF"
    ),
    Bad(
      "a damaged workbook",
      "xlsx.damaged",
      "Open it in Excel",
      "PK\u{3}\u{4}xl/workbook.xml"
    ),
    Bad("a web page", "xml.unknown-root", "CSV", "<html><body><td>1</td></body></html>"),
    Bad(
      "half a character at the end",
      "csv.truncated",
      "export or copy it again",
      bytes: [0xFF, 0xFE]
        + "Date,Amount\n2026-01-02,12.00\n".utf16.flatMap { [UInt8($0 & 0xFF), 0] }
        .dropLast()
    ),
    Bad(
      "a letter",
      "csv.one-column",
      "--document table",
      "Dear Sir,\nwe send you the list.\nRegards\n"
    ),
  ]

  @Test("a file that is no table is refused with what is wrong and what to do", arguments: files)
  func refused(bad: Bad) async throws {
    try await withScratch { scratch in
      let paper = scratch.outside + "/export.csv"
      try scratch.write(bad.bytes, to: paper)
      let answer = try await scratch.tickmark("init", "--from", paper)
      #expect(answer.code == 1, "\(answer.testDescription)")
      #expect(answer.errors.contains("no workflow can be proposed"), "\(answer.errors)")
      #expect(answer.errors.contains("  \(bad.code)"), "\(answer.errors)")
      #expect(answer.errors.contains(bad.remedy), "\(answer.errors)")
      #expect(answer.output.isEmpty)
      #expect(!scratch.exists("workflows/export.json"))
    }
  }

  @Test("what is no file, or cannot be opened, is told and is 2")
  func noFile() async throws {
    try await withScratch { scratch in
      try scratch.makeFolder("papers")
      let folder = try await scratch.tickmark("init", "--from", "papers")
      #expect(folder.code == 2)
      #expect(folder.errors.contains("file.not-a-file: This is a folder."), "\(folder.errors)")
      let missing = try await scratch.tickmark("init", "--from", "nowhere.csv")
      #expect(missing.code == 2)
      #expect(missing.errors.contains("file.not-readable"), "\(missing.errors)")
      #expect(missing.errors.contains("Check its path"), "\(missing.errors)")
      try scratch.write("Date,Name,Amount EUR\n2026-01-02,Larch,1.00\n", to: "locked.csv")
      guard getuid() != 0 else { return }
      try #require(unsafe chmod(scratch.path("locked.csv"), 0) == 0)
      let locked = try await scratch.tickmark("init", "--from", "locked.csv")
      #expect(locked.code == 2)
      #expect(locked.errors.contains("Permission denied"), "\(locked.errors)")
    }
  }

  @Test("a table of many rows is sampled, and read whole to prove the proposal")
  func large() async throws {
    try await withScratch { scratch in
      var text = "Date;Name;Text;Amount EUR\n"
      let rows = Scratch.isFull ? 1_000_000 : 60_000
      for row in 0..<rows {
        text += "2026-03-\(row % 28 + 1 < 10 ? "0" : "")\(row % 28 + 1);Larch \(row % 97);"
        text += "Bill \(row);\(row % 3 == 0 ? "" : "-")\(row % 5_000).\(row % 90 + 10)\n"
      }
      try scratch.write(text, to: "large.csv")
      let answer = try await scratch.tickmark("init", "--from", "large.csv")
      #expect(
        answer.output.contains("It reads the file: \(rows) rows"),
        "\(answer.testDescription)"
      )
      let definition = scratch.text("workflows/large.json")
      #expect(definition.contains("rows were looked at, not all"), "\(definition)")
    }
  }

  @Test("an existing definition is never overwritten, whatever is in it")
  func neverOverwritten() async throws {
    try await withScratch { scratch in
      try scratch.write("// mine", to: "workflows/spend.json")
      try scratch.write("Date,Merchant,Amount EUR\n2026-01-14,Larch,1.00\n", to: "spend.csv")
      let answer = try await scratch.tickmark("init", "--from", "spend.csv")
      #expect(answer.code == 2, "\(answer.testDescription)")
      #expect(answer.errors.contains("workflows/spend.json is there already"))
      #expect(answer.errors.contains("--workflow ID"))
      #expect(scratch.text("workflows/spend.json") == "// mine")
      let other = try await scratch.tickmark("init", "--from", "spend.csv", "--workflow", "spend-2")
      #expect(other.code == 0, "\(other.testDescription)")
      #expect(scratch.exists("workflows/spend-2.json"))
      #expect(scratch.text("workflows/spend.json") == "// mine")
      try FileManager.default.removeItem(atPath: scratch.path("workflows/spend.json"))
      let twin = try await scratch.tickmark("init", "--from", "spend.csv", "--workflow", "bank")
      #expect(twin.code == 2, "\(twin.testDescription)")
      #expect(scratch.text("workflows/bank.json") == Definitions.bank)
      // The same id in a file of another name, which comes before or behind it.
      for file in ["aaa", "zzz"] {
        let taken = "workflows/\(file).json"
        let used = Definitions.bank.replacing("\"bank\"", with: "\"spend\"")
        try scratch.write(used, to: taken)
        let clash = try await scratch.tickmark("init", "--from", "spend.csv")
        #expect(clash.code == 2, "\(clash.testDescription)")
        #expect(clash.errors.contains("\(taken) defines a workflow `spend` already"))
        #expect(!scratch.exists("workflows/spend.json"))
        let printed = try await scratch.tickmark("init", "--from", "spend.csv", "--print")
        #expect(printed.errors.contains("note: \(taken) defines"), "\(printed.testDescription)")
        try FileManager.default.removeItem(atPath: scratch.path(taken))
      }
    }
  }

  @Test(
    "--print and --dry-run show the definition and write nothing",
    arguments: ["--print", "--dry-run"]
  )
  func onlyPrinted(option: String) async throws {
    try await withScratch { scratch in
      try scratch.write("Date,Merchant,Amount\n03/04/2026,Larch,1.00\n", to: "spend.csv")
      let before = scratch.files(in: ".")
      let answer = try await scratch.tickmark("init", "--from", "spend.csv", option)
      #expect(answer.code == 1, "there is something to fill in")
      #expect(answer.output.hasPrefix("// Proposed from \"spend.csv\""), "\(answer.output)")
      #expect(answer.output.hasSuffix("}\n"), "nothing but the definition: \(answer.output)")
      #expect(answer.errors.isEmpty)
      #expect(scratch.files(in: ".") == before)
      let printed = scratch.outside + "/printed.json"
      try scratch.write(answer.output, to: printed)
      let check = try await scratch.tickmark("check", printed)
      #expect(check.output.contains("to-fill-in"), "\(check.testDescription)")
    }
  }

  @Test("outside of a workspace one is made, around the proposal")
  func freshWorkspace() async throws {
    try await withScratch { scratch in
      let paper = scratch.outside + "/account.csv"
      try scratch.write(
        "Booking date,Payee,Amount EUR,Balance EUR\n2026-03-02,Larch,-1.00,9.00\n2026-03-14,Birch,2.00,11.00\n",
        to: paper
      )
      let place = scratch.outside + "/office"
      let answer = try await scratch.tickmark(
        "init",
        "--from",
        paper,
        "--workflow",
        "bank",
        "-w",
        place
      )
      #expect(answer.output.contains("is a workspace now"), "\(answer.testDescription)")
      #expect(answer.output.contains("tickmark run --once --workspace \(place)"))
      #expect(ChildProcess.text(place + "/workflows/bank.json").contains("Proposed from"))
      #expect(FileManager.default.fileExists(atPath: place + "/workflows/supplier-invoices.json"))
      let check = try await scratch.tickmark("check", "-w", place)
      #expect(check.code == 0, "\(check.testDescription)")
    }
  }

  @Test("options without --from, or with an impossible value, are wrong usage")
  func usage() async throws {
    try await withScratch { scratch in
      let cases: [([String], String)] = [
        (["init", "--print"], "go with --from"),
        (["init", "--from", "x.csv", "--document", "bills"], "ledger, expense, invoice or table"),
        (["init", "--from", "x.csv", "--workflow", "My Card"], "small letters"),
      ]
      for (words, expected) in cases {
        let answer = try await scratch.run(words)
        #expect(answer.code == 2, "\(answer.testDescription)")
        #expect(answer.errors.contains(expected), "\(answer.errors)")
      }
    }
  }
}
