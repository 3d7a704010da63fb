import Books
import Documents
import Values

/// What can be wrong with a bank statement, in words for a bookkeeper.
enum CAMTProblems {
  static let noStatement = Problem(
    code: "camt.no-statement",
    scope: .file,
    message: "The file is in the form of an ISO 20022 message but holds no bank statement.",
    remedy: "Export the statement from the bank again as CAMT.053."
  )

  static func badEntry(_ error: CAMTEntryError, line: Int) -> Problem {
    let (what, text) =
      switch error {
      case .amount(let text): ("amount or currency", text)
      case .direction(let text): ("credit or debit mark", text)
      case .day(let text): ("booking day", text)
      }
    return Problem(
      code: "camt.bad-entry",
      scope: .file,
      message:
        "The entry in line \(line) has no usable \(what), so the statement cannot be trusted.",
      place: Place(line: line, path: "/Document/BkToCstmrStmt/Stmt/Ntry"),
      rawText: text,
      remedy: "Export the statement from the bank again; if it stays so, tell the bank."
    )
  }

  static func badBalance(_ text: String, code: String, line: Int) -> Problem {
    Problem(
      code: "camt.bad-balance",
      scope: .file,
      message:
        "The balance \(code) in line \(line) cannot be read, so the statement cannot be proved.",
      place: Place(line: line, path: "/Document/BkToCstmrStmt/Stmt/Bal"),
      rawText: text,
      remedy: "Export the statement from the bank again; if it stays so, tell the bank."
    )
  }

  static func undated(_ count: Int, line: Int) -> Problem {
    Problem(
      code: "camt.day-of-message",
      scope: .note,
      message:
        "\(count) entries name no day and were given the day on which the message was made; the"
        + " first is in line \(line).",
      place: Place(line: line),
      remedy: "Nothing to do, unless the day matters: the statement (CAMT.053) names it."
    )
  }

  static func interim(_ what: String) -> Problem {
    Problem(
      code: "camt.interim",
      scope: .note,
      message: "This is \(what); the same entries may come again in the statement (CAMT.053).",
      remedy: "Prefer the end-of-day statement (CAMT.053) for this account, so that nothing counts"
        + " twice."
    )
  }
}
