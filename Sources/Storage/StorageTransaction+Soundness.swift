import Books
import FoundationEssentials
internal import GRDB
import Values

extension StorageTransaction {
  /// Ledger lines that are not what they were when they came in, in words.
  ///
  /// The identity that was stored with a line is made again from its columns, by the function that made it.
  package func entriesAgainstIdentity() throws -> [String] {
    var faults: [String] = []
    let rows = try Row.fetchCursor(db, sql: "SELECT * FROM entry ORDER BY id")
    while let row = try rows.next() {
      let id = EntryID(row["id"] as Int64)
      do {
        let entry = try Self.soundEntry(row)
        let stored: Data = try row.sound("identity")
        let magnitude: Int64 = try row.sound("magnitude")
        if !Self.identities(of: entry).contains(Array(stored)) {
          faults.append("\(id) is not what it was when it came in")
        } else if magnitude != Int64(clamping: entry.amount.minorUnits.magnitude) {
          faults.append("\(id) is looked up by another amount than its own")
        }
      } catch is StorageError {
        faults.append("\(id) cannot be read: one of its columns is damaged")
      }
    }
    return faults
  }

  /// What the identity is made of; throws where a column holds what it cannot hold.
  private static func soundEntry(_ row: Row) throws -> Entry {
    let code: String = try row.sound("currency")
    guard let currency = Currency(code) else { throw StorageError.damaged("a currency") }
    var entry = Entry(
      day: Day(number: try row.sound("day")),
      amount: Money(minorUnits: try row.sound("amount"), currency: currency)
    )
    entry.id = try row.soundIfAny("externalID")
    entry.valueDay = (try row.soundIfAny("valueDay") as Int32?).map { Day(number: $0) }
    entry.account = try row.soundIfAny("account")
    entry.counterparty = try row.soundIfAny("counterparty")
    entry.counterpartyIBAN = try row.soundIfAny("counterpartyIBAN")
    entry.reference = try row.soundIfAny("reference")
    entry.memo = try row.soundIfAny("memo")
    let units: Int64? = try row.soundIfAny("originalAmount")
    let original: String? = try row.soundIfAny("originalCurrency")
    if let units, let currency = original.flatMap({ Currency($0) }) {
      entry.originalAmount = Money(minorUnits: units, currency: currency)
    }
    return entry
  }
}
