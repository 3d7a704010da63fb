package import Documents
import Values

/// One read document as a person wants to look at it in a terminal: value, how sure, where.
///
/// Lines end with a line feed; no colours, no control characters. What is doubtful is marked with `?`.
package struct DocumentSheet {
  private let document: Document
  private let width: Int

  /// Rows of a table that are shown; the others are counted.
  private static let maximumRows = 20
  /// As in the check `values-readable`: below it a person looks before anything is paid.
  private static let sure = ExactDecimal(coefficient: 95, scale: 2)

  /// `width`: columns of the terminal, at least 60.
  package init(_ document: Document, width: Int) {
    self.document = document
    self.width = max(60, width)
  }

  package var text: String {
    var out = "  \(document.type.rawValue)\n"
    let rows = fieldRows
    out += values(rows)
    out += taxes + lines
    if rows.contains(where: { $0.mark == "?" }) {
      out += "    ? read with less than 95 % confidence: compare it with the paper\n"
    }
    return out
  }

  // MARK: Values

  private struct Row {
    var mark: String
    var name: String
    var value: String
    var sure: String
    var place: String
  }

  /// What a bookkeeper looks for first, in this order; the other fields follow by name.
  private static let first = [
    "number", "typeCode", "issueDate", "dueDate", "currency", "seller.name", "seller.vatID",
    "seller.address", "buyer.name", "buyer.vatID", "buyer.address", "totals.lines",
    "totals.allowances", "totals.charges", "totals.net", "totals.tax", "totals.gross",
    "totals.prepaid", "totals.due", "payment.iban", "payment.bic", "payment.reference",
  ]

  private var fieldRows: [Row] {
    let others = DocumentField.all.keys.filter { $0 != "type" && !Self.first.contains($0) }
    let names = Self.first + others.sorted() + document.extra.keys.sorted()
    return names.compactMap { name in
      guard let value = document.text(at: name) else { return nil }
      let source = document.sources[name]
      return Row(
        mark: isDoubtful(source) ? "?" : " ",
        name: VisibleText.of(name),
        value: VisibleText.of(value),
        sure: Self.sureness(source),
        place: Self.place(source)
      )
    }
  }

  private func isDoubtful(_ source: Source?) -> Bool {
    source?.confidence.map { $0 < Self.sure } ?? false
  }

  /// A name longer than this moves its own value to the right only.
  private static let widestName = 24

  private func values(_ rows: [Row]) -> String {
    let name = min(Self.widestName, rows.map { TextColumns.width($0.name) }.max() ?? 0)
    let place = rows.map { TextColumns.width($0.place) }.max() ?? 0
    let hasSureness = rows.contains { !$0.sure.isEmpty }
    let rest = width - 6 - name - (hasSureness ? 7 : 0) - place - 4
    // A number or an account is of no use when it is cut; a name still is.
    let whole = rows.map { $0.value.contains(" ") ? 0 : TextColumns.width($0.value) }.filter {
      $0 <= 40
    }
    let value = min(
      max(16, rest, whole.max() ?? 0),
      rows.map { TextColumns.width($0.value) }.max() ?? 0
    )
    return rows.map { row in
      var line = "  \(row.mark) \(TextColumns.padded(row.name, name))"
      line += "  \(TextColumns.padded(TextColumns.cut(row.value, value), value))"
      if hasSureness { line += "  \(TextColumns.right(row.sure, 5))" }
      line += "  \(row.place)"
      return TextColumns.trimmed(line) + "\n"
    }.joined()
  }

  /// In full percent, rounded down: 99.5 % is not 100 %.
  private static func sureness(_ source: Source?) -> String {
    guard let confidence = source?.confidence else { return "" }
    var scale: Int128 = 1
    for _ in 0..<confidence.scale { scale *= 10 }
    return "\(confidence.coefficient * 100 / scale) %"
  }

  private static func place(_ source: Source?) -> String {
    guard let source else { return "" }
    let method: String? =
      switch source.method {
      case .embeddedXML: "e-invoice"
      case .xml, .table, .rule: nil
      case .template: source.page == nil && source.line == nil ? "the template" : "template"
      case .ocr: "scan"
      case .person: "a person"
      }
    let places = [source.page.map { "page \($0)" }, source.line.map { "line \($0)" }]
    return (places.compactMap(\.self) + [method].compactMap(\.self)).joined(separator: ", ")
  }

  // MARK: Tables

  private var taxes: String {
    let rows = document.taxes.map { tax in
      [
        tax.category ?? "", tax.rate.map { "\($0) %" } ?? "", tax.base?.description ?? "",
        tax.amount?.description ?? "", tax.exemptionReason ?? tax.exemptionCode ?? "",
      ]
    }
    return table("taxes", ["", "rate", "base", "tax", ""], rows, wide: 4, numbers: [1, 2, 3])
  }

  private var lines: String {
    let rows = document.lines.map { line in
      [
        line.id ?? "", line.description ?? "", line.quantity?.description ?? "", line.unit ?? "",
        line.unitPrice?.description ?? "", line.net?.description ?? "",
      ]
    }
    return table(
      "lines",
      ["no", "description", "quantity", "unit", "price", "net"],
      rows,
      wide: 1,
      numbers: [2, 4, 5]
    )
  }

  /// `wide`: the column that gives way where there is no room.
  private func table(
    _ name: String,
    _ heads: [String],
    _ rows: [[String]],
    wide: Int,
    numbers: Set<Int>
  ) -> String {
    guard !rows.isEmpty else { return "" }
    let shown = rows.prefix(Self.maximumRows).map { $0.map(VisibleText.of) }
    let columns = heads.indices.filter { column in shown.contains { !$0[column].isEmpty } }
    var widths = heads.indices.map { column in
      ([heads[column]] + shown.map { $0[column] }).map(TextColumns.width).max() ?? 0
    }
    let others = columns.filter { $0 != wide }.reduce(0) { $0 + widths[$1] + 2 }
    widths[wide] = min(widths[wide], max(12, width - 4 - others))
    func row(_ cells: [String]) -> String {
      let parts = columns.map { column in
        let cell = TextColumns.cut(cells[column], widths[column])
        return numbers.contains(column)
          ? TextColumns.right(cell, widths[column]) : TextColumns.padded(cell, widths[column])
      }
      return TextColumns.trimmed("    " + parts.joined(separator: "  ")) + "\n"
    }
    var out = "  \(name)\(doubt(of: name))\n" + row(heads) + shown.map(row).joined()
    if rows.count > shown.count { out += "    and \(rows.count - shown.count) more\n" }
    return out
  }

  /// How sure the least sure row of a table is.
  private func doubt(of name: String) -> String {
    let sources = document.sources.filter { $0.key.hasPrefix("\(name)[") }.values
    guard
      let least = sources.filter({ $0.confidence != nil }).min(by: {
        ($0.confidence ?? Self.sure) < ($1.confidence ?? Self.sure)
      })
    else { return "" }
    return "  (\(Self.sureness(least)), \(Self.place(least)))" + (isDoubtful(least) ? " ?" : "")
  }
}

