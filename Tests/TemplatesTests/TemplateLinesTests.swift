import Documents
import Extraction
import Readings
import Templates
import Testing
import Values

@Suite struct TemplateLinesTests {
  private let row =
    "^\\s*[0-9]+\\s+(?<description>.+?)\\s{2,}(?<quantity>[0-9.]+)\\s{2,}(?<net>[0-9.]+)$"

  private func lines(_ text: String, to: String? = "Total", skip: [String] = []) -> [String] {
    var lines = TemplateLines(from: "Item +Qty", row: row)
    lines.to = to
    lines.skip = skip
    let found = read(text, [], lines: lines, locale: "en-GB")
    return found.document.lines.map { line in
      [line.description, line.quantity?.description, line.net?.description].compactMap(\.self)
        .joined(separator: "|")
    }
  }

  @Test func `items cross pages: repeated headlines, footers and carried amounts are passed over`()
  {
    let text = """
      Known
         Item                 Qty      Net
      1  Oak boards             2    20.00
         planed on
         both sides
      2  Glue                   1     5.00
         Carried forward             25.00

      Known, Mill Lane 5, Page 1\u{0C}Known            Page 2
         Brought forward             25.00
         Item                 Qty      Net
         in a large can
      3  Nails                 10     3.00

      Total                          28.00
      4  Not an item            1     1.00
      """
    #expect(
      lines(text) == [
        "Oak boards\nplaned on\nboth sides|2|20.00", "Glue\nin a large can|1|5.00", "Nails|10|3.00",
      ]
    )
  }

  @Test func `a line with an amount, or in another column, does not go on a description`() {
    let text = """
      Known
         Item                 Qty      Net
      1  Oak boards             2    20.00
         Discount                     1.00
      2  Glue                   1     5.00
                                   note
      Total
      """
    #expect(lines(text) == ["Oak boards|2|20.00", "Glue|1|5.00"])
  }

  @Test func `lines that the template skips belong to no item`() {
    let text = """
      Known
         Item                 Qty      Net
      1  Oak boards             2    20.00
         Lot 7781
      2  Glue                   1     5.00
      """
    #expect(lines(text, skip: ["^\\s+Lot "]) == ["Oak boards|2|20.00", "Glue|1|5.00"])
    #expect(lines(text, to: nil).count == 2)
  }

  @Test func `a cell that is no number is said with its place`() {
    var lines = TemplateLines(from: "Item", row: "^(?<description>\\w+) (?<net>\\S+)$")
    lines.to = "Total"
    let found = read("Known\nItem Net\nGlue much\nTotal 5.00", [], lines: lines)
    #expect(found.said.contains("template.unreadable lines.net"))
    #expect(found.problems.first { $0.code == "template.unreadable" }?.place.line == 3)
    #expect(found.document.lines.first?.net == nil)
  }

  @Test func `required items that are absent are a problem`() {
    var lines = TemplateLines(from: "Item", row: "(?<description>x)")
    lines.isRequired = true
    #expect(read("Known\nTotal 5", [], lines: lines).said.contains("template.missing-field lines"))
    lines.isRequired = false
    #expect(read("Known\nTotal 5", [], lines: lines).said.contains("template.not-found lines"))
  }
}
