import CSystem
import FoundationEssentials
import Glibc
import Readings

/// The reader's end of the wire.
///
/// When the daemon is gone there is nobody to tell, so every failure ends the process.
struct RequestSocket {
  let socket: Int32
  private let decoder = JSONDecoder()

  init(socket: Int32) {
    self.socket = socket
  }

  /// The next request and the open file, or nil when the daemon has closed its end.
  func next() -> (request: ReadRequest, file: Int32)? {
    var file: Int32 = -1
    let header = receive(ReaderWire.lengthBytes, file: &file)
    guard let count = ReaderWire.payloadCount(header[...]) else { return nil }
    guard count <= ReaderWire.maximumRequestBytes else { exit(70) }
    let payload = receive(count, file: &file)
    guard payload.count == count, file >= 0 else { exit(70) }
    do {
      return (try decoder.decode(ReadRequest.self, from: Data(payload)), file)
    } catch {
      ErrorOutput.write("tickmark-reader: request not understood: \(error)\n")
      exit(70)
    }
  }

  func send(_ bytes: [UInt8]) {
    let failure = unsafe bytes.withUnsafeBytes {
      unsafe tickmark_write_all(socket, $0.baseAddress, $0.count)
    }
    guard failure == 0 else { exit(0) }
  }

  /// So many bytes, fewer at the end.
  private func receive(_ count: Int, file: inout Int32) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var filled = 0
    while filled < count {
      let got = unsafe bytes.withUnsafeMutableBytes { buffer in
        unsafe tickmark_receive_with_descriptor(
          socket,
          buffer.baseAddress?.advanced(by: filled),
          count - filled,
          &file
        )
      }
      guard got > 0 else { return Array(bytes.prefix(filled)) }
      filled += got
    }
    return bytes
  }
}
