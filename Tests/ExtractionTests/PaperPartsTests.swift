import Documents
import Extraction
import Testing

/// Several papers in one file are parted where each stands by itself, or told; annexes and copies are neither.
@Suite struct PaperPartsTests {
  private struct Paper {
    var number: String? = "R-100"
    var day = "05.03.2026"
    var net = "100,00"
    var tax = "19,00"
    var gross = "119,00"
    var hasTotals = true
    var title = "Rechnung"
    var mark: String?
  }

  private static let second = Paper(
    number: "R-200",
    day: "09.03.2026",
    net: "200,00",
    tax: "38,00",
    gross: "238,00"
  )

  private func page(_ paper: Paper, _ number: Int) -> PaperPage {
    var page = TestPage()
    page.number = number
    page.write("Holzbau Muster GmbH", x: 50, y: 40)
    page.write(paper.title, x: 50, y: 100, size: 18)
    if let text = paper.number {
      page.write(pairs: [("Rechnungsnummer:", text)], x: 50, value: 200, y: 140)
    }
    page.write(pairs: [("Rechnungsdatum:", paper.day)], x: 50, value: 200, y: 154)
    if paper.hasTotals {
      let rows = [
        ("Nettobetrag", paper.net), ("MwSt. 19%", paper.tax), ("Gesamtbetrag", paper.gross),
      ]
      page.write(pairs: rows, x: 300, value: 450, y: 400)
    }
    if let mark = paper.mark { page.write(mark, x: 480, y: 800) }
    return page.page
  }

  private func plain(_ lines: [String], _ number: Int, titleSize: Double = 10) -> PaperPage {
    var page = TestPage()
    page.number = number
    if let title = lines.first { page.write(title, x: 50, y: 60, size: titleSize) }
    page.write(lines: Array(lines.dropFirst()), x: 50, y: 120)
    return page.page
  }

  /// The pages' numbers of each part; nil where a doubt is told.
  private func parts(_ pages: [PaperPage]) -> [[Int]]? {
    switch PaperParts.look(pages) {
    case .one: [pages.map(\.number)]
    case .several(let parts): parts.map { $0.map(\.number) }
    case .doubtful: nil
    }
  }

  @Test func `two invoices with numbers, days and totals of their own are two`() {
    let pages = [page(Paper(), 1), page(Self.second, 2)]
    #expect(parts(pages) == [[1], [2]])
    let documents = pages.map { Extractor.read([$0]).document }
    #expect(PaperParts.stand(documents))
    #expect(documents.map(\.number) == ["R-100", "R-200"])
  }

  @Test func `further pages stay with the paper before them`() {
    var head = Paper(hasTotals: false, mark: "Seite 1 von 2")
    var end = Paper(mark: "Seite 2 von 2")
    let terms = plain(["Allgemeine Geschäftsbedingungen", "1. Es gilt das Gesetz."], 3)
    var later = Self.second
    later.mark = "Seite 1 von 1"
    #expect(parts([page(head, 1), page(end, 2), terms, page(later, 4)]) == [[1, 2, 3], [4]])
    (head.mark, end.mark) = (nil, nil)
    #expect(parts([page(head, 1), page(end, 2), terms]) == [[1, 2, 3]])
  }

  @Test func `a copy, also behind another invoice, is no paper of its own`() {
    var copy = Paper()
    copy.title = "Rechnung (Kopie)"
    #expect(parts([page(Paper(), 1), page(copy, 2)]) == [[1, 2]])
    #expect(parts([page(Paper(), 1), page(Self.second, 2), page(copy, 3)]) == [[1, 3], [2]])
  }

  @Test(arguments: [
    ["Lieferschein", "Lieferschein Nr. 4711", "12 Bretter"],
    ["Stundennachweis", "05.03.2026 8,00 Std.", "06.03.2026 7,50 Std."],
    ["Anlage zur Rechnung R-100", "Gerät 1 50,00", "Gerät 2 50,00"],
    [
      "Zahlungserinnerung", "Rechnungsnummer: R-100", "Rechnungsdatum: 05.03.2026",
      "Betrag: 119,00",
    ],
    ["Mahnung", "Rechnungsnummer: R-100", "Datum: 20.04.2026", "Gesamtbetrag: 124,00"],
  ])
  func `an annex does not part a paper`(lines: [String]) {
    #expect(parts([page(Paper(), 1), plain(lines, 2, titleSize: 16)]) == [[1, 2]])
  }

  @Test func `a second paper whose number is not found is told`() {
    var second = Self.second
    second.number = nil
    #expect(parts([page(Paper(), 1), page(second, 2)]) == nil)
    var first = Paper()
    first.number = nil
    #expect(parts([page(first, 1), page(Self.second, 2)]) == nil)
  }

  @Test func `one number twice for other days and sums is told`() {
    var second = Self.second
    second.number = "R-100"
    #expect(parts([page(Paper(), 1), page(second, 2)]) == nil)
  }

  @Test func `page two of a paper with another number and sum is told`() {
    var second = Self.second
    second.mark = "Seite 2 von 2"
    #expect(parts([page(Paper(), 1), page(second, 2)]) == nil)
  }

  @Test func `a part without a total does not stand, and the problem names both`() {
    var second = Self.second
    second.hasTotals = false
    let pages = [page(Paper(), 1), page(second, 2)]
    let documents = pages.map { Extractor.read([$0]).document }
    #expect(parts(pages) == [[1], [2]])
    #expect(!PaperParts.stand(documents))
    let problem = PaperParts.problem(pages.map { [$0] }, documents)
    #expect(problem.code == "print.several" && problem.scope == .document)
    #expect(
      problem.message.contains("R-100 (page 1)") && problem.message.contains("R-200 (page 2)")
    )
    #expect(problem.place.page == 2)
  }

  @Test func `letters that look alike are no other number on a scan`() {
    var second = Paper(number: "R-1OO", hasTotals: false)
    second.title = "Rechnung"
    var (one, two) = (page(Paper(), 1), page(second, 2))
    #expect(parts([one, two])?.count != 1)
    (one.isRecognized, two.isRecognized) = (true, true)
    #expect(parts([one, two]) == [[1, 2]])
  }

  @Test func `receipts of two days on two pages are told`() {
    func receipt(_ day: String, _ total: String, _ number: Int) -> PaperPage {
      var page = TestPage()
      page.number = number
      page.write(
        lines: ["CITY CAFE", "1 Main Street", day, "Coffee 3.00", "Cake 4.00"],
        x: 50,
        y: 50
      )
      page.write(
        pairs: [("TOTAL", total), ("CASH", "20.00"), ("CHANGE", "13.00")],
        x: 50,
        value: 150,
        y: 160
      )
      return page.page
    }
    var hints = ExtractionHints()
    hints.prefersReceipt = true
    func isDoubtful(_ pages: [PaperPage]) -> Bool {
      if case .doubtful = PaperParts.look(pages, hints: hints) { true } else { false }
    }
    #expect(isDoubtful([receipt("25/03/2026", "7.00", 1), receipt("27/03/2026", "9.00", 2)]))
    #expect(!isDoubtful([receipt("25/03/2026", "7.00", 1), receipt("25/03/2026", "7.00", 2)]))
  }
}
