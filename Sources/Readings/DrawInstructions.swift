/// Which pages of a file are to be drawn, and what is to be marked on them.
package struct DrawInstructions: Hashable, Sendable, Codable {
  /// How sure a value is: the colour of its frame.
  package enum Certainty: String, Sendable, Codable {
    case sure
    case likely
    case doubtful
  }

  /// The place of one value.
  package struct Mark: Hashable, Sendable, Codable {
    /// As in `Source.box`.
    package var box: [Double]
    /// Written beside it; what is not ASCII becomes `?`.
    package var label: String
    package var certainty: Certainty

    package init(box: [Double], label: String, certainty: Certainty) {
      (self.box, self.label, self.certainty) = (box, label, certainty)
    }
  }

  package struct Page: Hashable, Sendable, Codable {
    /// From 1.
    package var number: Int
    package var marks: [Mark]

    package init(number: Int, marks: [Mark]) {
      (self.number, self.marks) = (number, marks)
    }
  }

  /// In order, each once.
  package var pages: [Page]

  package init(pages: [Page]) {
    self.pages = pages
  }

  /// More pages are not drawn of one file, more marks not on one page.
  package static let maximumPages = 20
  package static let maximumMarks = 500
}
