import Foundation

/// The package as it lies on disk.
struct SourceTree: Sendable {
  struct File: Sendable {
    var path: String
    /// As written.
    var lines: [String]
    /// Without comments and texts: what the compiler acts on.
    var code: [String]
    /// The modules that it imports.
    var imports: [String]

    init(path: String, lines: [String]) {
      self.path = path
      self.lines = lines
      code = SourceCode.withoutTexts(lines)
      imports = code.compactMap(SourceCode.imported)
    }
  }

  struct Target: Sendable {
    var name: String
    var dependencies: [String]
  }

  static let root: String = {
    let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    return parts.dropLast(3).joined(separator: "/")
  }()

  /// Read once for all suites.
  static let here = Result { try SourceTree() }

  /// In the order of Package.swift: a lower floor stands before a higher one.
  let targets: [Target]
  let files: [File]

  private init() throws {
    let manifest = try String(contentsOfFile: Self.root + "/Package.swift", encoding: .utf8)
    targets = Manifest.targets(manifest)
    let sources = Self.root + "/Sources"
    let names = FileManager.default.enumerator(atPath: sources)?.allObjects as? [String] ?? []
    files = try names.filter { $0.hasSuffix(".swift") }.sorted().map { name in
      let text = try String(contentsOfFile: "\(sources)/\(name)", encoding: .utf8)
      let lines = text.utf8.split(separator: 10, omittingEmptySubsequences: false)
      return File(path: name, lines: lines.map { String(Substring($0)) })
    }
  }

  func files(of target: String) -> [File] { files.filter { $0.path.hasPrefix(target + "/") } }
}

/// Swift text, looked at just closely enough.
enum SourceCode {
  /// The lines without comments and without what stands between quotation marks.
  static func withoutTexts(_ lines: [String]) -> [String] {
    var isInText = false
    return lines.map { line in
      // Most lines have neither, and looking closer takes time.
      if !line.contains("\""), !line.contains("//") { return isInText ? "" : line }
      let bytes = Array(line.utf8)
      if count(of: Array(#"""""#.utf8), in: bytes) % 2 == 1 {
        isInText.toggle()
        return ""
      }
      return isInText ? "" : String(decoding: plain(bytes), as: UTF8.self)
    }
  }

  private static func plain(_ bytes: [UInt8]) -> [UInt8] {
    let (quote, slash, backslash) = (UInt8(ascii: "\""), UInt8(ascii: "/"), UInt8(ascii: "\\"))
    var result: [UInt8] = []
    var isInText = false
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if isInText, byte == backslash {
        index += 2
        continue
      }
      if byte == quote {
        isInText.toggle()
      } else if !isInText {
        if byte == slash, index + 1 < bytes.count, bytes[index + 1] == slash { break }
        result.append(byte)
      }
      index += 1
    }
    return result
  }

  private static func count(of part: [UInt8], in bytes: [UInt8]) -> Int {
    guard bytes.count >= part.count else { return 0 }
    return (0...bytes.count - part.count).filter {
      bytes[$0] == part[0] && Array(bytes[$0..<$0 + part.count]) == part
    }.count
  }

  /// The module of an import line.
  static func imported(_ line: String) -> String? {
    guard line.contains("import ") else { return nil }
    let words = line.split(separator: " ").map(String.init)
    guard let place = words.firstIndex(of: "import"), place + 1 < words.count,
      words[..<place].allSatisfy({
        ["@testable", "package", "internal", "private", "fileprivate", "public"].contains($0)
      })
    else { return nil }
    let kinds = ["struct", "func", "class", "enum", "protocol"]
    let rest = words[(place + 1)...].drop { kinds.contains($0) }
    return rest.first?.split(separator: ".").first.map(String.init)
  }

  /// Words that stand by themselves, and marks such as `try!`.
  static func words(_ line: String) -> Set<String> {
    Set(line.split { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == "!") }.map(String.init))
  }

  /// A value that is unwrapped by force: `x!`, `f()!`, `a[0]!`.
  static func isForced(_ line: String) -> Bool {
    let bytes = Array(line.utf8)
    for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "!") && index > 0 {
      let before = bytes[index - 1]
      let after = index + 1 < bytes.count ? bytes[index + 1] : UInt8(ascii: " ")
      let isOperand =
        isLetter(before) || before == UInt8(ascii: ")") || before == UInt8(ascii: "]")
      if isOperand, after != UInt8(ascii: "="), !isLetter(after) { return true }
    }
    return false
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "_")
  }
}

/// Package.swift, as far as it says who stands on whom.
enum Manifest {
  /// Targets of Sources: rooms, programs and C libraries, with the names in their brackets.
  static func targets(_ manifest: String) -> [SourceTree.Target] {
    let list = manifest.components(separatedBy: "\n  targets: [").last ?? ""
    let marks = ["room(", ".executableTarget(", ".systemLibrary(", ".target(", "tests("]
    var parts: [String] = []
    for line in list.split(separator: "\n") {
      let text = line.trimmingCharacters(in: .whitespaces)
      if marks.contains(where: text.hasPrefix) { parts.append("") }
      guard !parts.isEmpty, !text.hasPrefix("//") else { continue }
      parts[parts.count - 1] += text + " "
    }
    return parts.compactMap(target)
  }

  private static func target(_ text: String) -> SourceTree.Target? {
    guard !text.hasPrefix("tests("), !text.contains("path: \"Tests") else { return nil }
    let names = quoted(text)
    guard let name = names.first else { return nil }
    let brackets = text.components(separatedBy: "[").dropFirst().first ?? ""
    // A product is named with its package: `.product(name: "GRDB", package: "GRDB.swift")`.
    let plain = (brackets.components(separatedBy: "]").first ?? "")
      .components(separatedBy: "package:")
    let first = quoted(plain[0])
    let rest = plain.dropFirst().flatMap { quoted($0).dropFirst() }
    return SourceTree.Target(name: name, dependencies: first + rest)
  }

  private static func quoted(_ text: String) -> [String] {
    text.components(separatedBy: "\"").enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
  }
}
