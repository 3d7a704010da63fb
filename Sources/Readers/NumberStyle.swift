/// How a country writes numbers: which mark stands before the decimals.
enum NumberStyle: String, Sendable, CaseIterable {
  /// `1,234.50`, `1'234.50`
  case decimalPoint
  /// `1.234,50`, `1 234,50`
  case decimalComma

  var decimal: UInt8 { self == .decimalPoint ? UInt8(ascii: ".") : UInt8(ascii: ",") }
  /// Groups may also be parted by spaces and apostrophes in either style.
  var grouping: UInt8 { self == .decimalPoint ? UInt8(ascii: ",") : UInt8(ascii: ".") }

  /// The style of a BCP 47 tag such as `de-AT`; nil when the language is not known here.
  ///
  /// Source: Unicode CLDR 45, `numbers/symbols`.
  init?(locale: String) {
    let parts = locale.lowercased().split(whereSeparator: { $0 == "-" || $0 == "_" })
    guard let language = parts.first.map(String.init) else { return nil }
    let region = parts.dropFirst().last { $0.count == 2 }.map(String.init)
    if let region, let known = Self.regions["\(language)-\(region)"] {
      self = known
    } else if let known = Self.languages[language] {
      self = known
    } else {
      return nil
    }
  }

  private static let languages: [String: NumberStyle] = {
    var table: [String: NumberStyle] = [:]
    let comma = """
      de fr es it nl pt da nb no nn sv fi is pl cs sk hu ro bg hr sl sr bs mk sq el ru uk be tr id \
      vi ca eu gl lt lv et lb az ka hy kk uz
      """
    for code in comma.split(separator: " ") { table[String(code)] = .decimalComma }
    for code in "en ja zh ko he th ms cy ga mt hi bn ta te fil sw".split(separator: " ") {
      table[String(code)] = .decimalPoint
    }
    return table
  }()

  private static let regions: [String: NumberStyle] = {
    let points = """
      de-ch de-li it-ch es-mx es-us es-gt es-hn es-ni es-pa es-do es-pr es-sv es-pe
      """
    var table: [String: NumberStyle] = [:]
    for tag in points.split(separator: " ") { table[String(tag)] = .decimalPoint }
    return table
  }()
}
