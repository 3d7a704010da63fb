import Documents
import Readings

/// The CSV reader's problems with a file as a whole, in a bookkeeper's words.
enum CSVProblems {
  static func file(
    _ code: String,
    _ message: String,
    line: Int? = nil,
    field: String? = nil,
    rawText: String? = nil,
    remedy: String
  ) -> Problem {
    Problem(
      code: "csv." + code,
      scope: .file,
      message: message,
      place: Place(line: line, field: field),
      rawText: rawText,
      remedy: remedy
    )
  }

  static func passed(_ count: Int, line: Int) -> Problem {
    Problem(
      code: "csv.rows-left-out",
      scope: .note,
      message: "\(count) rows that moved no money or are no papers of this kind (pending, refused,"
        + " void, drafts) were left out; the first is in line \(line).",
      place: Place(line: line),
      remedy: "Nothing to do."
    )
  }

  static func limit(_ code: String, _ message: String, line: Int? = nil) -> Problem {
    file(
      code,
      message,
      line: line,
      remedy: "Split the file, or raise the limit if the file is really meant to be so large."
    )
  }

  static func problem(_ failure: CSVFailure, _ limits: ReadLimits) -> Problem {
    switch failure {
    case .unclosedQuote(let line):
      file(
        "unclosed-quote",
        "A quoted cell that begins in line \(line) is never closed.",
        line: line,
        remedy: "Add the missing \" in that line, or export the file again."
      )
    case .fieldTooLong(let line, let column):
      limit(
        "field-too-long",
        "Cell \(column) of line \(line) is longer than \(limits.fieldBytes) bytes.",
        line: line
      )
    case .tooManyColumns(let line):
      limit(
        "too-many-columns",
        "Line \(line) has more than \(limits.columns) cells.",
        line: line
      )
    case .rowTooLong(let line):
      limit(
        "row-too-long",
        "The row in line \(line) is longer than \(CSVLimits.rowBytes) bytes.",
        line: line
      )
    case .endedEarly(let line):
      file(
        "ended-early",
        "The file could not be read to its end; line \(line) was the last.",
        line: line,
        remedy: "Check the disk, then drop the file again."
      )
    }
  }

  static func problem(
    _ failure: EncodingDetection.Failure,
    _ input: some FileInput
  ) -> Problem {
    switch failure {
    case .badByte(let encoding, let offset, let byte):
      let line = EncodingLines.line(of: offset, in: input)
      let hex = "0x" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      return file(
        "encoding",
        "Line \(line) holds the byte \(hex), which is no character in \(encoding.rawValue).",
        line: line,
        rawText: hex,
        remedy: "Save the file as UTF-8, or name its encoding in the workflow's read.csv.encoding."
      )
    case .nulByte(let offset):
      let line = EncodingLines.line(of: offset, in: input)
      return file(
        "nul-byte",
        "Line \(line) holds a NUL byte: the file is damaged or no text file.",
        line: line,
        remedy: "Export the file again; do not rename other files to .csv."
      )
    case .mixed(let offset):
      let line = EncodingLines.line(of: offset, in: input)
      return file(
        "encoding",
        "The file is UTF-8, but line \(line) holds a character in another encoding.",
        line: line,
        remedy: "Save the whole file as UTF-8; parts of it seem to come from another program."
      )
    case .endsInsideCharacter(let offset):
      let line = EncodingLines.line(of: offset, in: input)
      return file(
        "truncated",
        "The file ends in the middle of a character in line \(line).",
        line: line,
        remedy: "The file was cut off: export or copy it again."
      )
    case .unknownName(let name):
      return file(
        "unknown-encoding",
        "The workflow names the encoding \"\(name)\", which is not known.",
        remedy: "Use utf-8, utf-16, windows-1252, iso-8859-1 or iso-8859-15."
      )
    }
  }
}
