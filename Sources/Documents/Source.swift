package import Values

/// Where one value of a document came from.
package struct Source: Hashable, Sendable, Codable {
  package enum Method: String, Sendable, Codable {
    case embeddedXML = "embedded-xml"
    case xml
    case template
    case rule
    case ocr
    case table
    case person
  }

  package var method: Method
  package var page: Int?
  /// x0, y0, x1, y1 in points from the page's top left.
  package var box: [Double]?
  /// Line in the file (XML element, table row), from 1.
  package var line: Int?
  /// Column name of a table, or element path of an XML file.
  package var path: String?
  /// The text as it stands there, where it differs from the value.
  package var text: String?
  /// 0...1; absent where nothing was uncertain.
  package var confidence: ExactDecimal?

  package init(
    method: Method,
    page: Int? = nil,
    box: [Double]? = nil,
    line: Int? = nil,
    path: String? = nil,
    text: String? = nil,
    confidence: ExactDecimal? = nil
  ) {
    self.method = method
    self.page = page
    self.box = box
    self.line = line
    self.path = path
    self.text = text
    self.confidence = confidence
  }
}
