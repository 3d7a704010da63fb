import Readings

/// Files inside a PDF that its name tree does not list: associated with the document (`/AF`) or pinned to a page as an
/// annotation.
///
/// Poppler's interface tells only of the name tree, so these are looked up in the PDF's bytes: its objects, also those
/// packed into object streams. Of an encrypted PDF nothing is found. Source: ISO 32000-2, 7.5.7, 7.11, 12.5.6.15, 14.13.
struct PDFLooseFiles {
  struct File {
    var name: String
    var relationship: String?
    var bytes: [UInt8]
  }

  private static let maximumObjects = 100_000
  private static let maximumFiles = 100
  /// References of objects that may point to a file.
  private static let maximumReferences = 2_000
  /// Object streams of one file, unpacked.
  private static let maximumPackedBytes = 16 << 20
  private static let maximumFileBytes = 64 << 20
  /// A dictionary without its stream; longer ones are pictures' palettes and the like.
  private static let maximumDictionary = 16 << 10

  private let file: [UInt8]
  /// Where the content of each object begins; the last one of a number is the one that counts.
  private var starts: [Int: Int] = [:]
  /// Where the next object begins: no dictionary reaches beyond, so that all of them together are read once.
  private var limits: [Int: Int] = [:]
  /// Objects that were packed into streams.
  private var packed: [Int: [UInt8]] = [:]

  private init(_ file: [UInt8]) {
    self.file = file
    findObjects()
    unpackObjects()
  }

  static func files(in file: [UInt8]) -> [File] {
    let marks = ["/AF", "/FileAttachment", "/ObjStm"]
    guard marks.contains(where: { PDFBytes.find(Array($0.utf8), in: file, from: 0) != nil }) else {
      return []
    }
    return PDFLooseFiles(file).found
  }

  private var found: [File] {
    let pointed = pointedNumbers
    let numbers = Set(starts.keys).union(packed.keys).sorted()
    var files: [File] = []
    for number in numbers where files.count < Self.maximumFiles {
      let object = dictionary(number)
      guard PDFBytes.has("/EF", object) else { continue }
      let isPinned = PDFBytes.has("/FS", object)
      guard isPinned || pointed.contains(number), let stream = stream(of: object),
        let bytes = content(stream, limit: Self.maximumFileBytes)
      else { continue }
      let name = PDFBytes.text(after: "/UF", in: object) ?? PDFBytes.text(after: "/F", in: object)
      files.append(
        File(
          name: name ?? "",
          relationship: PDFBytes.name(after: "/AFRelationship", in: object),
          bytes: bytes
        )
      )
    }
    return files
  }

  // MARK: Objects

  private mutating func findObjects() {
    let marker = Array(" obj".utf8)
    var position = 0
    var last: Int?
    while starts.count < Self.maximumObjects,
      let found = PDFBytes.find(marker, in: file, from: position)
    {
      position = found + marker.count
      // `12 0 obj`, read backwards.
      var index = found - 1
      while index >= 0, isDigit(file[index]) { index -= 1 }
      guard index > 0, index < found - 1, file[index] <= 0x20 else { continue }
      index -= 1
      let end = index
      while index >= 0, isDigit(file[index]), end - index < 9 { index -= 1 }
      guard index < end, let number = Int(String(decoding: file[index + 1...end], as: UTF8.self))
      else { continue }
      starts[number] = position
      if let last { limits[last] = found }
      limits[number] = nil
      last = number
    }
  }

  private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private mutating func unpackObjects() {
    var budget = Self.maximumPackedBytes
    for number in starts.keys.sorted() where budget > 0 {
      let head = dictionary(number)
      guard PDFBytes.has("/ObjStm", head), let first = PDFBytes.number(after: "/First", in: head),
        let bytes = content(number, limit: budget)
      else { continue }
      budget -= bytes.count
      guard first <= bytes.count else { continue }
      // Numbers of more digits are no places in a stream that is held in memory.
      let words = bytes[..<first].split { $0 <= 0x20 }.prefix(2 * Self.maximumObjects)
      let pairs = words.map { $0.count < 10 ? PDFBytes.firstNumber(in: $0) ?? -1 : -1 }
      for index in stride(from: 0, to: pairs.count - 1, by: 2) {
        let start = first + pairs[index + 1]
        let end = index + 3 < pairs.count ? first + pairs[index + 3] : bytes.count
        guard pairs[index] >= 0, pairs[index + 1] >= 0, start <= end, end <= bytes.count,
          packed.count < Self.maximumObjects
        else { continue }
        packed[pairs[index]] = Array(bytes[start..<min(end, start + Self.maximumDictionary)])
      }
    }
  }

  /// The object's text, without what its stream holds.
  private func dictionary(_ number: Int) -> ArraySlice<UInt8> {
    if let object = packed[number] { return object[...] }
    guard let start = starts[number] else { return [] }
    let limit = min(limits[number] ?? file.count, start + Self.maximumDictionary, file.count)
    let ends = ["endobj", "stream"].compactMap {
      PDFBytes.find(Array($0.utf8), in: file, from: start, to: limit)
    }
    return file[start..<(ends.min() ?? limit)]
  }

  // MARK: References

