import Values

/// Names of columns: how they are compared, and what a misspelt one may have meant.
enum CSVHeader {
  /// A workflow's header and a file's are the same without case and outer white space.
  static func fold(_ name: String) -> String {
    let spaced = String(name.map { $0.isWhitespace ? " " : $0 })
    let words = spaced.split(separator: " ")
    return words.joined(separator: " ").lowercased()
  }

  /// For recognising: also without punctuation, `_` and `-` as spaces.
  static func plain(_ name: String) -> String {
    let spaced = name.map { "_-/.:*()[]\"'".contains($0) || $0.isWhitespace ? " " : $0 }
    return String(spaced).split(separator: " ").joined(separator: " ").lowercased()
  }

  /// The file's name nearest to `wanted`, nil when none is near.
  static func nearest(to wanted: [String], in headers: [String]) -> String? {
    var best: (distance: Int, name: String)?
    for name in wanted.prefix(CSVLimits.listedHeaders) {
      let folded = Array(fold(name).prefix(60))
      for header in headers.prefix(CSVLimits.listedHeaders * 5) where !header.isEmpty {
        let distance = Spelling.distance(folded, Array(fold(header).prefix(60)))
        guard distance <= max(1, folded.count / 3), distance < best?.distance ?? .max else {
          continue
        }
        best = (distance, header)
      }
    }
    return best?.name
  }

  /// `"Datum", "Betrag", ...` for a message.
  static func list(_ headers: [String]) -> String {
    let named = headers.filter { !$0.isEmpty }
    let shown = named.prefix(CSVLimits.listedHeaders).map { "\"\($0.prefix(60))\"" }
    let more = named.count > shown.count ? ", and \(named.count - shown.count) more" : ""
    return shown.joined(separator: ", ") + more
  }
}
