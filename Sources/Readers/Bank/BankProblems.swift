import Books
import Documents
import Values

/// What can be wrong with a bank's file (CAMT too, beside its own problems), in words for a bookkeeper.
enum BankProblems {
  static let exportAgain = "Export the file from the bank again; if it stays so, tell the bank."

  static func noStatement(_ what: String) -> Problem {
    Problem(
      code: "bank.no-statement",
      scope: .file,
      message: "The file looks like \(what) but holds no statement.",
      remedy: exportAgain
    )
  }

  static let noEntries = Problem(
    code: "bank.no-entries",
    scope: .note,
    message: "The file has columns and no rows.",
    remedy: "Nothing, if the export is meant to be empty."
  )

  /// A statement with a hole is none: a payment that is missing makes its invoice look unpaid.
  static func badEntry(_ what: String, _ text: String, line: Int) -> Problem {
    Problem(
      code: "bank.bad-entry",
      scope: .file,
      message: "The entry in line \(line) has no usable \(what), so the file cannot be trusted.",
      place: Place(line: line),
      rawText: text,
      remedy: exportAgain
    )
  }

  static func badBalance(_ text: String, line: Int) -> Problem {
    Problem(
      code: "bank.bad-balance",
      scope: .file,
      message: "The balance in line \(line) cannot be read, so the statement cannot be proved.",
      place: Place(line: line),
      rawText: text,
      remedy: exportAgain
    )
  }

  static func noCurrency(line: Int) -> Problem {
    Problem(
      code: "bank.no-currency",
      scope: .file,
      message: "The file does not say in which currency the amounts are.",
      place: Place(line: line),
      remedy: "Name the account's currency in the workflow: \"read\": { \"currency\": \"EUR\" }."
    )
  }

  static func truncated(_ what: String, line: Int) -> Problem {
    Problem(
      code: "bank.truncated",
      scope: .file,
      message: "The file ends in the middle of \(what) (line \(line)).",
      place: Place(line: line),
      remedy: "The file was cut off: export or copy it again."
    )
  }

  static func lineTooLong(_ line: Int, limit: Int) -> Problem {
    Problem(
      code: "bank.line-too-long",
      scope: .file,
      message: "Line \(line) is longer than \(limit) bytes.",
      place: Place(line: line),
      remedy: "No bank writes such lines: check that the file is what it seems to be."
    )
  }

  static func openDays(_ formats: [String], _ text: String, line: Int) -> Problem {
    Problem(
      code: "bank.open-days",
      scope: .file,
      message: "The day in line \(line) can be read as \(formats.joined(separator: " or ")), and no"
        + " other day of the file decides.",
      place: Place(line: line),
      rawText: text,
      remedy: "Say where the file comes from in the workflow: \"read\": { \"locale\": \"en-US\" }."
    )
  }

  static func openAmounts(_ text: String, line: Int) -> Problem {
    Problem(
      code: "bank.open-amounts",
      scope: .file,
      message:
        "The mark in the amount in line \(line) can be a decimal mark or group thousands, and no"
        + " other amount of the file decides.",
      place: Place(line: line),
      rawText: text,
      remedy: "Say where the file comes from in the workflow: \"read\": { \"locale\": \"en-US\" }."
    )
  }

  static func skippedList(_ type: String, line: Int) -> Problem {
    Problem(
      code: "bank.skipped-list",
      scope: .note,
      message: "The list \"\(type)\" from line \(line) on holds no movements of an account and was"
        + " left out.",
      place: Place(line: line),
      remedy: "Nothing to do, unless you expected movements there."
    )
  }

  /// Banks state the sum of all amounts loosely, so this is told and refuses nothing.
  static func controlTotal(_ computed: Int128, _ stated: String, line: Int) -> Problem {
    Problem(
      code: "bank.control-total",
      scope: .note,
      message:
        "All amounts of the account together make \(computed), but line \(line) says \(stated).",
      place: Place(line: line),
      rawText: stated,
      remedy: "Compare the account's entries with the bank's own list."
    )
  }

