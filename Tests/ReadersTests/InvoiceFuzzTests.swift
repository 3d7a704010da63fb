import Documents
import Foundation
import ReadersFuzzing
import Readings
import TestPapers
import Testing
import Values

/// Broken e-invoices of every format: no crash, no hang, and what is read is consistent.
///
/// `TICKMARK_FUZZ=100000` says how many of each format, `TICKMARK_SEED=7` which; both are printed.
@Suite struct InvoiceFuzzTests {
  private static let count = number("TICKMARK_FUZZ") ?? 400
  private static let seed = UInt64(number("TICKMARK_SEED") ?? 20_261_125)

  private static func number(_ name: String) -> Int? {
    ProcessInfo.processInfo.environment[name].flatMap { Int($0) }
  }

  static let formats: [(name: String, papers: [[UInt8]])] = [
    ("UBL", [UBLFixture.invoice, UBLFixture.creditNote].map { Array($0.utf8) }),
    ("CII", [CIIFixture.invoice, CIIFixture.zugferd1].map { Array($0.utf8) }),
    (
      "FatturaPA",
      [
        FatturaPAFixture.file(FatturaPAFixture.fee, FatturaPAFixture.split),
        FatturaPAFixture.simplified,
      ].map { Array($0.utf8) }
    ),
    ("Facturae", [Array(FacturaeFixture.file(FacturaeFixture.invoice).utf8)]),
    ("p7m", [CMSContentTests.der, CMSContentTests.ber, CMSContentTests.pem]),
  ]

  @Test(arguments: formats.map(\.name))
  func `mutated papers are read or refused, and nothing else`(format: String) throws {
    let papers = try #require(Self.formats.first { $0.name == format }).papers
    print("fuzz: \(Self.count) papers of \(format), seed \(Self.seed)")
    var mutator = PaperMutator(seed: Self.seed, papers: papers)
    var read = 0
    for round in 0..<Self.count {
      let bytes = mutator.next()
      let reading = ReadersTests.read(bytes, wantsTerms: round.isMultiple(of: 4))
      let place: Comment = "seed \(Self.seed), round \(round)"
      #expect(reading.isConsistent, place)
      #expect(reading.problems.filter { $0.scope == .file }.count <= 1, place)
      #expect(!reading.summary.isRefused || reading.documents.isEmpty, place)
      for document in reading.documents {
        read += 1
        check(document, place)
      }
    }
    // Mutations that only break papers would test nothing behind the parser.
    #expect(read * 200 > Self.count, "\(read) of \(Self.count)")
  }

  /// Problems have their words and their bounds; a document is the same to itself.
  private func check(_ document: Document, _ place: Comment) {
    #expect(document == document, place)
    for problem in document.problems {
      #expect(!problem.code.isEmpty && !problem.message.isEmpty && !problem.remedy.isEmpty, place)
      #expect(problem.scope != .file, place)
    }
    #expect(document.more.notes.count <= 1_000 && document.problems.count <= 1_001, place)
  }

  @Test func `the same seed gives the same papers`() {
    let papers = Self.formats.flatMap(\.papers)
    var one = PaperMutator(seed: Self.seed, papers: papers)
    var other = PaperMutator(seed: Self.seed, papers: papers)
    let first = (0..<50).map { _ in one.next() }
    #expect(first == (0..<50).map { _ in other.next() })
    #expect(Set(first).count > 45)
  }
}
