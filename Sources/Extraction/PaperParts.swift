package import Documents
import Values

/// Whether the pages of one file are one paper, or several invoices one behind the other.
///
/// A wrong answer either tears a paper apart or mixes two, so pages are only parted where each part stands by
/// itself; where there is a sign of a second paper and no more, a person is asked.
package enum PaperParts {
  case one
  /// The pages of each part, in order; `stand` says whether they hold.
  case several([[PaperPage]])
  /// A second paper shows, and where it ends does not.
  case doubtful(Problem)

  /// A file of that many pages is looked at page by page.
  static let maximumPages = 500

  package static func look(
    _ pages: [PaperPage],
    hints: ExtractionHints = ExtractionHints()
  )
    -> PaperParts
  {
    guard pages.count > 1, pages.count <= maximumPages else { return .one }
    var parting = Parting()
    for page in pages { parting.add(PageSigns(page, hints: hints)) }
    if parting.groups.count > 1, parting.doubt == nil {
      return .several(parting.groups.map { group in group.indices.map { pages[$0] } })
    }
    if let doubt = parting.doubt ?? parting.firstTwo { return .doubtful(problem(doubt)) }
    return .one
  }

  /// Confidence that makes parts certain; what is unsure in one of them is asked for by itself
  /// (`values-readable`).
  private static let least = [
    "number": ExactDecimal(coefficient: 85, scale: 2),
    "totals.gross": ExactDecimal(coefficient: 9, scale: 1),
  ]

  /// True when every part has a number of its own, a day and a total.
  package static func stand(_ documents: [Document]) -> Bool {
    let numbers = Set(documents.compactMap { $0.number.map(PartyText.key) })
    return numbers.count == documents.count
      && documents.allSatisfy { document in
        document.issueDate != nil
          && least.allSatisfy { path, least in
            document.text(at: path) != nil
              && document.sources[path]?.confidence.map { $0 >= least } ?? true
          }
      }
  }

  /// For parts that do not stand by themselves.
  package static func problem(_ parts: [[PaperPage]], _ documents: [Document]) -> Problem {
    let said = zip(parts, documents).map { part, document in
      "\(document.number ?? "a paper without a sure number") (page \(part.first?.number ?? 1))"
    }
    let first = said.first ?? "a paper"
    return problem(
      Doubt(
        page: parts.dropFirst().first?.first?.number,
        first: first,
        second: said.dropFirst().first ?? "another"
      )
    )
  }

  struct Doubt {
    /// Where the second paper seems to begin.
    var page: Int?
    var first: String
    var second: String
  }

  private static func problem(_ doubt: Doubt) -> Problem {
    Problem(
      code: "print.several",
      scope: .document,
      message:
        "The file seems to hold several papers: \(doubt.first) and \(doubt.second). They were read as one, so its"
        + " values may be mixed.",
      place: Place(page: doubt.page),
      remedy:
        "Look at the pages. Are they several papers, split the file, one paper a file, drop those, and set this one"
        + " aside with tickmark rule ID --reject; is it one paper, compare the values with it."
    )
  }
}

/// Groups pages, one after the other, to papers.
private struct Parting {
  struct Group {
    var indices: [Int]
    /// The page that says most of it.
    var head: PageSigns
  }

  private(set) var groups: [Group] = []
  private(set) var doubt: PaperParts.Doubt?
  private var count = 0

  /// Why two groups cannot be told apart, where a doubt forbids it.
  var firstTwo: PaperParts.Doubt? { groups.count > 1 ? say(groups[0].head, groups[1].head) : nil }

  mutating func add(_ page: PageSigns) {
    defer { count += 1 }
    guard let current = groups.last else {
      groups.append(Group(indices: [count], head: page))
      return
    }
    let head = current.head
    switch page.stands(to: head) {
    case .further:
      groups[groups.count - 1].indices.append(count)
      groups[groups.count - 1].head.take(page)
    case .unclear:
      groups[groups.count - 1].indices.append(count)
      doubt = doubt ?? say(head, page)
    case .another:
      // A copy of an earlier one goes to that one.
      if let earlier = groups.firstIndex(where: {
        page.stands(to: $0.head) == .further && $0.head.number != nil
      }) {
        groups[earlier].indices.append(count)
      } else {
        groups.append(Group(indices: [count], head: page))
      }
    }
  }

  private func say(_ first: PageSigns, _ second: PageSigns) -> PaperParts.Doubt {
    PaperParts.Doubt(page: second.page, first: first.name, second: second.name)
  }
}