  static func datevCategory(_ title: String) -> Problem {
    Problem(
      code: "bank.datev-category",
      scope: .file,
      message: "This DATEV file holds \"\(title)\", not a booking batch (Buchungsstapel).",
      place: Place(line: 1),
      rawText: title,
      remedy: "Export the Buchungsstapel in DATEV format, category 21."
    )
  }

  static func datevColumn(_ name: String, line: Int) -> Problem {
    Problem(
      code: "bank.datev-column",
      scope: .file,
      message: "The booking batch has no column \"\(name)\".",
      place: Place(line: line),
      rawText: name,
      remedy: "Export it again with all of DATEV's columns."
    )
  }

  static func tooDeep(line: Int, limit: Int) -> Problem {
    Problem(
      code: "bank.too-deep",
      scope: .file,
      message: "The file is nested more than \(limit) deep in line \(line).",
      place: Place(line: line),
      remedy: "No bank writes such files: check that it is what it seems to be."
    )
  }

  static func tooManyEntries(_ limit: Int, _ line: Int?) -> Problem {
    Problem(
      code: "bank.too-many-entries",
      scope: .file,
      message: "The file has more than \(limit) entries.",
      place: Place(line: line),
      remedy:
        "Export a shorter period, or raise the limit if the file is really meant to be so large."
    )
  }

  static func pending(_ count: Int, line: Int) -> Problem {
    Problem(
      code: "bank.pending",
      scope: .note,
      message:
        "\(count) entries are not booked yet and were left out; the first is in line \(line).",
      place: Place(line: line),
      remedy: "Nothing to do: they come with a later statement when the bank has booked them."
    )
  }

  static func interim(_ what: String) -> Problem {
    Problem(
      code: "bank.interim",
      scope: .note,
      message: "This is \(what); the same entries may come again in the day's statement.",
      remedy: "Prefer the end-of-day statement (MT940, CAMT.053) for this account, so that nothing"
        + " counts twice."
    )
  }

  static func noBalances(line: Int, remedy: String) -> Problem {
    Problem(
      code: "statement.no-balances",
      scope: .note,
      message:
        "The statement does not name both its opening and its closing balance, so it could not be"
        + " proved.",
      place: Place(line: line),
      remedy: remedy
    )
  }

  static func cannotAdd(_ reason: String, line: Int) -> Problem {
    Problem(
      code: "statement.does-not-foot",
      scope: .file,
      message: "The statement cannot be added up: \(reason).",
      place: Place(line: line),
      remedy: "Export the statement again, one account and one currency a file."
    )
  }

  static func doesNotFoot(
    _ statement: Statement,
    _ sum: Money?,
    _ computed: Money,
    _ stated: Money,
    line: Int
  ) -> Problem {
    let opening = statement.opening?.description ?? "none"
    let entries = sum?.description ?? Money.zero(stated.currency).description
    return Problem(
      code: "statement.does-not-foot",
      scope: .file,
      message: "Opening balance \(opening) and \(statement.entryCount) entries of together"
        + " \(entries) make \(computed), but the closing balance in line \(line) says \(stated).",
      place: Place(line: line),
      rawText: stated.description,
      remedy: "Export the statement again: an entry is missing, doubled or changed. Nothing of this"
        + " file was taken over."
    )
  }

  /// The sums that an interim report states (MT942 `:90D:`, BAI2 `49`).
  static func wrongTotal(_ what: String, computed: String, stated: String, line: Int) -> Problem {
    Problem(
      code: "statement.does-not-foot",
      scope: .file,
      message: "\(what) make \(computed), but line \(line) says \(stated).",
      place: Place(line: line),
      rawText: stated,
      remedy: "Export the file again: an entry is missing, doubled or changed. Nothing of this file"
        + " was taken over."
    )
  }
}
