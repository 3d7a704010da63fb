import Books
import Foundation
import Storage
import Testing
import Values
import Workflows

@testable import Processing

/// Money that came back, and money that was paid twice.
@Suite struct ReturnTests {
  private static let bill = Bill("R-20411", "Kessel Holz", "120.50")
  private static let paid = Line("-120.50", "Kessel Holz", "R-20411", day: "2026-03-12", id: "1")

  private func told(_ shop: Shop) throws -> [String] {
    try shop.sql(
      "SELECT d.number || ' ' || d.outcome || ' ' || coalesce((SELECT code FROM exception WHERE closedAt IS NULL "
        + "AND subjectID = d.id AND subject = 'document'), '') FROM document AS d ORDER BY 1"
    ).map { $0.trimmingCharacters(in: ["\""]).trimmingCharacters(in: .whitespaces) }
  }

  private func reason(_ shop: Shop, _ number: String) throws -> String {
    try shop.sql(
      "SELECT reason FROM decision WHERE id = (SELECT decision FROM document WHERE number = '\(number)')"
    ).first.map { String($0.dropFirst().dropLast()) } ?? ""
  }

  /// In each order, one file an entry: the same books, to the byte.
  @discardableResult
  private func inAnyOrder(_ bills: [Bill], _ lines: [Line]) throws -> Shop {
    let papers = bills.map(\.paper) + lines.enumerated().map { Line.export("\($0).csv", [$1]) }
    let together = try Shop(CrowdedBooks.definitions)
    try together.take(papers, together: true)
    let expected = try together.whole(withReports: true)
    for order in Self.orders(papers) {
      let shop = try Shop(CrowdedBooks.definitions)
      for paper in order { try shop.take([paper]) }
      expectSame(
        try shop.whole(withReports: true),
        expected,
        order.map(\.name).joined(separator: " ")
      )
      #expect(shop.verified)
    }
    return together
  }

  private static func orders<T>(_ all: [T]) -> [[T]] {
    guard all.count > 1 else { return [all] }
    return all.indices.flatMap { place -> [[T]] in
      var rest = all
      let first = rest.remove(at: place)
      return orders(rest).map { [first] + $0 }
    }
  }

  // MARK: Returned

  static let returns = [
    Line("120.50", "Kessel Holz", "Ruecklastschrift R-20411", day: "2026-03-16", id: "2"),
    Line("120.50", "", "Rücklastschrift Konto erloschen", day: "2026-03-14", id: "2"),
    Line("120.50", "Kessel Holz", "CHARGEBACK", day: "2026-05-02", id: "2"),
    Line("120.50", "Bank", "R-20411 rejected", day: "2026-03-12", id: "2"),
    Line("120.50", "Kessel Holz GmbH", "", day: "2026-04-01", id: "2"),
  ]

  @Test(arguments: returns)
  func `a payment that comes back leaves the bill to a person, in any order`(_ back: Line) throws {
    let shop = try inAnyOrder([Self.bill], [Self.paid, back])
    #expect(try told(shop) == ["R-20411 exception match.returned"])
    #expect(try shop.sql("SELECT count(*) FROM allocation") == ["0"])
    let reason = try reason(shop, "R-20411")
    #expect(reason.contains("\(back.day) (120.50 EUR"), "\(reason)")
    #expect(reason.contains("2026-03-12 (-120.50 EUR"), "\(reason)")
  }

  static let others = [
    // Before the payment, too long after it, another amount, another party, another bill's number.
    Line("120.50", "Kessel Holz", "Ruecklastschrift R-20411", day: "2026-03-11", id: "2"),
    Line("120.50", "Kessel Holz", "R-20411", day: "2026-08-12", id: "2"),
    Line("120.00", "Kessel Holz", "bonus", day: "2026-03-16", id: "2"),
    Line("120.50", "Birch Glass", "our invoice 77-1", day: "2026-03-16", id: "2"),
    Line("120.50", "Kessel Holz", "Ruecklastschrift R-20317", day: "2026-03-16", id: "2"),
  ]

  @Test(arguments: others)
  func `what does not take it back leaves it cleared`(_ other: Line) throws {
    let shop = try inAnyOrder([Self.bill], [Self.paid, other])
    #expect(try told(shop) == ["R-20411 cleared"])
  }

