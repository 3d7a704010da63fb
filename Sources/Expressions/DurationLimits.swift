import Values

/// Source: google.protobuf.Duration, which CEL's durations are: 10,000 years either way.
enum DurationLimits {
  static let nanoseconds: Int128 = 315_576_000_000 * 1_000_000_000

  /// The duration, unless it is longer than may be.
  static func checked(_ nanoseconds: Int128) throws(EvaluationError) -> Duration {
    guard nanoseconds.magnitude <= Self.nanoseconds.magnitude else {
      throw EvaluationError(.outOfRange, "a duration is 10,000 years at most")
    }
    return Duration(wholeNanoseconds: nanoseconds)
  }
}

extension Duration {
  init(wholeNanoseconds: Int128) {
    let (seconds, rest) = wholeNanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
    self.init(
      secondsComponent: Int64(clamping: seconds),
      attosecondsComponent: Int64(rest) * 1_000_000_000
    )
  }

  var wholeNanoseconds: Int128 {
    Int128(components.seconds) * 1_000_000_000 + Int128(components.attoseconds / 1_000_000_000)
  }

  /// Whole days, toward zero.
  var wholeDays: Int { Int(components.seconds / 86_400) }
}

extension Timestamp {
  /// 0001-01-01T00:00:00Z and 9999-12-31T23:59:59Z.
  static let secondsRange: ClosedRange<Int64> = -62_135_596_800...253_402_300_799

  var wholeNanoseconds: Int128 { Int128(seconds) * 1_000_000_000 + Int128(nanoseconds) }

  init(wholeNanoseconds: Int128) throws(EvaluationError) {
    var (seconds, rest) = wholeNanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
    if rest < 0 {
      seconds -= 1
      rest += 1_000_000_000
    }
    guard let whole = Int64(exactly: seconds), Self.secondsRange.contains(whole) else {
      throw EvaluationError(.outOfRange, "the point in time is outside the years 1 to 9999")
    }
    self.init(seconds: whole, nanoseconds: Int32(rest))
  }

  func moved(by duration: Duration) throws(EvaluationError) -> Timestamp {
    try Timestamp(wholeNanoseconds: wholeNanoseconds + duration.wholeNanoseconds)
  }
}

extension Day {
  /// The day so much later; the duration must be of whole days and stay in the calendar.
  func moved(by duration: Duration) throws(EvaluationError) -> Day {
    guard duration == .seconds(duration.wholeDays * 86_400) else {
      throw EvaluationError(.badValue, "a day moves by whole days only: days(30)")
    }
    let moved = adding(days: duration.wholeDays)
    guard days(until: moved) == duration.wholeDays else {
      throw EvaluationError(.outOfRange, "the day is outside the years 1 to 9999")
    }
    return moved
  }
}
