import Documents
import Extraction
import Readings
import Values

/// Puts what a template of invoice2data found into the document: under the document's own names where it has
/// them, else under the template's.
struct ForeignMerge {
  let template: ForeignTemplate
  let reading: ForeignReading
  let isText: Bool
  /// The patterns took too long: what is absent may only not have been looked for.
  let isSpent: Bool

  func merge(into found: inout Extracted) {
    var values: [TemplateValue] = []
    var problems: [Problem] = []
    for item in reading.values where !isRows(item.value) {
      let (value, doubt) = value(of: item)
      values.append(value)
      if let doubt { problems.append(doubt) }
    }
    if !values.contains(where: { $0.path == "seller.name" }) {
      let source = Source(method: .template, path: template.name)
      values.append(TemplateValue(path: "seller.name", value: template.issuer, source: source))
    }
    problems += self.problems
    let read = TemplateMerge(
      template: template.name,
      values: values,
      lines: lines,
      problems: problems
    )
    read.merge(into: &found)
    setTaxes(&found.document)
    setOtherRows(&found.document)
  }

  private func isRows(_ value: ForeignValue) -> Bool {
    if case .rows = value { return true }
    return false
  }

  /// Of several values the first, where the document has room for one only.
  private func value(of item: ForeignReading.Found) -> (TemplateValue, Problem?) {
    let path = ForeignTemplate.documentPaths[item.name]
    var text = item.value.text
    var doubt: Problem?
    if path != nil, case .list(let several) = item.value, let first = several.first {
      text = first.text
      doubt = TemplateProblems.foreignSeveral(template.name, item.name, several.map(\.text))
    }
    if path?.hasSuffix("vatID") == true || path == "payment.iban" || path == "payment.bic" {
      text = text.filter { !$0.isWhitespace }
    }
    if path == "seller.country" { text = text.uppercased() }
    var source = Source(method: .template, path: template.name)
    if let place = item.place {
      source = TemplateReading.source(
        place,
        template: template.name,
        isText: isText,
        text: item.raw ?? (item.value.text == text ? nil : item.value.text),
        confidence: doubt == nil ? 990 : 900
      )
    }
    return (TemplateValue(path: path ?? item.name, value: text, source: source), doubt)
  }

  private var problems: [Problem] {
    if isSpent { return [TemplateProblems.tooExpensive(template.name, "its fields")] }
    let names = Set(reading.values.map(\.name))
    let missing = template.requiredFields.filter { !names.contains($0) }
    return missing.map {
      TemplateProblems.missing(template.name, $0, ForeignTemplate.documentPaths[$0] ?? $0)
    }
      + reading.unread.map {
        TemplateProblems.foreignUnread(template.name, $0.name, $0.raw, isOpen: false)
      }
      + reading.open.map {
        TemplateProblems.foreignUnread(template.name, $0.name, $0.raw, isOpen: true)
      }
  }
}

// MARK: Rows

extension ForeignMerge {
  /// Fields whose rows are the paper's items.
  private static let itemNames = ["lines", "line_items"]
  private static let taxNames = ["tax_lines"]

  private func rows(_ names: [String]) -> [[String: ForeignValue]] {
    names.flatMap { name in
      if case .rows(let rows) = reading.value(name) { return rows }
      return []
    }
  }

  private var lines: [(line: DocumentLine, source: Source)] {
    let items = reading.values.filter { Self.itemNames.contains($0.name) }
    let source =
      items.first?.place.map {
        TemplateReading.source(
          $0,
          template: template.name,
          isText: isText,
          text: nil,
          confidence: 990
        )
      } ?? Source(method: .template, path: template.name)
    return rows(Self.itemNames).enumerated().map { index, row in
      (ForeignLine(row, position: index + 1).line, source)
    }
  }

  private func setTaxes(_ document: inout Document) {
    let rows = rows(Self.taxNames)
    guard !rows.isEmpty else { return }
    document.taxes = rows.map { row in
      var tax = TaxBreakdown()
      tax.rate = row["line_tax_percent"]?.decimal
      tax.base = row["price_subtotal"]?.decimal
      tax.amount = row["line_tax_amount"]?.decimal
      return tax
    }
    for index in rows.indices {
      document.sources["taxes[\(index)]"] = Source(method: .template, path: template.name)
    }
  }

  /// Rows that the document has no place for: `sums[0].net`.
  private func setOtherRows(_ document: inout Document) {
    for item in reading.values {
      guard case .rows(let rows) = item.value,
        !(Self.itemNames + Self.taxNames).contains(item.name)
      else { continue }
      for (index, row) in rows.enumerated() {
        for (name, value) in row { document.extra["\(item.name)[\(index)].\(name)"] = value.text }
      }
    }
  }
}

extension ForeignValue {
  /// A number, also one that the template left as text, when it is written plainly.
  var decimal: ExactDecimal? {
    switch self {
    case .number(let number): number
    case .text(let text):
      ExactDecimal(text.contains(".") ? text : text.replacing(",", with: "."))
    case .day, .list, .rows: nil
    }
  }
}

/// One row of a template of invoice2data as an item.
struct ForeignLine {
  private(set) var line = DocumentLine()

  private static let descriptions = ["name", "desc", "description", "sectionheader", "line_note"]
  private static let numbers:
    [String: any WritableKeyPath<DocumentLine, ExactDecimal?> & Sendable] =
      [
        "qty": \.quantity, "price_unit": \.unitPrice, "price": \.unitPrice, "price_subtotal": \.net,
        "line_tax_percent": \.taxRate, "taxpercent": \.taxRate,
      ]

  init(_ row: [String: ForeignValue], position: Int) {
    for (name, value) in row.sorted(by: { $0.key < $1.key }) where !value.text.isEmpty {
      if let key = Self.numbers[name], let number = value.decimal {
        line[keyPath: key] = number
      } else if Self.descriptions.contains(name), line.description == nil {
        line.description = value.text
      } else {
        set(name, value.text)
      }
    }
    line.unit = (row["unece_code"] ?? row["uom"]).map(\.text).flatMap { $0.isEmpty ? nil : $0 }
    line.id = line.id ?? String(position)
    // A headline or a note between the items is no item.
    let isWords = row.keys.allSatisfy { $0 == "sectionheader" || $0 == "line_note" }
    if isWords { line.isGroup = true }
  }

  private mutating func set(_ name: String, _ text: String) {
    switch name {
    case "pos", "item": line.id = text
    case "code": line.more.sellerItemID = text
    case "barcode": line.more.standardItemID = Identifier(id: text)
    case "uom", "unece_code": break
    default:
      var attribute = ItemAttribute()
      attribute.name = name
      attribute.value = text
      line.more.attributes.append(attribute)
    }
  }
}
