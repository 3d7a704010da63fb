package import Extraction
package import Readings

/// A paper that templates are tried on.
package struct TemplatePaper {
  package var pages: [PaperPage]
  /// The text that templates search.
  package var text: PaperText
  /// The whole text as the PDF's program lays it out, for templates that were made for that; nil: `text` is all there is.
  package var layoutText: (() -> String?)?
  /// The same of a part of some pages.
  package var areaText: ((ForeignTemplate.Area) -> String?)?
  /// True for a text file, which has lines and no places on a page.
  package var isText = false

  package init(_ pages: [PaperPage]) {
    self.pages = pages
    text = PaperText(pages)
  }

  /// A text file as it stands.
  package init(text: String) {
    pages = TextPaper.pages(text)
    self.text = PaperText(text, of: pages)
    isText = true
  }
}
