/// The text of a mail as the lines that a person sees.
enum MailText {
  /// Of one part; behind it nobody looks for an invoice.
  static let maximumBytes = 1 << 20
  static let maximumLines = 3_000
  private static let maximumColumns = 2_000

  /// HTML without its marks: blocks begin lines, cells of a row are parted.
  static func plain(html: String) -> String {
    var text = HTMLText()
    text.take(html)
    return text.result
  }

  /// The lines in which an invoice is looked for.
  static func shortened(_ text: String) -> String {
    text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .prefix(maximumLines).map { $0.prefix(maximumColumns) }.joined(separator: "\n")
  }
}

/// Takes the marks out of HTML; scripts and styles are no text, and nothing is ever fetched or run.
private struct HTMLText {
  private(set) var lines: [String] = [""]
  private var skipped: String?

  var result: String { lines.joined(separator: "\n") }

  private static let blocks: Set<String> = [
    "p", "div", "br", "tr", "table", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6",
    "section", "header", "footer", "hr", "pre", "blockquote", "dl", "dt", "dd",
  ]

  mutating func take(_ html: String) {
    var rest = html[...]
    while !rest.isEmpty, lines.count < MailText.maximumLines {
      let text = rest.prefix { $0 != "<" }
      if skipped == nil { append(text) }
      rest = rest[text.endIndex...]
      guard !rest.isEmpty else { return }
      rest = takeMark(rest.dropFirst())
    }
  }

  private mutating func takeMark(_ rest: Substring) -> Substring {
    if rest.hasPrefix("!--") {
      guard let end = rest.firstRange(of: "-->") else { return "" }
      return rest[end.upperBound...]
    }
    let mark = rest.prefix { $0 != ">" }
    let after = rest[mark.endIndex...].dropFirst()
    let isEnd = mark.hasPrefix("/")
    let name = mark.drop { $0 == "/" }.prefix { $0.isLetter || $0.isNumber }.lowercased()
    if let skipped {
      if isEnd, name == skipped { self.skipped = nil }
    } else if !isEnd, ["script", "style", "head", "title"].contains(name) {
      skipped = mark.hasSuffix("/") ? nil : name
    } else if Self.blocks.contains(name) {
      if lines.last?.isEmpty == false { lines.append("") }
    } else if name == "td" || name == "th", !isEnd, lines.last?.isEmpty == false {
      lines[lines.count - 1] += "    "
    }
    return after
  }

  private mutating func append(_ text: Substring) {
    let words = HTMLEntities.decoded(text).split(whereSeparator: \.isWhitespace)
    guard !words.isEmpty else { return }
    let joined = words.joined(separator: " ")
    let last = lines.count - 1
    let needsSpace = text.first?.isWhitespace == true && lines[last].last?.isWhitespace == false
    lines[last] += (needsSpace ? " " : "") + joined + (text.last?.isWhitespace == true ? " " : "")
  }
}

/// The entities that invoices really have.
private enum HTMLEntities {
  private static let named: [String: String] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ", "euro": "€",
    "pound": "£", "yen": "¥", "auml": "ä", "ouml": "ö", "uuml": "ü", "Auml": "Ä", "Ouml": "Ö",
    "Uuml": "Ü", "szlig": "ß", "eacute": "é", "egrave": "è", "agrave": "à", "ccedil": "ç",
    "ntilde": "ñ", "ndash": "–", "mdash": "—", "bull": "•", "middot": "·", "deg": "°", "ordm": "º",
    "zwnj": "", "zwj": "", "shy": "", "thinsp": " ", "ensp": " ", "emsp": " ",
  ]

  static func decoded(_ text: Substring) -> String {
    guard text.utf8.contains(UInt8(ascii: "&")) else { return String(text) }
    var result = ""
    var rest = text
    while let mark = rest.firstIndex(of: "&") {
      result += rest[..<mark]
      let behind = rest[rest.index(after: mark)...]
      let name = behind.prefix(12).prefix { $0 != ";" }
      if behind.dropFirst(name.count).first == ";", let known = value(String(name)) {
        result += known
        rest = behind.dropFirst(name.count + 1)
      } else {
        result += "&"
        rest = behind
      }
    }
    return result + rest
  }

  private static func value(_ name: String) -> String? {
    guard name.first == "#" else { return named[name] }
    let digits = name.dropFirst()
    let number =
      digits.first == "x" || digits.first == "X"
      ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    return number.flatMap { Unicode.Scalar($0) }.map { String($0) }
  }
}
