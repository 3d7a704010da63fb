package import Books
package import Documents

/// What kind of file it is, by content, never by name.
package enum FileKind: String, Sendable, Codable, CaseIterable {
  case ubl
  case cii
  case fatturaPA = "fatturapa"
  case facturae
  /// A PDF with an e-invoice inside.
  case facturX = "factur-x"
  case camt
  /// A file of payments to a bank.
  case pain001 = "pain.001"
  case mt940
  case ofx
  case qif
  case bai2
  case datev
  /// A journal of hledger or ledger.
  case journal
  case beancount
  case csv
  case pdf
  case xlsx
  case ods
  case zip
  case image
  /// What a program for character recognition read from a picture: HTML with hOCR's classes.
  case hocr
  case eml
  case xml
  case text
  case empty
  case unknown
}

extension FileKind {
  /// A form that banks and bookkeeping programs have agreed on, which says itself what is what.
  package var isStatement: Bool {
    switch self {
    case .camt, .mt940, .ofx, .qif, .bai2, .datev, .journal, .beancount: true
    case .ubl, .cii, .fatturaPA, .facturae, .facturX, .csv, .pdf, .xlsx, .ods, .zip, .image, .hocr,
      .eml, .xml, .text, .empty, .unknown, .pain001:
      false
    }
  }
}

/// One row of a lookup table, remittance, order list or filled-in exception report: column name to text.
package struct TableRow: Hashable, Sendable, Codable {
  package var line: Int
  package var values: [String: String]

  package init(line: Int, values: [String: String]) {
    self.line = line
    self.values = values
  }
}

/// One thing a reader found, in the order of the file.
package enum ReadingItem: Hashable, Sendable, Codable {
  case document(Document)
  case entry(Entry)
  /// Comes after its entries.
  case statement(Statement)
  case row(TableRow)
  case problem(Problem)
  case enclosed(EnclosedPiece)
}

/// A file inside a PDF, as the PDF names it.
package struct EmbeddedFile: Hashable, Sendable, Codable {
  /// `factur-x.xml`; empty where the name could not be had.
  package var name: String
  /// AFRelationship: `Alternative`, `Data`, `Source`; nil where it could not be had.
  package var relationship: String?

  package init(name: String, relationship: String? = nil) {
    self.name = name
    self.relationship = relationship
  }
}

/// What stands at the end of a reading.
package struct ReadingSummary: Hashable, Sendable, Codable {
  package var kind: FileKind
  package var documents = 0
  package var entries = 0
  package var rows = 0
  /// True when a problem of scope `file` was found: nothing of the file may be used.
  package var isRefused = false
  /// EN 16931 terms of each document, in the documents' order; only when asked for.
  package var terms: [[String: [String]]]?
  /// The file inside a PDF that the documents were read from.
  package var embedded: EmbeddedFile?
  /// The program whose export a table is, where its header says so: `PayPal, activity`.
  package var export: String?
  /// Files inside this one, each an arrival of its own.
  package var enclosed = 0
  package var mail: MailFacts?

  package init(kind: FileKind) {
    self.kind = kind
  }
}

/// A whole small reading in memory.
///
/// Large ones are streamed as items and a summary.
package struct Reading: Hashable, Sendable {
  package var items: [ReadingItem]
  package var summary: ReadingSummary

  package init(items: [ReadingItem], summary: ReadingSummary) {
    self.items = items
    self.summary = summary
  }

  package var documents: [Document] {
    items.compactMap { if case .document(let document) = $0 { document } else { nil } }
  }

  package var entries: [Entry] {
    items.compactMap { if case .entry(let entry) = $0 { entry } else { nil } }
  }

  package var statements: [Statement] {
    items.compactMap { if case .statement(let statement) = $0 { statement } else { nil } }
  }

  package var rows: [TableRow] {
    items.compactMap { if case .row(let row) = $0 { row } else { nil } }
  }

  package var problems: [Problem] {
    items.compactMap { if case .problem(let problem) = $0 { problem } else { nil } }
  }
}
