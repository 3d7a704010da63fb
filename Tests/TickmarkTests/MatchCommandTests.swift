import Foundation
import Testing

@Suite(.timeLimit(.minutes(3)))
struct MatchCommandTests {
  private static let documents = """
    doc_id;kind;vendor_name;number;issue_date;due_date;currency;total
    D1;bill;Birkenfeld Holzhandel GmbH;RE-20417;2026-03-02;2026-03-16;EUR;1.190,00
    D2;bill;Quellwerk Energie AG;77310;2026-03-02;2026-03-16;EUR;842,40
    """
  private static let ledger = """
    entry_id,booking_date,currency,amount,counterparty,memo
    E1,2026-03-17,EUR,-1190.00,BIRKENFELD HOLZHANDEL,Rg. RE-20417
    E2,2026-03-18,EUR,-842.40,Quellwerk Energie,77310
    E3,2026-03-18,EUR,-12.00,Kiosk,Zeitung
    """

  private func match(
    _ documents: String,
    _ ledger: String,
    _ more: String...
  ) async throws -> Answer {
    var answer: Answer?
    try await withScratch { scratch in
      try scratch.write(documents, to: "d.csv")
      try scratch.write(ledger, to: "e.csv")
      answer = try await scratch.run(["match", "--documents", "d.csv", "--ledger", "e.csv"] + more)
    }
    return try #require(answer)
  }

  @Test("two tables are reconciled, one row an allocation")
  func rows() async throws {
    let answer = try await match(Self.documents, Self.ledger)
    let rows = answer.output.split(separator: "\n").map { $0.split(separator: ",") }
    #expect(answer.code == 0, "\(answer.testDescription)")
    #expect(
      rows.first?.joined(separator: ",")
        == "document,entry,document_amount,entry_amount,confidence,decision,reasons"
    )
    #expect(
      rows.dropFirst().map { $0.prefix(4).joined(separator: ",") }
        == ["D1,E1,1190.00,-1190.00", "D2,E2,842.40,-842.40"]
    )
  }

  @Test("JSON has the residuals, the reasons in words and the totals")
  func json() async throws {
    let answer = try await match(Self.documents, Self.ledger, "--format", "json")
    let object = try #require(try answer.objects().first)
    #expect(object["documents"] as? Int == 2)
    #expect(object["entries"] as? Int == 3)
    let matches = try #require(object["matches"] as? [[String: Any]])
    let reasons = try #require(matches.first?["reasons"] as? [[String: String]])
    #expect(reasons.contains { $0["words"] == "the amount is the document's" })
    let text = try await match(Self.documents, Self.ledger, "--format", "text")
    #expect(text.output.contains("2 documents, 3 entries:"))
  }

  @Test("a bad row is told with its line and what to do, the others are reconciled")
  func badRow() async throws {
    let answer = try await match(Self.documents + "\nD3;bill;X;1;2026-03-02;;EUR;abc", Self.ledger)
    #expect(answer.code == 1)
    #expect(
      answer.errors.contains("d.csv:4: total: This is no amount; the row is left out. Here: “abc”.")
    )
    #expect(answer.output.contains("D1,E1,"))
  }

  @Test("a missing column or file is wrong usage")
  func unusable() async throws {
    let answer = try await match("doc_id,total\nD1,5\n", Self.ledger)
    #expect(answer.code == 2)
    #expect(answer.errors.contains("no column “currency”"))
    #expect(answer.output.isEmpty)
    try await withScratch { scratch in
      let nothing = try await scratch.tickmark(
        "match",
        "--documents",
        "no.csv",
        "--ledger",
        "no.csv"
      )
      #expect(nothing.code == 2)
    }
  }
}
