import Documents
import Values

/// `dates-plausible`: days that a reader or a typist most likely got wrong.
enum PlausibleDates {
  static let id = "dates-plausible"
  /// Another time zone may be a day ahead.
  static let maximumDaysAhead = 1
  /// Ten years: longer than books are kept (§ 147 AO, art.
  ///
  /// L123-22 C. com.).
  static let maximumAgeDays = 3653
  /// Two years of credit.
  static let maximumTermDays = 731

  static func check(_ document: Document, _ context: CheckContext) -> [Finding] {
    var findings: [Finding] = []
    if let issued = document.issueDate {
      let ahead = context.today.days(until: issued)
      if ahead > maximumDaysAhead {
        findings.append(
          finding("The issue date \(issued) is \(ahead) days in the future.", ["issueDate"])
        )
      } else if -ahead > maximumAgeDays {
        findings.append(
          finding("The issue date \(issued) is more than ten years ago.", ["issueDate"])
        )
      }
    }
    if let issued = document.issueDate, let due = document.dueDate {
      let term = issued.days(until: due)
      let fields = ["issueDate", "dueDate"]
      if term < 0 {
        findings.append(finding("It is due on \(due), before its issue date \(issued).", fields))
      } else if term > maximumTermDays {
        findings.append(
          finding(
            "It is due on \(due), more than two years after its issue date \(issued).",
            fields
          )
        )
      }
    }
    return findings
  }

  private static func finding(_ message: String, _ fields: [String]) -> Finding {
    Finding(
      code: id,
      severity: .review,
      message: message,
      fields: fields,
      suggestion: "Compare the date with the paper: day and month may have been swapped."
    )
  }
}
