/// Workbooks of our own, as small as Excel accepts them: ZIP members without compression.
package enum WorkbookFixture {
  package static let types = """
    <?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>
    """
  package static let styles = """
    <styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
    <numFmts count="2"><numFmt numFmtId="164" formatCode="#,##0.00\\ &quot;€&quot;;[Red]\\-0"/>
    <numFmt numFmtId="165" formatCode="[$-407]d\\.\\ mmmm\\ yyyy"/></numFmts>
    <cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>
    <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="2"/>
    <xf numFmtId="9"/></cellXfs></styleSheet>
    """

  /// A workbook of sheets, each a name and its `sheetData` (and what follows it); `state` hides one.
  package static func workbook(
    _ sheets: [(name: String, data: String)],
    hidden: Set<String> = [],
    texts: [String] = [],
    date1904: Bool = false
  ) -> [UInt8] {
    let list = sheets.enumerated().map { number, sheet in
      let state = hidden.contains(sheet.name) ? " state=\"hidden\"" : ""
      return
        "<sheet name=\"\(sheet.name)\" sheetId=\"\(number + 1)\"\(state) r:id=\"rId\(number + 1)\"/>"
    }
    let relations = sheets.indices.map {
      "<Relationship Id=\"rId\($0 + 1)\" Type=\"worksheet\" Target=\"worksheets/sheet\($0 + 1).xml\"/>"
    }
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    var members = [
      ("[Content_Types].xml", types),
      (
        "xl/workbook.xml",
        "<workbook xmlns=\"\(main)\" xmlns:r=\"urn:r\"><workbookPr date1904=\"\(date1904 ? 1 : 0)\"/>"
          + "<sheets>\(list.joined())</sheets></workbook>"
      ),
      ("xl/_rels/workbook.xml.rels", "<Relationships>\(relations.joined())</Relationships>"),
      ("xl/styles.xml", styles),
      (
        "xl/sharedStrings.xml",
        "<sst xmlns=\"\(main)\">\(texts.map { "<si><t>\($0)</t></si>" }.joined())</sst>"
      ),
    ]
    for (number, sheet) in sheets.enumerated() {
      members.append(
        (
          "xl/worksheets/sheet\(number + 1).xml",
          "<worksheet xmlns=\"\(main)\">\(sheet.data)</worksheet>"
        )
      )
    }
    return zip(members.map { ($0.0, Array($0.1.utf8)) })
  }

  /// A row of inline texts; a text that begins with `=` is a number, with its style behind `|`.
  package static func row(_ number: Int, _ cells: [String]) -> String {
    let parts = cells.enumerated().map { index, text -> String in
      let place = "\(Character(UnicodeScalar(UInt8(65 + index))))\(number)"
      guard text.hasPrefix("=") else {
        return "<c r=\"\(place)\" t=\"inlineStr\"><is><t>\(text)</t></is></c>"
      }
      let parts = text.dropFirst().split(separator: "|")
      let style = parts.count > 1 ? " s=\"\(parts[1])\"" : ""
      return "<c r=\"\(place)\"\(style)><v>\(parts[0])</v></c>"
    }
    return "<row r=\"\(number)\">\(parts.joined())</row>"
  }

  package static func data(_ rows: [[String]]) -> String {
    "<sheetData>"
      + rows.enumerated().filter { !$0.element.isEmpty }.map { row($0.offset + 1, $0.element) }
      .joined()
      + "</sheetData>"
  }

  /// PKWARE's APPNOTE 6.3, members stored as they are.
  package static func zip(_ members: [(name: String, bytes: [UInt8])]) -> [UInt8] {
    var file: [UInt8] = []
    var directory: [UInt8] = []
    for (name, bytes) in members {
      let common =
        le16(20) + le16(0x0800) + le16(0) + le32(0) + le32(crc(bytes)) + le32(UInt32(bytes.count))
        + le32(UInt32(bytes.count)) + le16(name.utf8.count) + le16(0)
      directory += [0x50, 0x4B, 1, 2] + le16(20) + common + le16(0) + le16(0) + le16(0) + le32(0)
      directory += le32(UInt32(file.count)) + Array(name.utf8)
      file += [0x50, 0x4B, 3, 4] + common + Array(name.utf8) + bytes
    }
    let start = UInt32(file.count)
    return file + directory + [0x50, 0x4B, 5, 6] + le16(0) + le16(0) + le16(members.count)
      + le16(members.count) + le32(UInt32(directory.count)) + le32(start) + le16(0)
  }

  private static func le16(_ value: Int) -> [UInt8] {
    [UInt8(value & 0xFF), UInt8(value >> 8 & 0xFF)]
  }
  private static func le32(_ value: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(value >> (8 * $0) & 0xFF) }
  }

  private static func crc(_ bytes: [UInt8]) -> UInt32 {
    var crc = UInt32.max
    for byte in bytes {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
    }
    return ~crc
  }
}
