import Readings
import Values

/// Currencies in a line that is no row.
enum StatedCurrencies {
  static func of(_ line: SurveyLine) -> [StatedCurrency] {
    // `Währung: EUR` in one cell is a label and its value too.
    let parts = line.cells.flatMap { $0.split(separator: ":").map(trimmed) }
    let hasFigure = parts.contains { TableCell($0).isNumber }
    return parts.enumerated().compactMap { index, text in
      let isLabelled = index > 0 && isLabel(parts[index - 1])
      guard let code = code(text, isLabelled) ?? (hasFigure ? codeBesideFigure(text) : nil)
      else { return nil }
      let cell = SurveyCell(line: line.line, text: text)
      return StatedCurrency(code: code, cell: cell, isLabelled: isLabelled)
    }
  }

  /// `Summe EUR` says in which currency the figure beside it is.
  private static func codeBesideFigure(_ text: String) -> String? {
    guard let hint = HeaderMeanings.currency(of: text), hint.codes.count == 1 else { return nil }
    return hint.codes.first
  }

  private static func code(_ text: String, _ isLabelled: Bool) -> String? {
    if isLabelled, case .exact(let currency) = CurrencyMark(text) { return currency.code }
    guard case .exact(let currency) = TableCell(text).mark else { return nil }
    return currency.code
  }

  private static func isLabel(_ text: String) -> Bool {
    HeaderMeanings.of(text).contains { $0.field == "currency" && $0.isExact }
  }

  private static func trimmed(_ text: Substring) -> String {
    String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}