  /// Objects that are named by `/AF` or by an annotation's `/FS`, also through an array of its own.
  private var pointedNumbers: Set<Int> {
    var pointed: Set<Int> = []
    var looked = 0
    for number in Set(starts.keys).union(packed.keys) {
      let object = dictionary(number)
      guard PDFBytes.has("/AF", object) || PDFBytes.has("/FS", object) else { continue }
      for reference in PDFBytes.references(in: object) {
        guard looked < Self.maximumReferences else { return pointed }
        looked += 1
        pointed.insert(reference)
        let target = dictionary(reference)
        if target.first(where: { $0 > 0x20 }) == UInt8(ascii: "[") {
          pointed.formUnion(PDFBytes.references(in: target))
        }
      }
    }
    return pointed
  }

  /// The object that holds a file's bytes: `/EF << /F 7 0 R >>`.
  private func stream(of object: ArraySlice<UInt8>) -> Int? {
    guard let entry = PDFBytes.find(Array("/EF".utf8), in: Array(object), from: 0) else {
      return nil
    }
    let rest = object.dropFirst(entry)
    let part = rest.prefix { $0 != UInt8(ascii: ">") }
    if let number = PDFBytes.references(in: part).first { return dictionaryTarget(number) }
    return nil
  }

  /// `/EF 9 0 R` names a dictionary that names the stream.
  private func dictionaryTarget(_ number: Int) -> Int? {
    guard let start = starts[number] else {
      return packed[number].flatMap { PDFBytes.references(in: $0[...]).first }
    }
    let head = dictionary(number)
    let behind = file[(start + head.count)...].prefix(6)
    if behind.elementsEqual("stream".utf8) { return number }
    return PDFBytes.references(in: head).first
  }

  // MARK: Streams

  /// What the stream of an object holds, unpacked; nil for filters that no such stream has.
  private func content(_ number: Int, limit: Int) -> [UInt8]? {
    guard let start = starts[number] else { return nil }
    let head = dictionary(number)
    var begin = start + head.count
    guard file[begin...].prefix(6).elementsEqual("stream".utf8) else { return nil }
    begin += 6
    if begin < file.count, file[begin] == 0x0D { begin += 1 }
    if begin < file.count, file[begin] == 0x0A { begin += 1 }
    guard let end = end(of: head, from: begin), begin <= end else { return nil }
    let filters = ["/ASCII85Decode", "/ASCIIHexDecode", "/LZWDecode", "/Predictor", "/Crypt"]
    if filters.contains(where: { PDFBytes.has($0, head) }) { return nil }
    guard PDFBytes.has("/FlateDecode", head) else {
      return end - begin <= limit ? Array(file[begin..<end]) : nil
    }
    return Inflater.inflated(file[begin..<end], limit: limit)
  }

  private func end(of head: ArraySlice<UInt8>, from begin: Int) -> Int? {
    if let length = PDFBytes.number(after: "/Length", in: head) {
      // `/Length 12 0 R`: the number stands in an object of its own.
      let isReference = PDFBytes.isReference(after: "/Length", in: head)
      let count = isReference ? PDFBytes.firstNumber(in: dictionary(length)) : length
      if let count, count >= 0, count <= file.count - begin { return begin + count }
    }
    return PDFBytes.find(Array("endstream".utf8), in: file, from: begin)
  }
}

extension PDFBytes {
  /// True when the name stands there whole: `/AF` and not `/AFRelationship`.
  static func has(_ name: String, _ object: ArraySlice<UInt8>) -> Bool {
    let wanted = Array(name.utf8)
    guard object.count >= wanted.count else { return false }
    return (object.startIndex...(object.endIndex - wanted.count)).contains { start in
      guard object[start] == wanted[0], object[start..<start + wanted.count].elementsEqual(wanted)
      else { return false }
      let next = start + wanted.count
      guard next < object.endIndex else { return true }
      let byte = object[next]
      return !(byte > 0x20 && !"()<>[]{}/%".utf8.contains(byte))
    }
  }

  /// Numbers of objects that are referred to: 7 of `7 0 R`.
  static func references(in object: ArraySlice<UInt8>) -> [Int] {
    let words = object.split { $0 <= 0x20 || "()<>[]{}/%".utf8.contains($0) }
    var found: [Int] = []
    for index in words.indices.dropFirst(2) where words[index].elementsEqual("R".utf8) {
      if let number = Int(String(decoding: words[index - 2], as: UTF8.self)),
        Int(String(decoding: words[index - 1], as: UTF8.self)) != nil
      {
        found.append(number)
      }
    }
    return found
  }

  static func number(after key: String, in object: ArraySlice<UInt8>) -> Int? {
    firstNumber(in: after(key, in: object))
  }

  static func isReference(after key: String, in object: ArraySlice<UInt8>) -> Bool {
    let words = after(key, in: object).split(maxSplits: 3) { $0 <= 0x20 }
    return words.count > 2 && words[2].first == UInt8(ascii: "R")
  }

  static func firstNumber(in bytes: ArraySlice<UInt8>) -> Int? {
    let digits = bytes.drop { $0 <= 0x20 }.prefix { (0x30...0x39).contains($0) }
    return digits.isEmpty || digits.count > 10
      ? nil : Int(String(decoding: digits, as: UTF8.self))
  }

  private static func after(_ key: String, in object: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let wanted = Array(key.utf8)
    guard object.count > wanted.count else { return [] }
    let found = (object.startIndex..<(object.endIndex - wanted.count)).first { start in
      object[start..<start + wanted.count].elementsEqual(wanted)
        && (object[start + wanted.count] <= 0x20
          || (0x30...0x39).contains(object[start + wanted.count]))
    }
    return found.map { object[($0 + wanted.count)...] } ?? []
  }
}
