import Extraction
import Patterns
import Values

/// A way to write days, looked for in a text: `dd.MM.yyyy`, `d. MMMM yyyy`.
struct DayPattern {
  private enum Part {
    case year
    case shortYear
    case month
    case monthName
    case day
  }

  private let parts: [Part]
  private let pattern: Pattern

  /// In the letters of Unicode's date patterns; nil when it does not name day, month and year.
  init?(_ format: String) {
    var parts: [Part] = []
    var text = "(?<!\\p{N})"
    var rest = Substring(format)
    while let letter = rest.first {
      let run = rest.prefix { $0 == letter }
      switch letter {
      case "y":
        parts.append(run.count == 2 ? .shortYear : .year)
        text += run.count == 2 ? "(\\d{2})" : "(\\d{4})"
      case "M":
        parts.append(run.count > 2 ? .monthName : .month)
        text += run.count > 2 ? "(\\p{L}+)\\.?" : "(\\d{1,2})"
      case "d":
        parts.append(.day)
        text += "(\\d{1,2})"
      case "H", "h", "T", "'":
        // The time is passed over.
        rest = ""
        continue
      case " ": text += "\\s*"
      case ".": text += "\\.?"
      default: text += "\\" + String(letter)
      }
      rest = rest.dropFirst(run.count)
    }
    self.init(parts: parts, text: text + "(?!\\p{N})")
  }

  /// In the letters of C's `strptime`: `%d/%m/%Y`.
  init?(strptime format: String) {
    var parts: [Part] = []
    var text = "(?<!\\p{N})"
    var letters = Array(format)[...]
    while let letter = letters.popFirst() {
      guard letter == "%", let next = letters.popFirst() else {
        text += letter.isWhitespace ? "\\s+" : Self.escaped(letter)
        continue
      }
      switch next {
      case "Y": (parts, text) = (parts + [.year], text + "(\\d{4})")
      case "y": (parts, text) = (parts + [.shortYear], text + "(\\d{2})")
      case "m": (parts, text) = (parts + [.month], text + "(\\d{1,2})")
      case "B", "b", "h": (parts, text) = (parts + [.monthName], text + "(\\p{L}+)\\.?")
      case "d", "e": (parts, text) = (parts + [.day], text + "(\\d{1,2})")
      case "H", "M", "S", "I": text += "\\d{1,2}"
      case "A", "a", "p": text += "\\p{L}+"
      case "%": text += "%"
      default: return nil
      }
    }
    self.init(parts: parts, text: text + "(?!\\p{N})")
  }

  private init?(parts: [Part], text: String) {
    guard parts.count == 3, let pattern = TemplatePatterns.pattern("(?m)" + text) else {
      return nil
    }
    self.parts = parts
    self.pattern = pattern
  }

  private static func escaped(_ letter: Character) -> String {
    letter.isASCII && !letter.isLetter && !letter.isNumber ? "\\\(letter)" : String(letter)
  }

  /// The first day that is written so.
  func day(in text: String, _ budget: PatternBudget) -> Day? {
    for match in pattern.matches(in: text, limit: 20, budget: budget).hits {
      if let day = day(match) { return day }
    }
    return nil
  }

  private func day(_ match: PatternMatch) -> Day? {
    var (year, month, day): (Int?, Int?, Int?) = (nil, nil, nil)
    for (index, part) in parts.enumerated() {
      guard let piece = match.group(index + 1) else { return nil }
      switch part {
      case .year: year = Int(piece)
      // 1950...2049, the window of X.509 (RFC 5280, 4.1.2.5.1).
      case .shortYear: year = Int(piece).map { $0 < 50 ? 2000 + $0 : 1900 + $0 }
      case .month: month = Int(piece)
      case .monthName: month = WrittenValues.month(String(piece))
      case .day: day = Int(piece)
      }
    }
    guard let year, let month, let day else { return nil }
    return Day(year: year, month: month, day: day)
  }
}
