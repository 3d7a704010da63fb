import Testing
import Values

@testable import Reconciling

/// What orders, odd totals and entries that name nobody say.
@Suite struct RareEvidenceTests {
  private let name = "Birkenfeld Holzhandel GmbH"

  private func told(_ books: TestBooks) -> Reconciliation {
    Reconciler.explain(books.open, by: .sound)
  }

  private func misread(order: String) -> TestBooks {
    var books = TestBooks()
    books.bill("D1", name, "RE-20417", "1910.00", ["po_number": "B-77120"])
    books.entry("E1", "-1190.00", name, "Danke")
    books.orders = [
      ["po_number": order, "vendor_id": "V0001", "amount": "1190.00", "currency": "EUR"]
    ]
    return books
  }

  @Test func `an order says which amount was meant, and a person looks at it`() {
    let answer = told(misread(order: "B 77120"))
    #expect(answer.told == ["D1=E1 1190.00/-1190.00"])
    #expect(answer.rests == ["D1 open 720.00"])
    #expect(answer.matches[0].decision == .review)
    #expect(told(misread(order: "B-77121")).told.isEmpty)
  }

  @Test func `an order that stands twice with two amounts says nothing`() {
    var books = misread(order: "B-77120")
    books.orders += books.orders
    #expect(!told(books).told.isEmpty)
    books.orders[1]["amount"] = "1191.00"
    #expect(told(books).told.isEmpty)
  }

  @Test func `a document that names an order is its supplier's`() {
    var books = TestBooks()
    books.bill("D1", "8irkenteld HoIz", "RE-20417", "1190.00", ["po_number": "B-77120"])
    books.suppliers = [["vendor_id": "V0001", "name": name]]
    books.orders = [
      ["po_number": "B-77120", "vendor_id": "V0001", "amount": "1190.00", "currency": "EUR"]
    ]
    let view = LedgerView(books.open, isSplit: [])
    #expect(view.parties.names[Int(view.parties.ofDocument[0])].count == 2)
  }

  @Test func `an entry that names nobody is offered documents in a row, not booked`() {
    var books = TestBooks()
    for (place, total) in ["412.37", "98.51", "1077.20"].enumerated() {
      books.bill("D\(place)", name, "RE-2041\(place)", total, day: "2026-03-0\(place + 1)")
    }
    books.entry("E1", "-1588.08", "", "")
    let answer = told(books)
    #expect(answer.told.count == 3)
    #expect(!answer.matches.contains { $0.decision == .auto })
  }

  @Test func `one total among several that the entry names may be misread`() {
    var books = TestBooks()
    books.bill("D1", name, "RE-20417", "187.61")
    books.bill("D2", name, "RE-20418", "232.63")
    books.bill("D3", name, "RE-20419", "370.90")
    books.entry("E1", "-799.14", name, "RE-20417 RE-20418 RE-20419")
    let answer = told(books)
    #expect(answer.told.count == 3)
    #expect(answer.rests == ["E1 overpayment -8.00"])
    #expect(answer.matches.map(\.decision) == [.review])
  }

  @Test func `the rest of a document is offered an entry that names nobody`() {
    var books = TestBooks()
    books.bill("D1", name, "RE-20417", "1190.38")
    books.entry("E1", "-500.00", name, "RE-20417 Teilzahlung")
    books.entry("E2", "-690.38", "", "", day: "2026-04-17")
    #expect(told(books).told == ["D1=E1 500.00/-500.00", "D1=E2 690.38/-690.38"])
  }

  @Test func `what a party pays more often than it owes is left to a person without a number`() {
    var books = TestBooks()
    books.bill("D1", name, "RE-20417", "1190.00")
    for day in 10...13 {
      books.entry("E\(day)", "-1190.00", name, "Miete", day: "2026-0\(day - 9)-17")
    }
    #expect(!told(books).matches.contains { $0.decision == .auto })
  }

  @Test func `a customer's number is no invoice's`() {
    var text = FoldedText()
    let bytes = Array("Kd.-Nr. 48213".utf8)
    text.set(bytes, Slice(start: 0, count: UInt32(bytes.count)))
    #expect(Label.before(text.runs.count - 1, in: text) == .other)
  }

  @Test func `a payment file that comes twice is one`() {
    var books = TestBooks()
    books.bill("D1", name, "RE-20417", "100.00")
    books.bill("D2", "Oskar Velten KG", "V-118", "50.00")
    books.entry("E1", "-150.00", "", "Sammler", ["reference": "RUN-1"])
    for (line, (who, net, text)) in [
      (name, "100.00", "RE-20417"), ("Oskar Velten KG", "50.00", "V-118"),
    ].enumerated() {
      books.remittances.append([
        "batch_reference": "RUN-1", "kind": "payment_run", "line": "\(line + 1)",
        "counterparty": who, "currency": "EUR", "gross": net, "net": net, "text": text,
      ])
    }
    let once = told(books).told
    books.remittances += books.remittances
    #expect(once.count == 2)
    #expect(told(books).told == once)
  }

  @Test(arguments: CrowdLevel.allCases)
  func `what is stated never falls when the belief rises`(crowd: CrowdLevel) {
    let calibration = Calibration(documents: 10, entries: 100, isLearned: true)
    for relation in Relation.allCases {
      let evidence = Evidence(
        relation: relation,
        number: .silent,
        name: .full,
        account: .silent,
        day: .atDue,
        memoDay: .silent,
        crowd: crowd,
        way: .paperByTransfer
      )
      for kind in ExplanationKind.allCases {
        let stated = (1...999).map { calibration.stated(Double($0) / 1_000, kind, evidence) }
        #expect(stated == stated.sorted(), "\(kind) \(relation)")
      }
    }
  }
}
