import Glibc
import Readers

/// A file that came as an open descriptor.
///
/// Reads at an offset, so that the position, which the daemon's copy shares, stays where it is.
struct DescriptorInput: FileInput {
  let descriptor: Int32
  let byteCount: Int64

  func read(at offset: Int64, into buffer: UnsafeMutableRawBufferPointer) -> Int {
    guard offset >= 0, offset < byteCount, buffer.count > 0 else { return 0 }
    let wanted = min(buffer.count, Int(clamping: byteCount - offset))
    while true {
      let count = unsafe pread(descriptor, buffer.baseAddress, wanted, Int(offset))
      if count >= 0 { return count }
      guard errno == EINTR else { return 0 }
    }
  }
}
