import Documents
import Values

/// What can be wrong with a journal, in words for a bookkeeper.
enum JournalProblems {
  static func problem(_ fault: JournalFault, line: Int) -> Problem {
    switch fault {
    case .badAmount(let text):
      badAmount(text, line: line)
    case .badLine(let text):
      file(
        "journal.bad-line",
        "Line \(line) is no booking, no declaration and no comment, and a ledger may not lose"
          + " bookings.",
        line: line,
        rawText: text,
        remedy: "Let the journal's own program check it (hledger check, bean-check), and correct"
          + " the line."
      )
    case .badDay(let text):
      file(
        "journal.bad-day",
        "The day in line \(line) is no day of the calendar, or has no year.",
        line: line,
        rawText: text,
        remedy: "Write it as 2026-03-14, or name the year above: \"Y2026\"."
      )
    case .notSupported(let what, let text):
      notSupported(what, text, line: line)
    }
  }

  static func badAmount(_ text: String, line: Int) -> Problem {
    file(
      "journal.bad-amount",
      "The amount in line \(line) cannot be read; figures to be worked out are not supported.",
      line: line,
      rawText: text,
      remedy: "Write the amount itself, with the currency's decimals: -1190.00 EUR."
    )
  }

  static func notSupported(_ what: String, _ text: String, line: Int) -> Problem {
    file(
      "journal.not-supported",
      "Line \(line) has \(what), which Tickmark does not follow: bookings would be missing or other"
        + " than the journal's program shows them.",
      line: line,
      rawText: text,
      remedy: "Let that program write the journal out in full (hledger print --auto, ledger print)"
        + " and drop that file."
    )
  }

  static func tooManyPostings(line: Int) -> Problem {
    file(
      "journal.too-many-postings",
      "The booking in line \(line) has more than \(JournalLimits.postings) postings.",
      line: line,
      remedy: "No booking has so many: check that the file is what it seems to be."
    )
  }

  static let noBookings = file(
    "journal.no-bookings",
    "The journal has declarations, but no booking.",
    remedy: "Drop the journal that has the bookings; declarations alone are not needed."
  )

  static func whichAccount(_ accounts: [(name: String, count: Int)], of bookings: Int) -> Problem {
    let listed = accounts.prefix(8).map { "\"\($0.name)\" (\($0.count))" }
      .joined(separator: ", ")
    let first = accounts.first?.name ?? "assets:bank"
    return file(
      "journal.which-account",
      "The journal's \(bookings) bookings touch several accounts, and nothing shows whose postings"
        + " are this ledger's entries: \(listed)\(accounts.count > 8 ? ", ..." : "").",
      remedy: "Name the account in the workflow: \"read\": { \"journal\": { \"account\":"
        + " \"\(first)\" } }; an account includes those below it, \"*\" means all."
    )
  }

  static func accountNotFound(_ wanted: [String], _ accounts: [String], near: String?) -> Problem {
    let names = wanted.map { "\"\($0)\"" }.joined(separator: ", ")
    let listed = accounts.prefix(8).map { "\"\($0)\"" }.joined(separator: ", ")
    return file(
      "journal.account-not-found",
      "No booking of the journal touches \(names); it has \(listed)"
        + "\(accounts.count > 8 ? ", ..." : ""). \(near.map { "Did you mean \"\($0)\"?" } ?? "")"
        .trimmingSpaces(),
      remedy: "Correct read.journal.account in the workflow, or drop the journal of that account."
    )
  }

  /// The postings of an account that was not named in the workflow.
  static func chosen(_ account: String, of bookings: Int) -> Problem {
    Problem(
      code: "journal.account-chosen",
      scope: .note,
      message: "The entries are the postings of \"\(account)\", the only account of assets or"
        + " liabilities that all \(bookings) bookings touch.",
      remedy: "If it is another, name it: \"read\": { \"journal\": { \"account\": \"...\" } }."
    )
  }

  /// An included file that nobody has dropped would be missing without a word.
  static func included(_ path: String, line: Int, isApart: Bool) -> Problem {
    Problem(
      code: "journal.included-file",
      scope: isApart ? .note : .document,
      message: "Line \(line) includes another file, whose bookings are not among these entries.",
      place: Place(line: line),
      rawText: path,
      remedy: isApart
        ? "Drop the included file into the same folder, if it is not there yet."
        : "Drop the included file into the same folder, too. Where that is always done:"
          + " \"read\": { \"journal\": { \"includes\": \"apart\" } }."
    )
  }

  static func moreIncludes(_ count: Int, isApart: Bool) -> Problem {
    Problem(
      code: "journal.included-file",
      scope: isApart ? .note : .document,
      message: "\(count) more files are included.",
      remedy: "Drop them into the same folder, too."
    )
  }

  static func amountMissing(_ account: String, line: Int) -> Problem {
    file(
      "journal.amount-missing",
      "The posting to \"\(account)\" in line \(line) has no amount of its own, and it does not"
        + " follow from the others to the last decimal.",
      line: line,
      remedy: "Write the amount beside the account."
    )
  }

  static func doesNotBalance(_ rest: String, line: Int) -> Problem {
    file(
      "journal.does-not-balance",
      "The booking in line \(line) does not come to zero: \(rest) is left over.",
      line: line,
      rawText: rest,
      remedy: "Correct the booking; the journal's own program will refuse it as well."
    )
  }

  static func noCurrency(_ sign: String, line: Int) -> Problem {
    file(
      "journal.no-currency",
      sign.isEmpty
        ? "The amount in line \(line) has no currency."
        : "\"\(sign)\" in line \(line) stands for several currencies.",
      line: line,
      rawText: sign.isEmpty ? nil : sign,
      remedy: "Name the currency in the workflow: \"read\": { \"currency\": \"EUR\" }."
    )
  }

  static func mixedMarks(point: Int, comma: Int) -> Problem {
    file(
      "journal.mixed-marks",
      "Amounts of one currency have a decimal point in line \(point) and a decimal comma in line"
        + " \(comma).",
      line: max(point, comma),
      remedy: "Write all amounts of the journal in one way."
    )
  }

  static func notMoney(_ commodities: [String], count: Int, line: Int) -> Problem {
    let listed = commodities.prefix(5).map { "\"\($0)\"" }.joined(separator: ", ")
    return Problem(
      code: "journal.not-money",
      scope: .document,
      message: "\(count) postings are in units that are no currency (\(listed)) and were left out;"
        + " the first is in line \(line).",
      place: Place(line: line),
      remedy: "Accept it where these are shares or hours; else write the currency as its code: EUR."
    )
  }

  static func virtualLeftOut(_ count: Int, line: Int) -> Problem {
    note(
      "\(count) postings in brackets were left out, for they move no money; the first is in line"
        + " \(line).",
      line: line
    )
  }

  static func plannedLeftOut(line: Int) -> Problem {
    note("Bookings that are only planned (~) were left out.", line: line)
  }

  static func padLeftOut(_ account: String, line: Int) -> Problem {
    note(
      "The balance to which \"\(account)\" is padded is no movement and was left out.",
      line: line
    )
  }

  private static func note(_ message: String, line: Int) -> Problem {
    Problem(
      code: "journal.left-out",
      scope: .note,
      message: message,
      place: Place(line: line),
      remedy: "Nothing to do."
    )
  }

  private static func file(
    _ code: String,
    _ message: String,
    line: Int? = nil,
    rawText: String? = nil,
    remedy: String
  ) -> Problem {
    Problem(
      code: code,
      scope: .file,
      message: message,
      place: Place(line: line),
      rawText: rawText,
      remedy: remedy
    )
  }
}
