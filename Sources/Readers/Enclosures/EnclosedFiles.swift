import Documents
import Readings

/// Hands over the files inside a mail or an archive, in pieces and within limits.
struct EnclosedFiles {
  private let sink: (ReadingItem) -> Void
  private let limits: ReadLimits
  /// Bytes that all of them may come to: so much, and a hundred times the file that encloses them.
  private let totalBytes: Int
  private var total = 0
  private(set) var count = 0
  private var names: Set<String> = []
  private var open: (name: String, bytes: Int, kept: [UInt8])?

  static let freeBytes = 48 << 20
  static let maximumBytes = 256 << 20
  /// A hundred to one is more than any paper is packed.
  static let maximumRatio = 100

  init(of byteCount: Int64, limits: ReadLimits, _ sink: @escaping (ReadingItem) -> Void) {
    (self.limits, self.sink) = (limits, sink)
    let packed = Int(clamping: min(byteCount, Int64(Self.maximumBytes)))
    totalBytes = min(Self.maximumBytes, Self.freeBytes + Self.maximumRatio * packed)
  }

  /// Begins a file; false when there are too many.
  mutating func begin(_ name: String) -> Bool {
    guard count < limits.enclosedFiles else { return false }
    count += 1
    open = (unique(EnclosedName.plain(name, number: count)), 0, [])
    return true
  }

  enum Answer: Equatable {
    case goOn
    /// This file is larger than the folder takes.
    case fileTooLarge
    /// All together are more than what encloses them can hold.
    case allTooLarge
  }

  mutating func append(_ bytes: some Collection<UInt8>) -> Answer {
    guard var file = open else { preconditionFailure("a piece before its file") }
    total += bytes.count
    guard total <= totalBytes else { return .allTooLarge }
    file.bytes += bytes.count
    guard Int64(file.bytes) <= limits.bytes else { return .fileTooLarge }
    file.kept.append(contentsOf: bytes)
    var start = 0
    while file.kept.count - start > EnclosedPiece.maximumBytes {
      let end = start + EnclosedPiece.maximumBytes
      give(file.name, Array(file.kept[start..<end]), isLast: false)
      start = end
    }
    if start > 0 { file.kept.removeFirst(start) }
    open = file
    return .goOn
  }

  mutating func end() {
    guard let file = open else { preconditionFailure("the end of no file") }
    give(file.name, file.kept, isLast: true)
    open = nil
  }

  private func give(_ name: String, _ bytes: [UInt8], isLast: Bool) {
    sink(.enclosed(EnclosedPiece(number: count, name: name, bytes: bytes, isLast: isLast)))
  }

  /// A second file of one name gets its number: `invoice (2).pdf`.
  private mutating func unique(_ name: String) -> String {
    if names.insert(name).inserted { return name }
    let (stem, end) = EnclosedName.parts(of: name)
    let numbered = "\(stem) (\(count))\(end)"
    names.insert(numbered)
    return numbered
  }
}

/// The name of a file inside another: for people, never a path.
enum EnclosedName {
  static let maximumCharacters = 150

  /// The last part without control characters; what is left of nothing is `file 3`.
  static func plain(_ name: String, number: Int) -> String {
    let last = name.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? ""
    let visible = last.unicodeScalars.filter { scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .unassigned, .privateUse,
        .surrogate:
        false
      default: true
      }
    }
    let text = String(String.UnicodeScalarView(visible)).trimmingSpaces()
    guard !text.isEmpty, text != ".", text != ".." else { return "file \(number)" }
    guard text.count > maximumCharacters else { return text }
    let (stem, end) = parts(of: text)
    return String(stem.prefix(maximumCharacters - end.count)) + end
  }

  /// Stem and extension with its point, which is short or none.
  static func parts(of name: String) -> (stem: String, end: String) {
    guard let point = name.lastIndex(of: "."), point > name.startIndex,
      name.distance(from: point, to: name.endIndex) <= 10
    else { return (name, "") }
    return (String(name[..<point]), String(name[point...]))
  }

  /// What programs put beside the files, and no person has dropped.
  static func isLeftover(_ path: String) -> Bool {
    let parts = path.split { $0 == "/" || $0 == "\\" }
    guard let last = parts.last else { return true }
    let name = last.lowercased()
    return parts.contains("__MACOSX") || name == ".ds_store" || name == "thumbs.db"
      || name == "desktop.ini" || name.hasPrefix("._") || name.hasPrefix("~$")
  }
}