/// Texts in columns of a terminal.
enum TextColumns {
  /// How many columns a terminal gives it: two for letters of East Asia and pictures, none for marks above a letter.
  static func width(_ text: String) -> Int {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.utf8.count }
    return text.unicodeScalars.reduce(0) { $0 + width($1) }
  }

  private static func width(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    switch scalar.value {
    // Unicode Standard Annex 11: wide and full-width blocks.
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF,
      0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }

  /// Cut to `columns`, behind a whole word where one ends near, with `…` in its place.
  static func cut(_ text: String, _ columns: Int) -> String {
    guard width(text) > columns else { return text }
    var kept = ""
    var used = 0
    for letter in text {
      let more = width(String(letter))
      guard used + more <= columns - 1 else { break }
      kept.append(letter)
      used += more
    }
    if let space = kept.lastIndex(of: " "), kept.distance(from: space, to: kept.endIndex) <= 10,
      kept.distance(from: kept.startIndex, to: space) >= columns / 2
    {
      kept = String(kept[..<space])
    }
    return kept + "…"
  }

  static func padded(_ text: String, _ columns: Int) -> String {
    text + String(repeating: " ", count: max(0, columns - width(text)))
  }

  static func right(_ text: String, _ columns: Int) -> String {
    String(repeating: " ", count: max(0, columns - width(text))) + text
  }

  static func trimmed(_ text: String) -> String {
    var text = Substring(text)
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
