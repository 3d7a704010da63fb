import CPCRE2

/// PCRE2's compiling and what it tells about compiled code.
enum PatternCompiler {
  static func compile(_ text: String) throws(PatternError) -> OpaquePointer {
    var source = text
    var errorCode: Int32 = 0
    var offset = 0
    let options = PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C | PCRE2_AUTO_CALLOUT
    let code = source.withUTF8 { bytes in
      unsafe pcre2_compile_8(bytes.baseAddress, bytes.count, options, &errorCode, &offset, nil)
    }
    guard let code = unsafe code else {
      throw PatternError(message: message(errorCode), offset: offset)
    }
    return unsafe code
  }

  static func groupCount(_ code: OpaquePointer) -> Int {
    unsafe number(code, PCRE2_INFO_CAPTURECOUNT)
  }

  /// Each name's groups; several where `(?J)` allows a name twice.
  static func groupNumbers(_ code: OpaquePointer) -> [String: [Int]] {
    let count = unsafe number(code, PCRE2_INFO_NAMECOUNT)
    let entrySize = unsafe number(code, PCRE2_INFO_NAMEENTRYSIZE)
    var table: UnsafePointer<UInt8>?
    guard count > 0, unsafe pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMETABLE), &table) == 0,
      let table = unsafe table
    else { return [:] }
    var result: [String: [Int]] = [:]
    // An entry is the group's number in two bytes, high byte first, then the name and a NUL.
    for index in 0..<count {
      let entry = unsafe UnsafeBufferPointer(start: table + index * entrySize, count: entrySize)
      let number = unsafe Int(entry[0]) << 8 | Int(entry[1])
      let name = unsafe String(decoding: entry[2...].prefix { $0 != 0 }, as: UTF8.self)
      result[name, default: []].append(number)
    }
    return result
  }

  private static func number(_ code: OpaquePointer, _ what: Int32) -> Int {
    var value: UInt32 = 0
    guard unsafe pcre2_pattern_info_8(code, UInt32(what), &value) == 0 else { return 0 }
    return Int(value)
  }

  private static func message(_ code: Int32) -> String {
    var buffer = [UInt8](repeating: 0, count: 256)
    let length = unsafe pcre2_get_error_message_8(code, &buffer, buffer.count)
    return String(decoding: buffer.prefix(Int(max(0, length))), as: UTF8.self)
  }
}
