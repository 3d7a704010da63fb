import Foundation
import TestPapers
import Testing

/// `tickmark read --image`: what a person looks at.
@Suite(.timeLimit(.minutes(3)))
struct ReadImageTests {
  private static var bill: [UInt8] {
    var pdf = TestPDF()
    pdf.write(
      lines: [
        "Northern Timber Ltd", "1 Quay Street, Hull HU1 1AA", "", "INVOICE", "",
        "Invoice number: NT-4711", "Invoice date: 14 March 2026",
      ],
      x: 60,
      y: 60
    )
    pdf.newPage()
    pdf.write(
      lines: ["Net total: GBP 100.00", "VAT 20%: GBP 20.00", "Invoice total: GBP 120.00"],
      x: 60,
      y: 60
    )
    return pdf.bytes
  }

  private static let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47]

  private func isPicture(_ name: String, _ scratch: Scratch) throws -> Bool {
    try Data(contentsOf: URL(filePath: scratch.path(name))).starts(with: Self.png)
  }

  @Test func `each page with values becomes a picture, named and told`() async throws {
    try await withScratch { scratch in
      try scratch.write(Self.bill, to: "a.pdf")
      let answer = try await scratch.tickmark("read", "--image", "out.png", "a.pdf")
      #expect(answer.output.contains("drawn: out.png (page 1, "), "\(answer.testDescription)")
      #expect(answer.output.contains("drawn: out-2.png (page 2, "))
      #expect(try isPicture("out.png", scratch) && isPicture("out-2.png", scratch))
    }
  }

  @Test func `JSON names the pictures; those of files inside a mail are counted on`() async throws {
    try await withScratch { scratch in
      let mail = TestMail.mail([
        .text("Our invoice is attached."), .file("a.pdf", "application/pdf", Self.bill),
      ])
      try scratch.write(mail, to: "m.eml")
      try scratch.write(Self.bill, to: "b.pdf")
      let answer = try await scratch.tickmark(
        "read",
        "--format",
        "json",
        "--image",
        "p.png",
        "m.eml",
        "b.pdf"
      )
      let objects = try answer.objects()
      let inner = try #require((objects[0]["holds"] as? [[String: Any]])?.last)
      for (object, names) in [
        (inner, ["p.png", "p-2.png"]), (objects[1], ["p-3.png", "p-4.png"]),
      ] {
        let images = try #require(object["images"] as? [[String: Any]])
        #expect(images.map { $0["file"] as? String } == names)
        #expect(images.map { $0["page"] as? Int } == [1, 2])
        #expect(images.allSatisfy { ($0["values"] as? Int ?? 0) > 0 })
      }
      #expect(try isPicture("p-4.png", scratch))
    }
  }

  @Test func `a file without pages says so, and the paper itself is not overwritten`() async throws
  {
    try await withScratch { scratch in
      try scratch.write(Papers.invoice("L-1"), to: "a.xml")
      let answer = try await scratch.tickmark("read", "--image", "out.png", "a.xml")
      #expect(answer.code == 1)
      #expect(answer.errors.contains("a.xml: no image: it has no pages to draw (it is ubl)"))
      #expect(!FileManager.default.fileExists(atPath: scratch.path("out.png")))
      let same = try await scratch.tickmark("read", "--image", "./a.xml", "a.xml")
      #expect(same.code != 0 && same.errors.contains("would overwrite the paper itself"))
      try scratch.write(Self.bill, to: "a.pdf")
      let nowhere = try await scratch.tickmark("read", "--image", "no/such/out.png", "a.pdf")
      #expect(nowhere.code == 1 && nowhere.errors.contains("no/such/out.png cannot be written"))
    }
  }
}