  @Test func `of several bills only the one that came back is opened again`() throws {
    let second = Bill("R-20412", "Kessel Holz", "120.50")
    let lines = [
      Self.paid, Line("-120.50", "Kessel Holz", "R-20412", day: "2026-03-13", id: "3"),
      Line("120.50", "Kessel Holz", "Retoure R-20412", day: "2026-03-20", id: "4"),
    ]
    let shop = try inAnyOrder([Self.bill, second], lines)
    #expect(try told(shop) == ["R-20411 cleared", "R-20412 exception match.returned"])
  }

  @Test func `a payment for several bills that comes back opens all of them`() throws {
    let second = Bill("R-20412", "Kessel Holz", "79.50")
    let lines = [
      Line("-200.00", "Kessel Holz", "R-20411 R-20412", id: "1"),
      Line("200.00", "Kessel Holz", "Rueckueberweisung", day: "2026-03-15", id: "2"),
    ]
    let shop = try inAnyOrder([Self.bill, second], lines)
    #expect(
      try told(shop) == ["R-20411 exception match.returned", "R-20412 exception match.returned"]
    )
  }

  @Test func `what a person decided stays, and what a person settles takes nothing back`() throws {
    let back = Self.returns[0]
    let shop = try Shop()
    try shop.take([Self.bill.paper, Line.export("a.csv", [Self.paid, back])])
    #expect(try told(shop) == ["R-20411 exception match.returned"])
    // It is the refund of a credit note, says a person: so the payment stands.
    var credit = Bill("R-9", "Somebody Else", "120.50")
    credit.type = "381"
    try shop.take([credit.paper])
    try shop.rule("R-9", "match \(try shop.entry(back.memo))")
    #expect(try told(shop) == ["R-20411 cleared", "R-9 cleared"])
    try shop.undo("R-9")
    #expect(try told(shop).first == "R-20411 exception match.returned")
    try shop.rule("R-20411", "match \(try shop.entry("R-20411"))")
    #expect(try told(shop).contains("R-20411 cleared"))
    try shop.take([
      Line.export(
        "c.csv",
        [Line("120.50", "Kessel Holz", "again R-20411", day: "2026-03-20", id: "9")]
      )
    ])
    #expect(try told(shop).contains("R-20411 cleared"))
    #expect(shop.verified)
  }

  // MARK: Paid twice

  @Test func `a second payment is told as such, and the first stays proposed`() throws {
    let again = Line("-120.50", "Kessel Holz", "Invoice R-20411", day: "2026-03-19", id: "2")
    let shop = try inAnyOrder([Self.bill], [Self.paid, again])
    #expect(try told(shop) == ["R-20411 exception match.paid-twice"])
    let reason = try reason(shop, "R-20411")
    #expect(reason.hasPrefix("Paid twice: the entry of 2026-03-12"), "\(reason)")
    #expect(reason.contains("2026-03-19"), "\(reason)")
    let id = try shop.id("R-20411")
    let first = try shop.storage.read(at: shop.clock.now()) {
      try $0.document(id)?.matches.first?.candidates.first?.entry
    }
    #expect(try first == shop.entry("R-20411"))
  }

  @Test func `a second payment without the seller's name is one all the same`() throws {
    let again = Line("-120.50", "", "R-20411", day: "2026-04-19", id: "2")
    let shop = try inAnyOrder([Self.bill], [Self.paid, again])
    #expect(try told(shop) == ["R-20411 exception match.paid-twice"])
  }

  @Test func `bills that come each month are not paid twice`() throws {
    let bills = [
      Bill("M-20261", "Haus und Hof", "900.00", day: "2026-02-01"),
      Bill("M-20262", "Haus und Hof", "900.00", day: "2026-03-01"),
    ]
    let named = bills.enumerated().map {
      Line("-900.00", "Haus und Hof", "Miete \($1.number)", day: "2026-0\($0 + 2)-03", id: "\($0)")
    }
    let shop = try inAnyOrder(bills, named)
    #expect(try told(shop) == ["M-20261 cleared", "M-20262 cleared"])
    let plain = named.map { Line($0.amount, $0.name, "Miete", day: $0.day, id: $0.id) }
    let other = try inAnyOrder(bills, plain)
    #expect(try !told(other).contains { $0.contains("paid-twice") })
  }
}
