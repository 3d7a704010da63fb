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

  @Test
  func `what an entry lists is paid by it and others together, however many documents are open`() {
    var books = TestBooks()
    // More than are looked at where nobody names any.
    for place in 0..<14 {
      books.bill("X\(place)", name, "RE-2050\(place)", "\(211 + 17 * place).13", day: "2026-03-03")
    }
    books.bill("D1", name, "RE-20417", "540.31")
    books.bill("D2", name, "RE-20418", "1107.05")
    books.entry("E1", "-900.00", name, "RE-20417 RE-20418")
    books.entry("E2", "-747.36", name, "Danke", day: "2026-04-01")
    let answer = told(books)
    #expect(answer.matches.map(\.kind) == [.several])
    let shares = answer.matches.flatMap(\.settlement.shares)
    #expect(Set(shares.map { answer.documentID($0.document) }) == ["D1", "D2"])
    #expect(Set(shares.map { answer.entryID($0.entry) }) == ["E1", "E2"])
  }

  @Test func `the missing instalment is found among more entries than are searched`() {
    var books = TestBooks()
    books.bill("D1", name, "RE-20417", "1192.50")
    books.entry("E1", "-596.25", name, "RE-20417", day: "2026-03-16")
    books.entry("E2", "-298.25", name, "RE-20417 Rate", day: "2026-05-16")
    books.entry("E3", "-298.00", name, "Danke", day: "2026-05-30")
    for place in 0..<30 {
      books.entry("X\(place)", "-\(31 + 13 * place).77", name, "Danke", day: "2026-03-04")
    }
    let answer = told(books)
    #expect(
      answer.told == ["D1=E1 596.25/-596.25", "D1=E2 298.25/-298.25", "D1=E3 298.00/-298.00"]
    )
  }

  @Test func `an entry that lists several documents overpays none of them`() {
    var books = TestBooks()
    books.bill("D1", name, "1424", "198.41")
    books.bill("D2", name, "1427", "125.89")
    books.entry("E1", "-146.30", name, "Rg. 1424/1427")
    #expect(!told(books).matches.contains { $0.decision == .auto })
    #expect(told(books).rests.filter { $0.contains("overpayment") }.isEmpty)
  }

  @Test func `what a payout lists is paid by it however late it comes`() {
    var books = TestBooks()
    books.bill("D1", name, "RE-20417", "100.00", ["kind": "sales_invoice"])
    books.bill("D2", "Oskar Velten KG", "V-118", "50.00", ["kind": "sales_invoice"])
    books.entry(
      "E1",
      "147.00",
      "Kartendienst",
      "Auszahlung",
      day: "2026-12-28",
      ["reference": "PO-1"]
    )
    for (who, gross, net, text) in [
      (name, "100.00", "98.00", "RE-20417"), ("Oskar Velten KG", "50.00", "49.00", "V-118"),
    ] {
      books.remittances.append([
        "batch_reference": "PO-1", "kind": "payout", "counterparty": who, "currency": "EUR",
        "gross": gross, "net": net, "text": text,
      ])
    }
    #expect(told(books).told == ["D1=E1 98.00/98.00", "D2=E1 49.00/49.00"])
    #expect(told(books).rests == ["D1 fee 2.00", "D2 fee 1.00"])
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
    let calibration = Calibration()
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
