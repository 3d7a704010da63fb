import Books
import Documents
import Values

// Sources, problems, entries and rows, as they travel. `WireStepTests` fails when a field is missing here.

extension Source: WireValue {
  static var blank: Source { Source(method: .xml) }

  mutating func visit(_ fields: inout some WireFields) throws(WireError) {
    try fields.visitName(&method)
    try fields.visit(&page)
    try fields.visit(&box)
    try fields.visit(&line)
    try fields.visit(&path)
    try fields.visit(&text)
    try fields.visit(&confidence)
  }
}

extension Place: WireValue {
  static var blank: Place { Place() }

  mutating func visit(_ fields: inout some WireFields) throws(WireError) {
    try fields.visit(&page)
    try fields.visit(&line)
    try fields.visit(&column)
    try fields.visit(&field)
    try fields.visit(&path)
  }
}

extension Problem: WireValue {
  static var blank: Problem { Problem(code: "", scope: .note, message: "", remedy: "") }

  mutating func visit(_ fields: inout some WireFields) throws(WireError) {
    try fields.visit(&code)
    try fields.visitName(&scope)
    try fields.visit(&message)
    try fields.visit(&place)
    try fields.visit(&rawText)
    try fields.visit(&remedy)
  }
}

extension Entry: WireValue {
  static var blank: Entry { Entry(day: .blank, amount: .blank) }

  mutating func visit(_ fields: inout some WireFields) throws(WireError) {
    try fields.visit(&id)
    try fields.visit(&day)
    try fields.visit(&valueDay)
    try fields.visit(&amount)
    try fields.visit(&account)
    try fields.visit(&counterparty)
    try fields.visit(&counterpartyIBAN)
    try fields.visit(&reference)
    try fields.visit(&memo)
    try fields.visit(&originalAmount)
    try fields.visit(&balanceAfter)
    try fields.visit(&line)
    try fields.visit(&extra)
  }
}

extension Statement: WireValue {
  static var blank: Statement { Statement(entryCount: 0) }

  mutating func visit(_ fields: inout some WireFields) throws(WireError) {
    try fields.visit(&id)
    try fields.visit(&account)
    try fields.visit(&opening)
    try fields.visit(&closing)
    try fields.visit(&from)
    try fields.visit(&to)
    try fields.visit(&entryCount)
  }
}

extension TableRow: WireValue {
  static var blank: TableRow { TableRow(line: 0, values: [:]) }

  mutating func visit(_ fields: inout some WireFields) throws(WireError) {
    try fields.visit(&line)
    try fields.visit(&values)
  }
}

extension EmbeddedFile: WireValue {
  static var blank: EmbeddedFile { EmbeddedFile(name: "") }

  mutating func visit(_ fields: inout some WireFields) throws(WireError) {
    try fields.visit(&name)
    try fields.visit(&relationship)
  }
}

extension EnclosedPiece: WireValue {
  static var blank: EnclosedPiece { EnclosedPiece(number: 0, name: "", bytes: [], isLast: false) }

  mutating func visit(_ fields: inout some WireFields) throws(WireError) {
    try fields.visit(&number)
    try fields.visit(&name)
    try fields.visit(bytes: &bytes)
    try fields.visit(&isLast)
  }
}

extension MailFacts: WireValue {
  static var blank: MailFacts { MailFacts() }

  mutating func visit(_ fields: inout some WireFields) throws(WireError) {
    try fields.visit(&sender)
    try fields.visit(&subject)
    try fields.visit(&sentAt)
    try fields.visit(&messageID)
  }
}

extension ReadingSummary: WireValue {
  static var blank: ReadingSummary { ReadingSummary(kind: .unknown) }

  mutating func visit(_ fields: inout some WireFields) throws(WireError) {
    try fields.visitName(&kind)
    try fields.visit(&documents)
    try fields.visit(&entries)
    try fields.visit(&rows)
    try fields.visit(&isRefused)
    try fields.visit(&terms)
    try fields.visit(&embedded)
    try fields.visit(&export)
    try fields.visit(&enclosed)
    try fields.visit(&mail)
  }
}

extension ReadingItem: WireValue {
  static var blank: ReadingItem { .row(.blank) }

  mutating func visit(_ fields: inout some WireFields) throws(WireError) {
    var kind = wireKind
    try fields.visit(&kind)
    switch kind {
    case 1:
      var document = if case .document(let value) = self { value } else { Document.blank }
      try fields.visit(&document)
      self = .document(document)
    case 2:
      var entry = if case .entry(let value) = self { value } else { Entry.blank }
      try fields.visit(&entry)
      self = .entry(entry)
    case 3:
      var statement = if case .statement(let value) = self { value } else { Statement.blank }
      try fields.visit(&statement)
      self = .statement(statement)
    case 4:
      var row = if case .row(let value) = self { value } else { TableRow.blank }
      try fields.visit(&row)
      self = .row(row)
    case 5:
      var problem = if case .problem(let value) = self { value } else { Problem.blank }
      try fields.visit(&problem)
      self = .problem(problem)
    case 6:
      var piece = if case .enclosed(let value) = self { value } else { EnclosedPiece.blank }
      try fields.visit(&piece)
      self = .enclosed(piece)
    default:
      throw .invalid("kind of item")
    }
  }

  private var wireKind: UInt8 {
    switch self {
    case .document: 1
    case .entry: 2
    case .statement: 3
    case .row: 4
    case .problem: 5
    case .enclosed: 6
    }
  }
}
