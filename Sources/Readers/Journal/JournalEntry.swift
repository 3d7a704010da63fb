import Books
import Values

/// One posting as a ledger entry.
enum JournalEntry {
  /// Tags that have a field of their own.
  private static let known: Set<String> = ["id", "number"]

  /// `number`: which of the booking's entries it is, so that each has an id of its own.
  static func entry(
    _ booking: JournalBooking,
    _ posting: JournalPosting,
    _ amount: Money,
    number: Int
  ) -> Entry {
    var entry = Entry(day: posting.day ?? booking.day, amount: amount)
    let tags = booking.tags.merging(posting.tags) { $1 }
    entry.valueDay = posting.secondDay ?? booking.secondDay
    entry.account = posting.account
    entry.counterparty = booking.payee
    entry.reference = booking.code ?? tags["number"]
    entry.memo = memo(booking, posting)
    entry.line = posting.line
    if let id = tags["id"], !id.isEmpty { entry.id = number == 0 ? id : "\(id).\(number + 1)" }
    var extra = tags.filter { tag in
      tag.key == "number" ? booking.code != nil : !known.contains(tag.key)
    }
    if booking.isPending { extra["status"] = "pending" }
    entry.extra = extra.isEmpty ? nil : extra
    return entry
  }

  private static func memo(_ booking: JournalBooking, _ posting: JournalPosting) -> String? {
    let parts = [booking.note].compactMap(\.self) + booking.comments + posting.comments
    let text = parts.joined(separator: "; ")
    return text.isEmpty ? nil : String(text.prefix(JournalLimits.memoCharacters))
  }
}
