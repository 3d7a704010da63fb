import Books
import Values

/// What matching says to a bookkeeper.
///
/// Entries are named by day, amount and counterparty, never by id, so that the words do not depend
/// on how rows were numbered.
struct MatchWords {
  let documents: [DocumentProfile]
  let entries: [EntryProfile]

  func match(_ chosen: Pair, runnerUp: Pair?) -> String {
    let (speaking, against) = (
      reasons(chosen).filter { $0.weight > 0 }.map(\.text),
      reasons(chosen).filter { $0.weight < 0 }.map(\.text)
    )
    // Who reads why it was cleared must read what spoke against it, too.
    let though = against.isEmpty ? "" : ", although \(against.joined(separator: ", and "))"
    let head = "The \(line(chosen)) settles it: \(speaking.joined(separator: ", "))\(though)."
    guard let runnerUp else { return head }
    return head + " Next best is the \(line(runnerUp)): \(shortcoming(runnerUp, chosen))."
  }

  func tie(_ best: Pair, _ rivals: [Pair]) -> String {
    let lines = rivals.filter { $0.entry != best.entry }
    let papers = rivals.filter { $0.entry == best.entry }
    if let other = lines.first {
      return "\(lines.count + 1) entries fit about equally well, so none is chosen: the "
        + "\(line(best)), and the \(line(other))" + (lines.count > 1 ? ", and more." : ".")
    }
    return "The \(line(best)) fits \(papers.count + 1) documents about equally well, "
      + "so it is given to none: this one and \(names(papers))."
  }

  /// `payments` in the order in which they were booked.
  func paidTwice(_ payments: [Pair]) -> String {
    let lines = payments.map { "the \(line($0))" }
    let count = lines.count == 2 ? "twice" : "\(lines.count) times"
    let all = lines.dropLast().joined(separator: ", ") + " and " + (lines.last ?? "")
    return
      "Paid \(count): \(all) each name it and pay all of it. The first is proposed as its payment; "
      + "what was paid beyond it is to be claimed back or credited."
  }

  func doubt(_ best: Pair, accept: Int) -> String {
    let reasons = self.reasons(best)
    if best.hasStrongReference, best.evidence.contains(.amountDiffers) {
      return differenceSentence(best)
    }
    let against = reasons.filter { $0.weight < 0 }.map(\.text)
    if !against.isEmpty {
      return "The \(line(best)) comes nearest, but \(against.joined(separator: ", and "))."
    }
    if !best.hasIdentity {
      return "Only the amount speaks for the \(line(best)): neither the number, the account nor "
        + "the name is there."
    }
    let confidence = MatchingRules.confidence(of: best.score)
    return "The \(line(best)) may settle it (\(reasons.map(\.text).joined(separator: ", "))), "
      + "but that is not certain enough: \(confidence) of the \(accept) in a hundred asked for."
  }

  func taken(_ pair: Pair) -> String {
    "The only entry that fits, the \(line(pair)), settles another document better. "
      + "Is this document a copy, or not paid yet?"
  }

  func nothing(_ document: DocumentProfile) -> String {
    let amount = Money(minorUnits: document.amount, currency: document.payable.currency)
    let among =
      document.admits == nil ? "No open" : "Among those that `where` lets through, no open"
    guard let days = document.days else {
      return "\(among) entry of \(amount) or with this document's number."
    }
    return "\(among) entry of \(amount) between \(days.lowerBound) and \(days.upperBound), "
      + "and none with this document's number."
  }

  /// What is left out because nobody can say whether `where` lets it through; a sentence to be added.
  func unjudged(_ entry: Int, _ why: String, count: Int) -> String {
    let line = line(Pair(document: 0, entry: entry, evidence: []))
    guard count > 1 else {
      return
        " The workflow's `where` could not be judged for the \(line), so that is left out: \(why)."
    }
    return
      " The workflow's `where` could not be judged for \(count) entries near it, so these are left out; "
      + "the first is the \(line): \(why)."
  }

  func tooMany(_ document: DocumentProfile) -> String {
    "Too many documents and entries are alike (more than "
      + "\(MatchingRules.maximumComponentPairs) pairs), so none is chosen."
  }

  func crowd(_ document: DocumentProfile, _ bounds: MatchingBounds) -> String {
    let amount = Money(minorUnits: document.amount, currency: document.payable.currency)
    let days = document.days.map { " between \($0.lowerBound) and \($0.upperBound)" } ?? ""
    return "More than \(bounds.alike) entries of about \(amount) stand in the ledger\(days), "
      + "too many to tell them apart by amount and name, and none of them names this document for certain."
  }

  func crowdedEntry(_ best: Pair, _ bounds: MatchingBounds) -> String {
    "The \(line(best)) comes nearest, but more than \(bounds.alike) documents are of about its amount, "
      + "too many to tell them apart, and it does not name this one for certain."
  }

  func together(_ bounds: MatchingBounds) -> String {
    "More than \(bounds.together) documents compete with each other for the same entries, "
      + "too many to tell them apart, and no entry names this one for certain."
  }

  /// `entry of 2026-03-20 (-1190.00 EUR, Kessel Holz)`.
  func line(_ pair: Pair) -> String {
    let entry = entries[pair.entry].entry
    let name = entry.counterparty.map { $0.isEmpty ? "" : ", " + Self.short($0) } ?? ""
    return "entry of \(entry.day) (\(entry.amount)\(name))"
  }

  static func short(_ text: String) -> String {
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return words.count > 60 ? words.prefix(59) + "…" : words
  }

  private func names(_ pairs: [Pair]) -> String {
    let numbers = pairs.map { documents[$0.document].numberText }.filter { !$0.isEmpty }.sorted()
    guard let first = numbers.first else { return "one without a number" }
    return numbers.count > 1 ? "\(first) and \(numbers.count - 1) more" : first
  }

  /// What the runner-up lacks, or what speaks against it.
  private func shortcoming(_ pair: Pair, _ chosen: Pair) -> String {
    if let against = reasons(pair).first(where: { $0.weight < 0 }) { return against.text }
    if chosen.hasStrongReference, !pair.hasStrongReference { return "it lacks the number" }
    if chosen.evidence.contains(.ibanEqual), !pair.evidence.contains(.ibanEqual) {
      return "it lacks the account"
    }
    if chosen.evidence.contains(.nameEqual), !pair.evidence.contains(.nameEqual) {
      return "its name fits less"
    }
    return "it fits less"
  }
}
