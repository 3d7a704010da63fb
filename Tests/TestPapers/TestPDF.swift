/// A small PDF that a test writes itself: text at places, files inside, and damage on request.
///
/// One font (Helvetica), no compression; texts in Windows-1252.
package struct TestPDF: Sendable {
  package struct Text: Sendable {
    package var x: Double
    /// From the top of the page to the writing line.
    package var y: Double
    package var size: Double
    package var text: String
  }

  package struct Attachment: Sendable {
    package var name: String
    package var bytes: [UInt8]
    package var relationship: String?
    /// Names of the filters that `bytes` went through.
    package var filters: [String] = []

    package init(
      name: String,
      bytes: [UInt8],
      relationship: String? = nil,
      filters: [String] = []
    ) {
      self.name = name
      self.bytes = bytes
      self.relationship = relationship
      self.filters = filters
    }
  }

  package static let width = 595.0
  package static let height = 842.0

  package private(set) var pages: [[Text]] = [[]]
  package var attachments: [Attachment] = []
  /// Names of files inside are written in UTF-16.
  package var hasWideNames = false
  /// Asks for a password that nobody knows.
  package var isEncrypted = false
  /// More operators for the last page.
  package var rawContent = ""
  /// More objects, from number `firstFreeObject` on: their text between `obj` and `endobj`.
  package var rawObjects: [String] = []
  /// More entries of the page's resources.
  package var rawResources = ""
  /// More entries of the catalog, and of every page.
  package var rawCatalog = ""
  package var rawPage = ""
  /// Instead of the page tree's own children.
  package var rawKids: String?

  package init() {}

  /// Writes `text` with its left end at `x`.
  package mutating func write(_ text: String, x: Double, y: Double, size: Double = 10) {
    pages[pages.count - 1].append(Text(x: x, y: y, size: size, text: text))
  }

  /// Writes `text` with its right end at `x`.
  package mutating func writeRight(_ text: String, x: Double, y: Double, size: Double = 10) {
    write(text, x: x - Self.width(of: text) * size, y: y, size: size)
  }

  /// Lines one below the other.
  package mutating func write(lines: [String], x: Double, y: Double, size: Double = 10) {
    for (index, line) in lines.enumerated() {
      write(line, x: x, y: y + Double(index) * size * 1.3, size: size)
    }
  }

  package mutating func newPage() { pages.append([]) }

  package var firstFreeObject: Int { 4 + 2 * pages.count + 2 * attachments.count + 1 }

  /// The file.
  package var bytes: [UInt8] {
    var out = Array("%PDF-1.7\n".utf8)
    var offsets: [Int] = []
    for object in objects {
      offsets.append(out.count)
      out += Array("\(offsets.count) 0 obj\n".utf8) + object + Array("\nendobj\n".utf8)
    }
    let start = out.count
    out += Array("xref\n0 \(offsets.count + 1)\n0000000000 65535 f \n".utf8)
    for offset in offsets {
      let digits = String(offset)
      out += Array((String(repeating: "0", count: 10 - digits.count) + digits).utf8)
      out += Array(" 00000 n \n".utf8)
    }
    let lock = isEncrypted ? " /Encrypt 4 0 R /ID [<00> <00>]" : ""
    let trailer = "trailer\n<< /Size \(offsets.count + 1) /Root 1 0 R\(lock) >>\n"
    return out + Array("\(trailer)startxref\n\(start)\n%%EOF\n".utf8)
  }

  private var objects: [[UInt8]] {
    let pageNumbers = pages.indices.map { 5 + 2 * $0 }
    let kids = rawKids ?? pageNumbers.map { "\($0) 0 R" }.joined(separator: " ")
    let firstFile = 5 + 2 * pages.count
    let names = attachments.indices.map { "\(name($0)) \(firstFile + 2 * $0) 0 R" }
    let files =
      attachments.isEmpty
      ? "" : " /Names << /EmbeddedFiles << /Names [\(names.joined(separator: " "))] >> >>"
    var objects = [
      "<< /Type /Catalog /Pages 2 0 R\(files) \(rawCatalog) >>",
      "<< /Type /Pages /Kids [\(kids)] /Count \(rawKids == nil ? pages.count : 1) >>",
      "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
      "<< /Filter /Standard /V 1 /R 2 /P -4 /O <\(Self.key)> /U <\(Self.key)> >>",
    ].map { Array($0.utf8) }
    for index in pages.indices {
      let resources = "<< /Font << /F1 3 0 R >> \(rawResources) >>"
      let page =
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] \(rawPage) /Resources \(resources)"
        + " /Contents \(pageNumbers[index] + 1) 0 R >>"
      objects += [Array(page.utf8), Self.stream(content(index), "")]
    }
    for (index, file) in attachments.enumerated() {
      let relationship = file.relationship.map { " /AFRelationship /\($0)" } ?? ""
      let filters = file.filters.map { "/\($0)" }.joined(separator: " ")
      objects.append(
        Array(
          ("<< /Type /Filespec /F \(name(index)) /UF \(name(index))\(relationship)"
            + " /EF << /F \(firstFile + 2 * index + 1) 0 R >> >>").utf8
        )
      )
      objects.append(Self.stream(file.bytes, " /Type /EmbeddedFile /Filter [\(filters)]"))
    }
    return objects + rawObjects.map { Array($0.utf8) }
  }

  private static let key = String(repeating: "AB", count: 32)

  private func content(_ index: Int) -> [UInt8] {
    var out: [UInt8] = []
    for text in pages[index] {
      let y = Self.height - text.y
      out += Array("BT /F1 \(text.size) Tf 1 0 0 1 \(text.x) \(y) Tm <".utf8)
      for byte in Self.encoded(text.text) {
        out += Array((byte < 16 ? "0" : "").utf8) + Array(String(byte, radix: 16).utf8)
      }
      out += Array("> Tj ET\n".utf8)
    }
    return index == pages.count - 1 ? out + Array(rawContent.utf8) : out
  }

  private func name(_ index: Int) -> String {
    let name = attachments[index].name
    guard hasWideNames else { return "(\(name))" }
    let digits = name.utf16.map { unit in
      let text = String(unit, radix: 16)
      return String(repeating: "0", count: 4 - text.count) + text
    }
    return "<FEFF\(digits.joined())>"
  }

  private static func stream(_ bytes: [UInt8], _ entries: String) -> [UInt8] {
    Array("<< /Length \(bytes.count)\(entries) >>\nstream\n".utf8) + bytes
      + Array("\nendstream".utf8)
  }

  /// Windows-1252, as far as tests need it.
  private static func encoded(_ text: String) -> [UInt8] {
    text.unicodeScalars.map { scalar in
      switch scalar {
      case "€": 0x80
      case "–": 0x96
      case "•": 0x95
      case "’": 0x92
      default: scalar.value < 0x100 ? UInt8(scalar.value) : UInt8(ascii: "?")
      }
    }
  }

  /// Helvetica's width of what amounts are made of, for a size of 1; other letters as digits.
  private static func width(of text: String) -> Double {
    text.unicodeScalars.reduce(0) { sum, scalar in
      switch scalar {
      case ".", ",", " ", "\u{A0}": sum + 0.278
      case "-", "(", ")": sum + 0.333
      case "%": sum + 0.889
      default: sum + 0.556
      }
    }
  }
}
