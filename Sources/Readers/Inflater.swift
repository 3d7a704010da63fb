internal import CLibArchive

/// Unpacks zlib's format (RFC 1950) with libarchive, which knows gzip's: the packed bytes within are the same.
enum Inflater {
  /// Nil for what is no such stream, is damaged, or comes to more than `limit` bytes.
  static func inflated(_ packed: ArraySlice<UInt8>, limit: Int) -> [UInt8]? {
    guard packed.count > 2, packed[packed.startIndex] & 0x0F == 8 else { return nil }
    // Gzip's head and, for its checksum and length, which libarchive passes over, eight bytes.
    let head: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3]
    let bytes = head + packed.dropFirst(2) + [UInt8](repeating: 0, count: 8)
    guard let archive = unsafe archive_read_new() else { return nil }
    defer { unsafe archive_read_free(archive) }
    unsafe archive_read_support_filter_gzip(archive)
    unsafe archive_read_support_format_raw(archive)
    return unsafe bytes.withUnsafeBytes { buffer in
      guard unsafe archive_read_open_memory(archive, buffer.baseAddress, buffer.count) == ARCHIVE_OK
      else { return nil }
      return unsafe content(archive, limit)
    }
  }

  private static func content(_ archive: OpaquePointer, _ limit: Int) -> [UInt8]? {
    var entry: OpaquePointer?
    guard unsafe archive_read_next_header(archive, &entry) == ARCHIVE_OK else { return nil }
    var out: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      let read = unsafe piece.withUnsafeMutableBytes { buffer in
        unsafe archive_read_data(archive, buffer.baseAddress, buffer.count)
      }
      guard read >= 0 else { return nil }
      if read == 0 { return out }
      guard out.count + read <= limit else { return nil }
      out += piece[..<read]
    }
  }
}
