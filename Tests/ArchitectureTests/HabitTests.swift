import Foundation
import Testing

/// What no source file may contain.
@Suite struct HabitTests {
  let tree: SourceTree

  init() throws { tree = try SourceTree.here.get() }

  @Test func `no file is longer than four hundred lines`() {
    for file in tree.files where file.lines.count > 401 {
      Issue.record("\(file.path) has \(file.lines.count) lines")
    }
  }

  @Test func `nothing is forced, nothing is public, nothing ends the process`() {
    let banned: Set<String> = [
      "try!", "as!", "fatalError", "assertionFailure", "public", "open class",
    ]
    for file in tree.files {
      for (index, line) in file.code.enumerated() {
        for word in banned where line.contains(word) && SourceCode.words(line).contains(word) {
          Issue.record("\(file.path):\(index + 1) has \(word)")
        }
        if line.utf8.contains(UInt8(ascii: "!")), SourceCode.isForced(line) {
          Issue.record("\(file.path):\(index + 1) forces a value: \(line)")
        }
      }
    }
  }

  @Test func `nothing is left to do`() {
    for file in tree.files {
      for (index, line) in file.lines.enumerated() {
        for word in ["TO" + "DO", "FIX" + "ME"] where line.contains(word) {
          Issue.record("\(file.path):\(index + 1) leaves something to do: \(line)")
        }
      }
    }
  }

  @Test func `only the programs print`() {
    for file in tree.files where !file.path.hasPrefix("tickmark") {
      for (index, line) in file.code.enumerated() where line.contains("print(") {
        let words = SourceCode.words(line)
        if words.contains("print") || words.contains("debugPrint") {
          Issue.record("\(file.path):\(index + 1) prints")
        }
      }
    }
  }

  @Test func `what is called unchecked says why it is safe`() {
    for file in tree.files {
      for (index, line) in file.code.enumerated() where line.contains("@unchecked") {
        let above = file.lines[max(0, index - 8)...index].joined(separator: " ")
        #expect(above.contains("//"), "\(file.path):\(index + 1)")
      }
    }
  }

  /// The tests of this suite can fail.
  @Test func `comments and texts are no code`() {
    let file = SourceTree.File(
      path: "x",
      lines: [
        #"let a = "try! b" // try! c"#, "/// fatalError", #"let t = """"#, "  try! d", #"  """"#,
        "let y = x!", "a != b, !c", "  package import Values", "@testable import Books",
        "// import Glibc", "let s = \"import GRDB\"", "internal import struct Crypto.SHA256",
      ]
    )
    #expect(!file.code.contains { SourceCode.words($0).contains("try!") })
    #expect(file.code.filter(SourceCode.isForced) == ["let y = x!"])
    #expect(file.imports == ["Values", "Books", "Crypto"])
  }
}
