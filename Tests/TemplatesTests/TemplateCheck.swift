import Documents
import Extraction
import Readings
import Templates

/// A German timber merchant of our own, as the pages print it.
let timberPaper = """
  Holzhandel Birkenfeld GmbH          USt-Id DE291188466

  Rechnung Nr. 2026-0414
  Rechnungsdatum 14.03.2026

  Pos  Bezeichnung                    Menge      Betrag
  1    Eichenbohlen, gehobelt             4      800,00
       und auf Länge geschnitten
  2    Leim                               2      200,00

  Nettobetrag                                  1.000,00
  MwSt 19 %                                      190,00
  Rechnungsbetrag                              1.190,00 EUR

  IBAN: DE02 1203 0000 0000 2020 51
  """

/// The template for it.
func timberTemplate() -> TemplateInstructions {
  var template = TemplateInstructions(id: "birkenfeld")
  template.choose.all = ["Holzhandel Birkenfeld", "DE291188466"]
  template.choose.none = ["MAHNUNG"]
  template.fields = [
    field("number", after: "Rechnung Nr."),
    field("issueDate", .day, after: "Rechnungsdatum", format: "dd.MM.yyyy"),
    field("totals.gross", .amount, after: "Rechnungsbetrag", pick: .last),
    field("payment.iban", after: "IBAN"),
    constant("seller.vatID", "DE291188466"),
  ]
  var lines = TemplateLines(
    from: "Pos\\s+Bezeichnung",
    row: "^\\s*(?<id>[0-9]+)\\s+(?<description>.+?)\\s{2,}(?<quantity>[0-9.,]+)\\s+(?<net>[0-9.,]+)"
  )
  lines.to = "Nettobetrag"
  template.lines = lines
  return template
}

func field(
  _ name: String,
  _ type: ColumnInstructions.ValueType = .text,
  after: String? = nil,
  regex: String? = nil,
  pick: TemplateField.Pick? = nil,
  format: String? = nil,
  required: Bool = false
) -> TemplateField {
  var field = TemplateField(field: name, type: type)
  field.after = after.map { [$0] } ?? []
  field.regex = regex
  field.pick = pick
  field.format = format
  field.isRequired = required
  return field
}

func constant(_ name: String, _ value: String) -> TemplateField {
  var field = TemplateField(field: name, type: .text)
  field.constant = value
  return field
}

/// What one field gives on a paper that the template `t` knows by `Known`.
func read(
  _ text: String,
  _ fields: [TemplateField],
  lines: TemplateLines? = nil,
  locale: String? = nil
) -> Extracted {
  var template = TemplateInstructions(id: "t")
  template.choose.all = ["Known"]
  template.fields = fields
  template.lines = lines
  return read(text, [template], locale: locale)
}

func read(
  _ text: String,
  _ templates: [TemplateInstructions],
  locale: String? = nil
) -> Extracted {
  var instructions = ReadInstructions(target: .invoice)
  instructions.locale = locale
  instructions.templates = templates
  return TemplateReader.read(TemplatePaper(text: text), instructions: instructions)
}

extension Extracted {
  func value(_ path: String) -> String? { document.text(at: path) }

  /// `code field` of each problem.
  var said: [String] {
    problems.map { [$0.code, $0.place.field].compactMap(\.self).joined(separator: " ") }
  }
}
