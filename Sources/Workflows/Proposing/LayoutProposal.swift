import Readings

/// How the file is written: the keys of `read.csv` or `read.xlsx` beside the columns.
struct LayoutProposal {
  let table: TableSurvey
  let columns: [ProposedColumn]
  let target: ReadInstructions.Target

  /// In the order of the documentation, without `columns` and `control`.
  var members: [ProposalMember] {
    var members: [ProposalMember] = []
    if let name = table.sheet {
      // A sheet has no encoding and no separator, and its numbers are numbers.
      if let sheet = sheet(name) { members.append(sheet) }
    } else {
      members.append(encoding)
      if table.columns.count > 1 { members.append(separator) }
      if let locale { members.append(locale) }
    }
    members += header
    if let stopAt { members.append(stopAt) }
    return members
  }

  /// Named only where there are several, so that the next workbook may call its only sheet otherwise.
  private func sheet(_ name: String) -> ProposalMember? {
    guard !table.otherSheets.isEmpty else { return nil }
    let others = EvidenceText.list(table.otherSheets.prefix(5).map(EvidenceText.quoted))
    let more = table.otherSheets.count > 5 ? " and others" : ""
    return ProposalMember(
      "sheet",
      .text(name),
      [
        .unsure(
          "it is the largest table of the workbook; there is something in \(others)\(more), too."
        )
      ]
    )
  }

  private var encoding: ProposalMember {
    let name = table.encoding
    let value: ProposalValue =
      name == "windows-1252" || table.foreign == nil && name == "utf-8"
      ? .texts(["utf-8", "windows-1252"]) : .text(name)
    if let garbled = table.garbled {
      return ProposalMember(
        "encoding",
        value,
        [
          .unsure(
            "\(EvidenceText.place(garbled)) looks wrong. If it is only read wrongly, iso-8859-15 may"
              + " help; if it was saved wrongly, export again."
          )
        ]
      )
    }
    guard let foreign = table.foreign else {
      let note =
        "the file has plain letters only, so it does not show its encoding; these are usual."
      return ProposalMember("encoding", value, [.because(note)])
    }
    let note = "read as \(name), \(EvidenceText.place(foreign)) looks right."
    return ProposalMember("encoding", value, [.because(note)])
  }

  private var separator: ProposalMember {
    ProposalMember("separator", .text(table.separator))
  }

  private var header: [ProposalMember] {
    guard table.headerLine != nil else {
      let line = table.firstLine ?? 1
      let note = "line \(line) is a row already, so the columns are told by their numbers."
      var members = [ProposalMember("hasHeader", .flag(false), [.because(note)])]
      if !table.preamble.isEmpty, line > 1 {
        members.append(ProposalMember("skipLines", .number(line - 1), [.because(above)]))
      }
      return members
    }
    let names = columns.flatMap(\.columns).filter {
      $0.hasOwnHeader && $0.header != Proposal.marker
    }
    guard !table.preamble.isEmpty, !names.isEmpty else { return [] }
    let headers = names.prefix(2).map(\.header)
    return [ProposalMember("headerContains", .texts(headers), [.because(above)])]
  }

  private var above: String {
    let count = table.preamble.count
    let lines = count == 1 ? "the line above it is" : "the \(count) lines above it are"
    return table.headerLine.map { "the header is line \($0); \(lines) passed over." }
      ?? "the lines above the first row are passed over."
  }

  private var stopAt: ProposalMember? {
    guard let pattern = table.trailerPattern, let first = table.trailer.first else { return nil }
    let place = first.line > 0 ? "line \(first.line)" : "a line at the end"
    let note = "\(place) begins so and is no row."
    return ProposalMember(
      "stopAt",
      .text(pattern),
      [
        table.isSample
          ? .unsure(note + " The middle of the file was not looked through for it.")
          : .because(note)
      ]
    )
  }

  /// What speaks about the rows as a whole.
  var notes: [ProposalNote] {
    var notes: [ProposalNote] = []
    if table.headerEvidence == .position {
      let line = table.headerLine.map(String.init) ?? "1"
      notes.append(.unsure("line \(line) is taken for the header only because it comes first."))
    }
    if table.rowCount == 0 {
      notes.append(.unsure("the file has no rows: the columns are told by their names alone."))
    }
    if !table.trailer.isEmpty, table.trailerPattern == nil, let first = table.trailer.first {
      notes.append(
        .unsure(
          "\(EvidenceText.quoted(first.text)) at the end is no row but begins like one; it will be"
            + " told as a problem. A pattern in \"stopAt\" that only it matches ends the rows before."
        )
      )
    }
    if let missing {
      notes.append(
        .unsure(
          "no column is taken for \(missing), without which each row is an exception: name it if there is one."
        )
      )
    }
    if table.isSample {
      notes.append(.because("the first \(table.rowCount) rows were looked at, not all."))
    }
    return notes
  }
}

