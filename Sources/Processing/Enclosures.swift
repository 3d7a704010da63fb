import Digests
import Documents
import Intake
import Readings
import Synchronization
import Values

/// Takes the files that a reader found inside another into the archive, piece by piece.
///
/// They are durable there before transaction B records them; without it they are nothing but bytes under their hash, and the
/// next reading of the same file finds them again. What the reader says is not believed: order, number and sizes are
/// checked, and names mean nothing to the disk.
final class Enclosures: Sendable {
  struct File: Sendable {
    var name: String
    var hash: ContentHash
    var size: Int64
  }

  private struct State: ~Copyable {
    var files: [File] = []
    var open: IncomingFile?
    var totalBytes: Int64 = 0
    var expected = 1
  }

  private let archive: Archive
  private let limits: ReadLimits
  private let state = Mutex(State())

  /// More than any reader gives.
  static let maximumBytes: Int64 = 512 << 20

  init(_ archive: Archive, limits: ReadLimits) {
    (self.archive, self.limits) = (archive, limits)
  }

  /// The files that came whole, in order.
  var files: [File] { state.withLock { $0.files } }

  /// A reader that breaks these rules is not to be believed in anything.
  struct BrokenRule: Error, CustomStringConvertible {
    var description: String
  }

  func take(_ items: [ReadingItem]) throws {
    for case .enclosed(let piece) in items { try take(piece) }
  }

  private func take(_ piece: EnclosedPiece) throws {
    try state.withLock { state in
      guard piece.number == state.expected, piece.number <= limits.enclosedFiles,
        piece.bytes.count <= EnclosedPiece.maximumBytes, piece.name.utf8.count <= 1_000
      else { throw BrokenRule(description: "a piece of a file that was not to come") }
      state.totalBytes += Int64(piece.bytes.count)
      guard state.totalBytes <= Self.maximumBytes else {
        throw BrokenRule(description: "more inside a file than any file holds")
      }
      var file: IncomingFile
      if let open = state.open.take() { file = open } else { file = try archive.begin() }
      do {
        try archive.append(piece.bytes, to: &file)
      } catch {
        archive.discard(file)
        throw error
      }
      guard piece.isLast else {
        state.open = consume file
        return
      }
      let size = file.byteCount
      let hash = try archive.finish(file)
      state.files.append(File(name: Self.plain(piece.name, piece.number), hash: hash, size: size))
      state.expected += 1
    }
  }

  /// Gives up what is not whole.
  func abandon() {
    state.withLock { state in
      if let open = state.open.take() { archive.discard(open) }
    }
  }

  deinit { abandon() }

  private static func plain(_ name: String, _ number: Int) -> String {
    let visible = name.unicodeScalars.filter {
      $0.value >= 0x20 && $0 != "/" && $0 != "\\" && $0.value != 0x7F
    }
    let text = String(String.UnicodeScalarView(visible.prefix(200)))
    return text.isEmpty || text == "." || text == ".." ? "file \(number)" : text
  }
}

enum EnclosureProblem {
  static let unbelievable = Problem(
    code: "enclosed.too-much",
    scope: .file,
    message: "What it holds is far larger than what it can honestly hold; nothing of it was taken.",
    remedy: "Do not open it if you do not know the sender; else unpack it, and drop the papers"
      + " themselves."
  )
}
