/// A table as some program writes it, and what must come of it.
struct ForeignTable: Sendable {
  enum Encoding: Sendable {
    case utf8
    case utf8WithMark
    case utf16
    case windows1252
  }

  var name: String
  var file: String
  var encoding = Encoding.utf8
  /// `ledger`, `expense`, `invoice` or `table`.
  var document: String
  /// What a person must fill in: the key, the text `"key": "???"` and what to put for it.
  var open: [Gap] = []
  /// Keys that say that they are not certain.
  var unsure: [String] = []
  var rows: Int
  /// Pieces of what `read` shows of it.
  var shows: [String]
  var text: String

  struct Gap: Sendable {
    var key: String
    var marker: String
    var answer: String

    static func currency(_ code: String) -> Gap {
      Gap(
        key: "read.currency",
        marker: "\"currency\": \"???\"",
        answer: "\"currency\": \"\(code)\""
      )
    }

    static func days(_ field: String, _ format: String) -> Gap {
      Gap(
        key: "read.csv.columns.\(field)",
        marker: "\"format\": \"???\"",
        answer: "\"format\": \"\(format)\""
      )
    }
  }

  var bytes: [UInt8] {
    switch encoding {
    case .utf8: Array(text.utf8)
    case .utf8WithMark: [0xEF, 0xBB, 0xBF] + Array(text.utf8)
    case .utf16: [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    // These tables have letters of Latin-1 and the sign of the euro.
    case .windows1252:
      text.unicodeScalars.map { $0 == "€" ? 0x80 : UInt8(truncatingIfNeeded: $0.value) }
    }
  }
}

extension ForeignTable {
  static let all: [ForeignTable] = ledgers + cards + papers
}