// What the checks want of each document.
extension LayoutProposal {
  private var missing: String? {
    let fields = Set(columns.map(\.field))
    let hasSeller = fields.contains("seller.name") || fields.contains("seller.vatID")
    switch target {
    case .expense: return hasSeller ? nil : "the merchant"
    case .invoice:
      let missing =
        (hasSeller ? [] : ["the seller"])
        + (fields.contains("number") ? [] : ["the invoice number"])
      return missing.isEmpty ? nil : EvidenceText.list(missing)
    case .ledger, .remittance, .order, .table, .rulings: return nil
    }
  }
}

// How numbers are written.
extension LayoutProposal {
  private var locale: ProposalMember? {
    let numeric = columns.flatMap { column -> [ColumnSurvey] in
      let isText = column.ownType == nil && !Self.figures.contains(column.field)
      return isText ? [] : column.columns
    }
    let numbers = numeric.compactMap(\.numbers)
    if let bad = numbers.first(where: { $0.style == .contradiction }) {
      let cells = [bad.cell, bad.otherCell].compactMap { $0 }.map(EvidenceText.place)
      return open("\(EvidenceText.list(cells)) cannot both be right.")
    }
    let point = numbers.first { $0.style == .decimalPoint }
    let comma = numbers.first { $0.style == .decimalComma }
    switch (point, comma) {
    case (let point?, let comma?):
      let cells = [point.cell, comma.cell].compactMap { $0 }.map(EvidenceText.place)
      return open("\(EvidenceText.list(cells)) are written in different ways.")
    case (let point?, nil): return known(point, .decimalPoint)
    case (nil, let comma?): return known(comma, .decimalComma)
    case (nil, nil):
      guard let unclear = numbers.first(where: { $0.style == .open }), let cell = unclear.cell
      else { return nil }
      return open(
        "\(EvidenceText.place(cell)) may be thousands or decimals, and no number decides."
      )
    }
  }

  private static let figures: Set<String> = [
    "amount", "balance", "originalAmount", "totals.gross", "totals.net", "totals.tax",
  ]

  private func open(_ reason: String) -> ProposalMember {
    ProposalMember(
      "locale",
      .open(probe: .text("en")),
      [.fillIn("\(reason) Write de for 1.234,56 or en for 1,234.56.")]
    )
  }

  private func known(_ numbers: NumberSurvey, _ style: NumberSurvey.Style) -> ProposalMember {
    let isComma = style == .decimalComma
    let mark = isComma ? "comma" : "point"
    let note = numbers.cell.map { "\(EvidenceText.place($0)) has a decimal \(mark)." } ?? ""
    let language = isComma ? HeaderLanguage.guess(table.columns) ?? "de" : "en"
    return ProposalMember("locale", .text(language), note.isEmpty ? [] : [.because(note)])
  }
}

/// The language of the headers, as far as it writes a decimal comma.
private enum HeaderLanguage {
  static func guess(_ columns: [ColumnSurvey]) -> String? {
    let found = Set(
      columns.flatMap { $0.header.lowercased().split { !$0.isLetter }.map(String.init) }
    )
    let counts = words.map { language, words in (language, words.count { found.contains($0) }) }
    let most = counts.map(\.1).max() ?? 0
    return most > 0 ? counts.first { $0.1 == most }?.0 : nil
  }

  /// Words that mostly one language uses for a column.
  private static let words: [(String, [String])] = [
    (
      "de",
      [
        "betrag", "datum", "buchungstag", "buchungsdatum", "buchung", "verwendungszweck", "währung",
        "empfänger", "händler", "rechnungsnummer", "rechnungsdatum", "wertstellung", "soll",
        "haben",
        "lieferant", "brutto", "netto", "umsatz", "kontostand",
      ]
    ),
    (
      "fr",
      [
        "libellé", "montant", "solde", "débit", "crédit", "devise", "fournisseur", "bénéficiaire",
        "échéance", "facture", "référence", "ttc", "ht", "tva", "opération",
      ]
    ),
    (
      "es",
      [
        "importe", "fecha", "concepto", "cargo", "abono", "divisa", "proveedor", "vencimiento",
        "factura", "descripción",
      ]
    ),
    (
      "it",
      [
        "importo", "data", "causale", "dare", "avere", "fornitore", "fattura", "scadenza",
        "descrizione", "imponibile",
      ]
    ),
    (
      "nl",
      [
        "bedrag", "omschrijving", "naam", "tegenrekening", "rekening", "factuur", "leverancier",
        "vervaldatum", "boekdatum", "btw",
      ]
    ),
  ]
}
