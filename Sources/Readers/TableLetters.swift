import Readings

/// Cells of an unknown table that show in which encoding it was written.
enum TableLetters {
  /// The first letter that is not ASCII shows the encoding; some show that it is wrong.
  static func look(_ rows: [CSVRow], _ table: inout TableSurvey) {
    for row in rows where row.bytes.contains(where: { $0 >= 0x80 }) {
      for text in row.texts where text.utf8.contains(where: { $0 >= 0x80 }) {
        let cell = SurveyCell(line: row.line, text: text.cut(to: CSVLimits.surveyText))
        table.foreign = table.foreign ?? cell
        if isGarbled(text) {
          table.garbled = cell
          return
        }
      }
    }
  }

  /// UTF-8 that somebody read as windows-1252 and saved again, or a sign of ISO 8859-15.
  private static func isGarbled(_ text: String) -> Bool {
    var last: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      let follows = (0x80...0xBF).contains(scalar.value) || scalar == "\u{201A}"
      if (last == "\u{C3}" || last == "\u{C2}" || last == "\u{E2}") && follows { return true }
      if scalar == "\u{A4}" || scalar == "\u{FFFD}" { return true }
      last = scalar
    }
    return false
  }
}
