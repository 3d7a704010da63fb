internal import CLibArchive
import Readings

/// One unpacked member of a ZIP archive.
struct ZIPMember {
  var name: String
  var bytes: [UInt8]
}

/// Bounds of what is unpacked, whatever the archive says of itself.
struct ZIPLimits {
  /// The archive itself, which is held in memory.
  var archiveBytes: Int64 = 128 << 20
  var memberBytes = 160 << 20
  var totalBytes = 256 << 20
  var members = 10_000
}

/// Why an archive could not be unpacked.
enum ZIPFailure: Error, Equatable {
  /// What the library says.
  case damaged(String)
  case encrypted
  case archiveTooLarge
  case memberTooLarge(String)
  case tooManyMembers
}

/// Unpacks members of a ZIP archive with libarchive, in memory and within limits.
///
/// Sizes that the archive states are never trusted: what counts is what comes out.
enum ZIPUnpacker {
  /// The members whose names `isWanted` accepts, in the archive's order.
  static func members(
    of input: some FileInput,
    limits: ZIPLimits = ZIPLimits(),
    isWanted: (String) -> Bool
  ) -> Result<[ZIPMember], ZIPFailure> {
    guard input.byteCount <= limits.archiveBytes else { return .failure(.archiveTooLarge) }
    let bytes = input.bytes(at: 0, count: Int(input.byteCount))
    // Without its directory the library would read what is left, and members behind the cut would be missing.
    guard hasEnd(bytes) else { return .failure(.damaged("it was cut off")) }
    guard let archive = unsafe archive_read_new() else {
      return .failure(.damaged("out of memory"))
    }
    defer { unsafe archive_read_free(archive) }
    unsafe archive_read_support_format_zip(archive)
    return unsafe bytes.withUnsafeBytes { buffer in
      guard unsafe archive_read_open_memory(archive, buffer.baseAddress, buffer.count) == ARCHIVE_OK
      else { return .failure(unsafe damaged(archive)) }
      return unsafe walk(archive, limits, isWanted)
    }
  }

  /// What to do with a member.
  enum Choice {
    case take
    case pass
    case stop
  }

  /// Goes over all members without keeping any: `choose` sees each name, `take` gets a member's pieces and nil at its end,
  /// and says whether to go on.
  ///
  /// - Returns: why not everything could be unpacked; nil also when `choose` or `take` has stopped it.
  static func walk(
    _ input: some FileInput,
    limits: ZIPLimits = ZIPLimits(),
    choose: (String, _ isFile: Bool) -> Choice,
    take: (String, ArraySlice<UInt8>?) -> Bool
  ) -> ZIPFailure? {
    guard input.byteCount <= limits.archiveBytes else { return .archiveTooLarge }
    let bytes = input.bytes(at: 0, count: Int(input.byteCount))
    guard hasEnd(bytes) else { return .damaged("it was cut off") }
    guard let archive = unsafe archive_read_new() else { return .damaged("out of memory") }
    defer { unsafe archive_read_free(archive) }
    unsafe archive_read_support_format_zip(archive)
    return unsafe bytes.withUnsafeBytes { buffer in
      guard unsafe archive_read_open_memory(archive, buffer.baseAddress, buffer.count) == ARCHIVE_OK
      else { return unsafe damaged(archive) }
      return unsafe walk(archive, limits, choose, take)
    }
  }

  private static func walk(
    _ archive: OpaquePointer,
    _ limits: ZIPLimits,
    _ choose: (String, _ isFile: Bool) -> Choice,
    _ take: (String, ArraySlice<UInt8>?) -> Bool
  ) -> ZIPFailure? {
    var piece = [UInt8](repeating: 0, count: 256 << 10)
    for _ in 0..<limits.members {
      var entry: OpaquePointer?
      let status = unsafe archive_read_next_header(archive, &entry)
      if status == ARCHIVE_EOF { return nil }
      guard status == ARCHIVE_OK || status == ARCHIVE_WARN, let entry = unsafe entry else {
        return unsafe damaged(archive)
      }
      let name = unsafe name(of: entry) ?? ""
      let isFile = unsafe UInt32(archive_entry_filetype(entry)) == 0o100000
      switch choose(name, isFile) {
      case .pass: continue
      case .stop: return nil
      case .take: break
      }
      if unsafe archive_entry_is_encrypted(entry) != 0 { return .encrypted }
      while true {
        let read = unsafe piece.withUnsafeMutableBytes { buffer in
          unsafe archive_read_data(archive, buffer.baseAddress, buffer.count)
        }
        guard read >= 0 else { return unsafe damaged(archive) }
        guard take(name, read == 0 ? nil : piece[..<read]) else { return nil }
        if read == 0 { break }
      }
    }
    return .tooManyMembers
  }

  /// The end record of 22 bytes, behind which at most 65,535 bytes of comment stand.
  private static func hasEnd(_ bytes: [UInt8]) -> Bool {
    var start = bytes.count - 22
    let first = max(0, start - 65_535)
    while start >= first {
      if bytes[start] == 0x50, bytes[start..<start + 4].elementsEqual([0x50, 0x4B, 5, 6]) {
        return true
      }
      start -= 1
    }
    return false
  }

  private static func walk(
    _ archive: OpaquePointer,
    _ limits: ZIPLimits,
    _ isWanted: (String) -> Bool
  ) -> Result<[ZIPMember], ZIPFailure> {
    var found: [ZIPMember] = []
    var (count, total) = (0, 0)
    while true {
      var entry: OpaquePointer?
      let status = unsafe archive_read_next_header(archive, &entry)
      if status == ARCHIVE_EOF { return .success(found) }
      guard status == ARCHIVE_OK || status == ARCHIVE_WARN, let entry = unsafe entry else {
        return .failure(unsafe damaged(archive))
      }
      count += 1
      guard count <= limits.members else { return .failure(.tooManyMembers) }
      guard let name = unsafe name(of: entry), isWanted(name) else { continue }
      if unsafe archive_entry_is_encrypted(entry) != 0 { return .failure(.encrypted) }
      let left = min(limits.memberBytes, limits.totalBytes - total)
      switch unsafe unpacked(archive, name, left) {
      case .failure(let failure): return .failure(failure)
      case .success(let bytes):
        total += bytes.count
        found.append(ZIPMember(name: name, bytes: bytes))
      }
    }
  }

  private static func unpacked(
    _ archive: OpaquePointer,
    _ name: String,
    _ limit: Int
  ) -> Result<[UInt8], ZIPFailure> {
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 256 << 10)
    while true {
      let read = unsafe piece.withUnsafeMutableBytes { buffer in
        unsafe archive_read_data(archive, buffer.baseAddress, buffer.count)
      }
      if read == 0 { return .success(bytes) }
      guard read > 0 else { return .failure(unsafe damaged(archive)) }
      guard bytes.count + read <= limit else { return .failure(.memberTooLarge(name)) }
      bytes.append(contentsOf: piece[..<read])
    }
  }

  private static func name(of entry: OpaquePointer) -> String? {
    if let name = unsafe archive_entry_pathname_utf8(entry) { return unsafe String(cString: name) }
    return unsafe archive_entry_pathname(entry).map { unsafe String(cString: $0) }
  }

  private static func damaged(_ archive: OpaquePointer) -> ZIPFailure {
    let text = unsafe archive_error_string(archive).map { unsafe String(cString: $0) }
    return .damaged(text ?? "it cannot be unpacked")
  }
}
