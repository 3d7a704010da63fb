/// Mails and archives that tests write themselves.
package struct TestMail {
  package struct Part {
    var headers: String
    var body: [UInt8]

    /// A file in base64.
    package static func file(_ name: String, _ type: String, _ bytes: [UInt8]) -> Part {
      Part(
        headers: "Content-Type: \(type); name=\"\(name)\"\r\nContent-Transfer-Encoding: base64\r\n"
          + "Content-Disposition: attachment; filename=\"\(name)\"\r\n",
        body: Array(TestMail.base64(bytes).utf8)
      )
    }

    package static func text(_ text: String, _ type: String = "text/plain; charset=utf-8") -> Part {
      Part(
        headers: "Content-Type: \(type)\r\nContent-Transfer-Encoding: 8bit\r\n",
        body: Array(text.utf8)
      )
    }

    package static func raw(_ headers: String, _ body: [UInt8]) -> Part {
      Part(headers: headers, body: body)
    }
  }

  package static let head = """
    From: Kessel Holz <bill@kessel.example>\r
    To: office@muster.example\r
    Subject: Rechnung RE-7\r
    Date: Sat, 14 Mar 2026 10:11:12 +0100\r
    Message-ID: <7@kessel.example>\r
    MIME-Version: 1.0\r

    """

  /// A mail of these parts.
  package static func mail(_ parts: [Part], head: String = TestMail.head) -> [UInt8] {
    var bytes = Array((head + "Content-Type: multipart/mixed; boundary=\"b1\"\r\n\r\n").utf8)
    for part in parts {
      bytes += Array("--b1\r\n\(part.headers)\r\n".utf8) + part.body + Array("\r\n".utf8)
    }
    return bytes + Array("--b1--\r\n".utf8)
  }

  /// A mail of one text.
  package static func mail(_ text: String, type: String = "text/plain; charset=utf-8") -> [UInt8] {
    Array((head + "Content-Type: \(type)\r\nContent-Transfer-Encoding: 8bit\r\n\r\n\(text)").utf8)
  }

  package static func base64(_ bytes: [UInt8]) -> String {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var out: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let part = Array(bytes[start..<min(start + 3, bytes.count)])
      let value = (0..<3).reduce(0) { $0 << 8 | Int($1 < part.count ? part[$1] : 0) }
      for place in 0..<4 {
        out.append(place <= part.count ? digits[value >> (18 - 6 * place) & 63] : 0x3D)
      }
      if start % 57 == 54 { out += [0x0D, 0x0A] }
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// A ZIP archive of members without compression.
  package static func zip(_ members: [(name: String, bytes: [UInt8])]) -> [UInt8] {
    var body: [UInt8] = []
    var directory: [UInt8] = []
    for (name, bytes) in members {
      let offset = body.count
      let facts =
        words([0, 0, 0], 2) + word(crc(bytes), 4) + word(bytes.count, 4)
        + word(bytes.count, 4) + word(name.utf8.count, 2) + word(0, 2)
      // Version, the flag that names are UTF-8, then method, time and day.
      body += [0x50, 0x4B, 3, 4] + word(20, 2) + word(0x800, 2) + facts + Array(name.utf8) + bytes
      directory += [0x50, 0x4B, 1, 2] + word(20, 2) + word(20, 2) + word(0x800, 2) + facts
      directory += words([0, 0, 0], 2) + word(0, 4) + word(offset, 4) + Array(name.utf8)
    }
    let end =
      words([0, 0, members.count, members.count], 2) + word(directory.count, 4)
      + word(body.count, 4) + word(0, 2)
    return body + directory + [0x50, 0x4B, 5, 6] + end
  }

  private static func word(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  private static func words(_ values: [Int], _ count: Int) -> [UInt8] {
    values.flatMap { word($0, count) }
  }

  private static func crc(_ bytes: [UInt8]) -> Int {
    var sum: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
    }
    return Int(~sum)
  }

  /// A small archive whose only member unpacks to so many megabytes of zeros.
  package static func bomb(megabytes: Int) -> [UInt8] {
    let body = zeros(megabytes << 20)
    let name = Array("bomb.xml".utf8)
    let facts =
      word(8, 2) + word(0, 4) + word(0, 4) + word(body.count, 4) + word(megabytes << 20, 4)
      + word(name.count, 2) + word(0, 2)
    let member = [0x50, 0x4B, 3, 4] + word(20, 2) + word(0, 2) + facts + name + body
    let entry =
      [0x50, 0x4B, 1, 2] + word(20, 2) + word(20, 2) + word(0, 2) + facts + words([0, 0, 0], 2)
      + word(0, 4) + word(0, 4) + name
    let end = words([0, 0, 1, 1], 2) + word(entry.count, 4) + word(member.count, 4) + word(0, 2)
    return member + entry + [0x50, 0x4B, 5, 6] + end
  }

  /// Deflate (RFC 1951) with fixed codes: one zero, then "the last byte 258 times again" over and over.
  private static func zeros(_ count: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    var (bits, filled) = (UInt8(0), 0)
    func put(_ code: Int, _ length: Int) {
      for place in (0..<length).reversed() {
        bits |= UInt8(code >> place & 1) << UInt8(filled)
        filled += 1
        if filled == 8 {
          bytes.append(bits)
          (bits, filled) = (0, 0)
        }
      }
    }
    // The last block; fixed codes: two bits, the low one first.
    put(1, 1)
    put(0b10, 2)
    put(0b0011_0000, 8)
    for _ in 0..<(count / 258) {
      put(0b1100_0101, 8)
      put(0, 5)
    }
    put(0, 7)
    put(0, 7)
    return bytes
  }
}
