import Values

/// Points in time as texts: `2026-03-14T09:30:00Z`.
///
/// Source: RFC 3339, as CEL and google.protobuf.Timestamp have it.
enum TimestampText {
  static let secondsPerDay: Int64 = 86_400

  static func timestamp(_ text: String) throws(EvaluationError) -> Timestamp {
    let bytes = Array(text.utf8)
    guard bytes.count >= 20, bytes[10] == UInt8(ascii: "T"), bytes[13] == UInt8(ascii: ":"),
      bytes[16] == UInt8(ascii: ":"), let day = Day(text.prefix(10)),
      let hours = number(bytes[11...12], below: 24),
      let minutes = number(bytes[14...15], below: 60),
      let whole = number(bytes[17...18], below: 60)
    else { throw malformed(text) }
    var rest = bytes[19...]
    var nanoseconds = 0
    if rest.first == UInt8(ascii: ".") {
      let digits = rest.dropFirst().prefix { (0x30...0x39).contains($0) }
      guard (1...9).contains(digits.count) else { throw malformed(text) }
      for place in 0..<9 {
        let digit = place < digits.count ? Int(digits[digits.startIndex + place]) - 0x30 : 0
        nanoseconds = nanoseconds * 10 + digit
      }
      rest = rest.dropFirst(1 + digits.count)
    }
    guard let offset = offset(String(decoding: rest, as: UTF8.self)) else { throw malformed(text) }
    let local = Int64(day.number) * secondsPerDay + Int64(hours * 3_600 + minutes * 60 + whole)
    return try make(local - offset, Int32(nanoseconds), TextQuoting.short(text))
  }

  static func make(
    _ seconds: Int64,
    _ nanoseconds: Int32,
    _ what: String
  ) throws(EvaluationError) -> Timestamp {
    guard Timestamp.secondsRange.contains(seconds) else {
      throw EvaluationError(.outOfRange, "\(what) is not between the years 1 and 9999")
    }
    return Timestamp(seconds: seconds, nanoseconds: nanoseconds)
  }

  /// Seconds before UTC of `Z`, `UTC`, `+11:00`, `-02:30` or `02:00`; nil for what is none of these.
  static func offset(_ zone: String) -> Int64? {
    if ["Z", "UTC", "GMT"].contains(zone) { return 0 }
    var bytes = Array(zone.utf8)
    let isNegative = bytes.first == UInt8(ascii: "-")
    if isNegative || bytes.first == UInt8(ascii: "+") { bytes.removeFirst() }
    guard bytes.count == 5, bytes[2] == UInt8(ascii: ":"),
      let hours = number(bytes[0...1], below: 24),
      let minutes = number(bytes[3...4], below: 60)
    else { return nil }
    let seconds = Int64(hours * 3_600 + minutes * 60)
    return isNegative ? -seconds : seconds
  }

  private static func number(_ digits: ArraySlice<UInt8>, below limit: Int) -> Int? {
    var value = 0
    for byte in digits {
      guard (0x30...0x39).contains(byte) else { return nil }
      value = value * 10 + Int(byte) - 0x30
    }
    return value < limit ? value : nil
  }

  private static func malformed(_ text: String) -> EvaluationError {
    EvaluationError(
      .badValue,
      "\(TextQuoting.short(text)) is no point in time; it is written like 2026-03-14T09:30:00Z"
    )
  }
}

/// What calendar and clock show at a point in time.
struct ClockReading {
  let day: Day
  let hours: Int
  let minutes: Int
  let seconds: Int
  let nanoseconds: Int

  /// In a zone that is so many seconds before UTC, 0 for UTC; throws where its calendar leaves the years 1 to 9999.
  init(_ timestamp: Timestamp, offset: Int64) throws(EvaluationError) {
    let local = timestamp.seconds + offset
    guard Timestamp.secondsRange.contains(local) else {
      throw EvaluationError(.outOfRange, "in that time zone it is not between the years 1 and 9999")
    }
    self.init(seconds: local, nanoseconds: timestamp.nanoseconds)
  }

  private init(seconds: Int64, nanoseconds: Int32) {
    let perDay = TimestampText.secondsPerDay
    let number = seconds >= 0 ? seconds / perDay : (seconds - perDay + 1) / perDay
    let ofDay = Int(seconds - number * perDay)
    day = Day(number: Int32(clamping: number))
    hours = ofDay / 3_600
    minutes = ofDay / 60 % 60
    self.seconds = ofDay % 60
    self.nanoseconds = Int(nanoseconds)
  }
}
