import Books
import Documents
import Values

/// Writes `reports/exceptions.json` (`"format": 1`), sorted by id.
///
/// Amounts are decimal strings, absent is absent. Every exception is in it, however many.
package enum ExceptionJSON {
  package static func bytes(_ report: ExceptionReport) -> [UInt8] {
    var json = JSONBuffer()
    json.object { json in
      json.number("format", 1)
      json.text("workspace", report.workspace)
      json.text("madeAt", report.madeAt)
      json.bool("inBalance", report.imbalances.isEmpty)
      texts(&json, "imbalances", report.imbalances)
      texts(&json, "notes", report.notes)
      json.number("filesInWork", report.filesInWork == 0 ? nil : report.filesInWork)
      totals(&json, report.totals)
      json.array("exceptions") { json in
        for item in ReportOrder.byID(report.exceptions) {
          json.newline()
          json.object { exception(&$0, item) }
        }
      }
      json.array("quarantined") { json in
        for file in ReportOrder.byID(report.quarantined) {
          json.newline()
          json.object { quarantined(&$0, file) }
        }
      }
      guard !report.companions.isEmpty else { return }
      json.array("companions") { json in
        for file in ReportOrder.byID(report.companions) {
          json.newline()
          json.object { companion(&$0, file) }
        }
      }
    }
    return json.bytes + [UInt8(ascii: "\n")]
  }

  /// One exception as one line of JSON, for `tickmark exceptions --format json`.
  package static func line(_ item: ExceptionItem) -> String {
    var json = JSONBuffer()
    json.object { exception(&$0, item) }
    return String(decoding: json.bytes, as: UTF8.self)
  }

  private static func totals(_ json: inout JSONBuffer, _ totals: ControlTotals) {
    json.object("totals") { json in
      json.bool("foots", totals.foots)
      tally(&json, "received", totals.received)
      for part in totals.parts { tally(&json, part.name, part.tally) }
      json.list("ledgers", totals.ledgers.sorted { $0.ledger < $1.ledger }) { json, ledger in
        json.text("ledger", ledger.ledger.name)
        json.bool("foots", ledger.entries.foots)
        tally(&json, "entries", ledger.entries.all)
        tally(&json, "matched", ledger.entries.matched)
        tally(&json, "open", ledger.entries.open)
      }
    }
  }

  private static func tally(_ json: inout JSONBuffer, _ key: String, _ tally: Tally) {
    json.object(key) { json in
      json.number("count", tally.count)
      if tally.files != 0 { json.number("files", tally.files) }
      if tally.withoutAmount != 0 { json.number("withoutAmount", tally.withoutAmount) }
      guard !tally.sums.isZero else { return }
      json.object("sums") { json in
        for currency in tally.sums.currencies {
          json.text(currency.code, tally.sums.decimal(currency).description)
        }
      }
    }
  }

  private static func exception(_ json: inout JSONBuffer, _ item: ExceptionItem) {
    json.text("id", item.id)
    json.text("code", item.code)
    json.text("severity", item.severity.rawValue)
    json.text("reason", item.reason)
    json.text("suggestion", item.suggestion)
    json.text("queue", item.queue)
    json.text("owner", item.owner)
    json.text("workflow", item.workflow)
    json.text("since", item.since?.description)
    json.number("ageDays", item.ageDays)
    json.text("file", item.fileName)
    json.text("arrival", item.arrivalID)
    json.list("companions", item.companions, self.file)
    place(&json, item.place)
    json.text("ledger", item.ledger)
    if let document = item.document { self.document(&json, document) }
    if let entry = item.entry { json.object("entry") { self.entry(&$0, entry) } }
    json.list("findings", item.findings, finding)
    json.list("problems", item.problems, problem)
    json.list("candidates", ReportOrder.candidates(item), candidate)
    if item.candidates.count > ExceptionItem.maximumCandidates {
      json.number("candidatesConsidered", item.candidates.count)
    }
    json.list("rulings", item.choices) { json, choice in
      json.text("ruling", choice.ruling)
      json.text("command", choice.command(for: item.id))
      json.text("meaning", choice.meaning)
    }
  }

  private static func document(_ json: inout JSONBuffer, _ document: DocumentSummary) {
    json.object("document") { json in
      json.text("id", document.id.description)
      json.text("type", document.type.rawValue)
      json.text("number", document.number)
      json.text("seller", document.seller)
      json.text("issueDate", document.issueDate?.description)
      json.text("dueDate", document.dueDate?.description)
      money(&json, document.amount)
      json.text("rawAmount", document.rawAmount)
    }
  }

  private static func entry(_ json: inout JSONBuffer, _ entry: EntrySummary) {
    json.text("id", entry.id.description)
    json.text("day", entry.day.description)
    money(&json, entry.amount)
    json.text("counterparty", entry.counterparty)
    json.text("reference", entry.reference)
    json.text("memo", entry.memo)
  }

  private static func candidate(_ json: inout JSONBuffer, _ candidate: CandidateLine) {
    entry(&json, candidate.entry)
    json.number("score", candidate.score)
    json.bool("isRunnerUp", candidate.isRunnerUp)
    json.list("reasons", ReasonList.sorted(candidate.reasons)) { json, reason in
      json.text("code", reason.code)
      json.number("weight", reason.weight)
      json.text("text", reason.text)
    }
  }

  private static func finding(_ json: inout JSONBuffer, _ finding: Finding) {
    json.text("code", finding.code)
    json.text("severity", finding.severity.rawValue)
    json.text("message", finding.message)
    texts(&json, "fields", finding.fields)
    json.text("suggestion", finding.suggestion)
  }

  private static func problem(_ json: inout JSONBuffer, _ problem: Problem) {
    json.text("code", problem.code)
    json.text("scope", problem.scope.rawValue)
    json.text("message", problem.message)
    place(&json, problem.place)
    json.text("rawText", problem.rawText)
    json.text("remedy", problem.remedy)
  }

  private static func quarantined(_ json: inout JSONBuffer, _ file: QuarantinedFile) {
    json.text("arrival", file.arrivalID)
    json.text("file", file.fileName)
    json.text("workflow", file.workflow)
    json.number("ageDays", file.ageDays)
    json.list("problems", file.problems, problem)
  }

  private static func companion(_ json: inout JSONBuffer, _ companion: CompanionFile) {
    file(&json, companion.file)
    json.text("workflow", companion.workflow)
    json.list("accompanies", companion.leaders, file)
  }

  private static func file(_ json: inout JSONBuffer, _ file: FileLine) {
    json.text("arrival", file.arrivalID)
    json.text("file", file.fileName)
  }

  private static func place(_ json: inout JSONBuffer, _ place: Place) {
    guard place != Place() else { return }
    json.object("place") { json in
      json.number("page", place.page)
      json.number("line", place.line)
      json.number("column", place.column)
      json.text("field", place.field)
      json.text("path", place.path)
    }
  }

  private static func money(_ json: inout JSONBuffer, _ amount: Money?) {
    json.text("amount", amount?.decimal.description)
    json.text("currency", amount?.currency.code)
  }

  private static func texts(_ json: inout JSONBuffer, _ key: String, _ texts: [String]) {
    guard !texts.isEmpty else { return }
    json.array(key) { json in
      for text in texts { json.text(text) }
    }
  }
}
