/// The bytes of one file, read in pieces so that a large file never has to be in memory.
///
/// Reads outside the file give zero bytes; nothing here throws.
package protocol FileInput {
  var byteCount: Int64 { get }

  /// Copies up to `buffer.count` bytes that stand at `offset`; the count copied, 0 at the end or on a read error.
  func read(at offset: Int64, into buffer: UnsafeMutableRawBufferPointer) -> Int
}

extension FileInput {
  /// The first `count` bytes, fewer when the file is shorter.
  package func prefix(_ count: Int) -> [UInt8] {
    bytes(at: 0, count: count)
  }

  /// The bytes from `offset`, at most `count`.
  package func bytes(at offset: Int64, count: Int) -> [UInt8] {
    let wanted = Int(max(0, min(Int64(count), byteCount - offset)))
    guard wanted > 0 else { return [] }
    return unsafe [UInt8](unsafeUninitializedCapacity: wanted) { buffer, filled in
      while filled < wanted {
        let rest = unsafe UnsafeMutableRawBufferPointer(
          rebasing: UnsafeMutableRawBufferPointer(buffer)[filled..<wanted]
        )
        let count = unsafe read(at: offset + Int64(filled), into: rest)
        guard count > 0 else { break }
        filled += count
      }
    }
  }
}

/// A file in memory: for tests and for parts of other files.
package struct MemoryInput: FileInput {
  package let bytes: [UInt8]

  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  package init(_ text: String) {
    self.bytes = Array(text.utf8)
  }

  package var byteCount: Int64 { Int64(bytes.count) }

  package func read(at offset: Int64, into buffer: UnsafeMutableRawBufferPointer) -> Int {
    guard offset >= 0, offset < byteCount else { return 0 }
    let start = Int(offset)
    let count = min(buffer.count, bytes.count - start)
    for index in 0..<count { unsafe buffer[index] = bytes[start + index] }
    return count
  }
}
