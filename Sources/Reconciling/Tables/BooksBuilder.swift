/// Makes columns out of documents and entries that are in memory already: what `TableReader` makes out of files.
package struct BooksBuilder: Sendable {
  /// One document, as the engine looks at it.
  package struct Paper: Sendable {
    /// Tells documents apart, and nothing else is decided by it.
    package var id: String
    package var kind: DocumentKind
    package var name: String?
    package var number: String?
    package var order: String?
    package var taxID: String?
    package var iban: String?
    /// Days since 1970-01-01.
    package var issueDay: Int32?
    package var dueDay: Int32?
    package var currency: CurrencyCode
    /// Signed as printed: a credit note is negative.
    package var totalMinor: Int64
    /// Hundredths of a percent; 0: none is offered.
    package var discount: Int32 = 0
    package var discountDays: Int32 = 0

    package init(id: String, kind: DocumentKind, currency: CurrencyCode, totalMinor: Int64) {
      self.id = id
      self.kind = kind
      self.currency = currency
      self.totalMinor = totalMinor
    }
  }

  /// One entry, as the engine looks at it; money out is negative.
  package struct Line: Sendable {
    package var id: String
    package var day: Int32
    package var currency: CurrencyCode
    package var amountMinor: Int64
    package var name: String?
    package var iban: String?
    package var reference: String?
    package var memo: String?
    package var originalCurrency = CurrencyCode.none
    package var originalMinor: Int64 = 0

    package init(id: String, day: Int32, currency: CurrencyCode, amountMinor: Int64) {
      self.id = id
      self.day = day
      self.currency = currency
      self.amountMinor = amountMinor
    }
  }

  package private(set) var books = OpenBooks(documents: DocumentColumns(), entries: EntryColumns())

  package init() {}

  package mutating func add(_ paper: Paper) {
    func cell(_ text: String?) -> Slice { Self.append(text, to: &books.documents.text) }
    let slices = [paper.id, paper.name, paper.number, paper.order].map(cell)
    books.documents.id.append(slices[0])
    books.documents.name.append(slices[1])
    books.documents.number.append(slices[2])
    books.documents.order.append(slices[3])
    books.documents.kind.append(paper.kind)
    books.documents.taxID.append(Self.identifier(paper.taxID))
    books.documents.iban.append(Self.identifier(paper.iban))
    let issue = paper.issueDay ?? noDay
    books.documents.issueDay.append(issue)
    books.documents.dueDay.append(paper.dueDay ?? issue)
    books.documents.currency.append(paper.currency)
    books.documents.total.append(Self.sound(paper.totalMinor))
    books.documents.discount.append(paper.discount)
    books.documents.discountDays.append(paper.discountDays)
  }

  package mutating func add(_ line: Line) {
    func cell(_ text: String?) -> Slice { Self.append(text, to: &books.entries.text) }
    let slices = [line.id, line.name, line.reference, line.memo].map(cell)
    books.entries.id.append(slices[0])
    books.entries.name.append(slices[1])
    books.entries.reference.append(slices[2])
    books.entries.memo.append(slices[3])
    books.entries.day.append(line.day)
    books.entries.currency.append(line.currency)
    let amount = Self.sound(line.amountMinor)
    books.entries.amount.append(amount)
    books.entries.gross.append(amount)
    books.entries.parent.append(-1)
    books.entries.iban.append(Self.identifier(line.iban))
    books.entries.channel.append(.unknown)
    books.entries.originalCurrency.append(line.originalCurrency)
    books.entries.originalAmount.append(Self.sound(line.originalMinor))
  }

  /// Another name or account of a party, tied to it by what it shares.
  package mutating func addSupplier(name: String?, taxID: String?, iban: String?) {
    books.suppliers.name.append(Self.append(name, to: &books.suppliers.text))
    books.suppliers.taxID.append(Self.identifier(taxID))
    books.suppliers.iban.append(Self.identifier(iban))
    books.suppliers.supplier.append(0)
  }

  /// As from files: no amount with which a product or a sum leaves 64 bits; zero belongs to nothing.
  private static func sound(_ minor: Int64) -> Int64 {
    minor.magnitude <= UInt64(AmountReading.largest) ? minor : 0
  }

  private static func append(_ text: String?, to bytes: inout [UInt8]) -> Slice {
    guard let text, !text.isEmpty else { return .empty }
    let start = bytes.count
    bytes += text.utf8
    return Slice(start: UInt32(start), count: UInt32(bytes.count - start))
  }

  /// Letters and digits only, as a number; 0 for none.
  private static func identifier(_ text: String?) -> UInt64 {
    guard let text else { return 0 }
    var hash = TextHash()
    var count = 0
    for byte in text.utf8 {
      let upper = byte.upper
      guard upper.isLetter || upper.isDigit else { continue }
      hash.add(upper)
      count += 1
    }
    return count < 4 ? 0 : hash.value
  }
}
