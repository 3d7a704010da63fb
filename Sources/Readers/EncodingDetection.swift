/// The encoding of a whole file, proved on every byte before anything is read.
struct EncodingDetection: Equatable {
  var encoding: TextEncoding
  /// Bytes of the byte order mark.
  var markBytes: Int

  /// Why a file has none of the encodings.
  enum Failure: Error, Equatable {
    /// Offset of the first byte that `encoding` does not have.
    case badByte(TextEncoding, offset: Int64, byte: UInt8)
    case nulByte(offset: Int64)
    /// Valid UTF-8 characters and bytes that are none: two files pasted together.
    case mixed(offset: Int64)
    case endsInsideCharacter(offset: Int64)
    case unknownName(String)
  }

  /// The first encoding of `names` that has every byte of the file.
  ///
  /// A byte order mark decides alone. Without names: UTF-16 by its zero bytes, then UTF-8, then
  /// windows-1252.
  static func detect(
    _ input: some FileInput,
    names: [String],
    pieceBytes: Int
  ) -> Result<EncodingDetection, Failure> {
    let head = input.prefix(4096)
    if let marked = byMark(head) {
      return check(input, [marked.encoding], markBytes: marked.markBytes, pieceBytes)
    }
    let order = orderByZeros(head)
    var candidates: [TextEncoding] = []
    for name in names {
      guard let encoding = TextEncoding(name: name, order: order) else {
        return .failure(.unknownName(name))
      }
      candidates.append(encoding)
    }
    if candidates.isEmpty { candidates = order.map { [$0] } ?? [.utf8, .windows1252] }
    return check(input, candidates, markBytes: 0, pieceBytes)
  }

  private static func byMark(_ head: [UInt8]) -> EncodingDetection? {
    if head.starts(with: [0xEF, 0xBB, 0xBF]) {
      return EncodingDetection(encoding: .utf8, markBytes: 3)
    }
    if head.starts(with: [0xFF, 0xFE]) {
      return EncodingDetection(encoding: .utf16LittleEndian, markBytes: 2)
    }
    if head.starts(with: [0xFE, 0xFF]) {
      return EncodingDetection(encoding: .utf16BigEndian, markBytes: 2)
    }
    return nil
  }

  /// Western text in UTF-16 has a zero in nearly every other byte, always on the same side.
  private static func orderByZeros(_ head: [UInt8]) -> TextEncoding? {
    guard head.count >= 4 else { return nil }
    var zeros = [0, 0]
    for (index, byte) in head.enumerated() where byte == 0 { zeros[index & 1] += 1 }
    let half = head.count / 2
    if zeros[1] * 10 >= half * 7, zeros[0] * 20 <= half { return .utf16LittleEndian }
    if zeros[0] * 10 >= half * 7, zeros[1] * 20 <= half { return .utf16BigEndian }
    return nil
  }

  private static func check(
    _ input: some FileInput,
    _ candidates: [TextEncoding],
    markBytes: Int,
    _ pieceBytes: Int
  ) -> Result<EncodingDetection, Failure> {
    var first: Failure?
    for (index, encoding) in candidates.enumerated() {
      var proof = EncodingProof(encoding: encoding, offset: Int64(markBytes))
      proof.run(input, pieceBytes: pieceBytes)
      guard let failure = proof.failure(hasOthers: index + 1 < candidates.count) else {
        return .success(EncodingDetection(encoding: encoding, markBytes: markBytes))
      }
      guard case .badByte = failure else {
        return .failure(failure)
      }
      first = first ?? failure
    }
    return .failure(first ?? .unknownName(""))
  }
}

/// Text problems' places: the line in which a byte stands.
enum EncodingLines {
  /// The line, from 1, of the byte at `offset`; CR LF counts as one line end.
  static func line(of offset: Int64, in input: some FileInput) -> Int {
    var (line, position, previous) = (1, Int64(0), UInt8(0))
    while position < offset {
      let piece = input.bytes(at: position, count: Int(min(64 << 10, offset - position)))
      guard !piece.isEmpty else { break }
      for byte in piece {
        if byte == 0x0A, previous != 0x0D { line += 1 }
        if byte == 0x0D { line += 1 }
        // The zero half of a UTF-16 character stands between CR and LF.
        if byte != 0 { previous = byte }
      }
      position += Int64(piece.count)
    }
    return line
  }
}
