package import Documents
import Storage
import Values

extension Explanation {
  /// A value of the document, and where it stands.
  package struct ValueLine: Sendable, Codable {
    package var field: String
    package var value: String
    package var source: Source?
    /// Where a person set the value: what the paper says; absent where it says the same.
    package var onPaper: OnPaper?
  }

  package struct OnPaper: Sendable, Codable {
    /// Absent where the paper does not state it.
    package var value: String?
    package var source: Source?
  }
}

extension ReportBuilder {
  /// `document` is `stored` with what persons set.
  func values(of document: Document, _ stored: StoredDocument) -> [Explanation.ValueLine] {
    let paper = stored.document
    let fields =
      DocumentField.all.keys.sorted() + Set(document.extra.keys).union(paper.extra.keys).sorted()
    let own: [Explanation.ValueLine] = fields.compactMap { field in
      let (now, before) = (document.text(at: field), paper.text(at: field))
      // What a person took away shows, too.
      guard now != nil || before != nil else { return nil }
      return Explanation.ValueLine(
        field: field,
        value: now ?? "",
        source: document.sources[field],
        onPaper: now == before
          ? nil : Explanation.OnPaper(value: before, source: paper.sources[field])
      )
    }
    return own + parts(of: document)
  }

  /// The taxes, allowances and charges and the first lines, each with its place where the reader told it.
  private func parts(of document: Document) -> [Explanation.ValueLine] {
    func part(_ list: String, _ index: Int, _ words: String) -> Explanation.ValueLine {
      let field = "\(list)[\(index)]"
      return Explanation.ValueLine(field: field, value: words, source: document.sources[field])
    }
    let taxes = document.taxes.enumerated().map { part("taxes", $0.offset, $0.element.words) }
    let allowances = document.allowancesAndCharges.prefix(Explanation.maximumLines).enumerated()
      .map { part("allowancesAndCharges", $0.offset, $0.element.words) }
    let lines = document.lines.prefix(Explanation.maximumLines).enumerated().map {
      part("lines", $0.offset, $0.element.words)
    }
    return taxes + allowances + lines
  }
}

extension Explanation {
  /// Lines of an invoice that are listed among its values.
  static let maximumLines = 50
}

extension TaxBreakdown {
  fileprivate var words: String {
    let parts = [
      category, rate.map { "\($0) %" }, base.map { "of \($0)" }, amount.map { "is \($0)" },
      exemptionReason,
    ]
    return parts.compactMap(\.self).joined(separator: " ")
  }
}

extension AllowanceCharge {
  fileprivate var words: String {
    let parts = [
      isCharge ? "charge" : "allowance", amount.map { "\($0)" },
      percent.map { percent in "\(percent) %" + (base.map { " of \($0)" } ?? "") },
      reason ?? reasonCode.map { "reason \($0)" }, rate.map { "(\($0) %)" },
    ]
    return parts.compactMap(\.self).joined(separator: " ")
  }
}

extension DocumentLine {
  fileprivate var words: String {
    let parts = [
      id.map { "\($0):" }, description, quantity.map { "\($0)" }, unit,
      unitPrice.map { "at \($0)" }, net.map { "net \($0)" }, taxRate.map { "(\($0) %)" },
    ]
    return parts.compactMap(\.self).joined(separator: " ")
  }
}

extension Explanation.ValueLine {
  /// For a terminal: the value, where it stands, and what the paper says where a person said otherwise.
  var text: String {
    let own = Self.inOneLine(value) + (source.map(Self.origin) ?? "")
    guard let onPaper else { return own }
    guard let before = onPaper.value else { return own + "; the paper does not state it" }
    return own + "; the paper says \(Self.inOneLine(before))"
      + (onPaper.source.map(Self.origin) ?? "")
  }

  /// A value of several lines, as a line's name and description are, stays in its row.
  private static func inOneLine(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).joined(separator: " / ")
  }

  private static func origin(_ source: Source) -> String {
    var parts = [source.method.rawValue]
    if let page = source.page { parts.append("page \(page)") }
    // In points from the page's top left: whole ones are enough to find it.
    let places = (source.box ?? []).compactMap { Int(exactly: $0.rounded()) }
    if places.count == 4 {
      parts.append("at \(places[0]),\(places[1])-\(places[2]),\(places[3])")
    }
    if let line = source.line { parts.append("line \(line)") }
    if let path = source.path { parts.append(path) }
    if let text = source.text { parts.append("written “\(inOneLine(text))”") }
    if let confidence = source.confidence { parts.append("confidence \(confidence)") }
    return "   (" + parts.joined(separator: ", ") + ")"
  }
}
