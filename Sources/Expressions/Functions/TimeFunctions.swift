import Values

/// Points in time and durations: CEL's `timestamp`, `duration` and their accessors.
///
/// CEL counts months, days of the month and days of the year from 0 in these; days of this language
/// (`document.issueDate.month`) count from 1. Zones are `UTC` or a fixed offset: named zones change by law.
enum TimeFunctions {
  static let overloads: [FunctionOverload] =
    making
    + accessors.flatMap { reading in
      Self.accessor(reading.name, reading.summary, reading.read).map { $0.within(reading.range) }
    } + durations

  private static let making: [FunctionOverload] = [
    FunctionOverload.function(
      "timestamp",
      [.text],
      .timestamp,
      "The point in time of a text like 2026-03-14T09:30:00Z."
    ) { a throws(EvaluationError) in .timestamp(try TimestampText.timestamp(try a.text(0))) }
    .foldingConstants(),
    FunctionOverload.function(
      "timestamp",
      [.number],
      .timestamp,
      "The point in time so many seconds after 1970-01-01T00:00:00Z."
    ) { a throws(EvaluationError) in
      .timestamp(try TimestampText.make(Int64(try a.whole(0)), 0, "the point in time"))
    }.foldingConstants(),
    .function("timestamp", [.timestamp], .timestamp, "The same point in time.") {
      a throws(EvaluationError) in a[0]
    },
    FunctionOverload.function(
      "duration",
      [.text],
      .duration,
      "The duration of a text like 90s or 1h30m."
    ) {
      a throws(EvaluationError) in .duration(try DurationText.duration(try a.text(0)))
    }.foldingConstants(),
    .function("duration", [.duration], .duration, "The same duration.") {
      a throws(EvaluationError) in a[0]
    },
  ]

  private static let accessors:
    [(
      name: String, summary: String, range: NumberRange?, read: @Sendable (ClockReading) -> Int
    )] = [
      ("getFullYear", "The year.", nil, { $0.day.year }),
      (
        "getMonth", "The month, January is 0.", NumberRange(0...11, meaning: "0 is January"),
        { $0.day.month - 1 }
      ), ("getDate", "The day of the month, the first is 1.", NumberRange(1...31), { $0.day.day }),
      (
        "getDayOfMonth", "The day of the month, the first is 0.", NumberRange(0...30),
        { $0.day.day - 1 }
      ),
      (
        "getDayOfWeek", "The day of the week, Sunday is 0.",
        NumberRange(0...6, meaning: "0 is Sunday"), { weekday($0.day) }
      ),
      (
        "getDayOfYear", "The day of the year, January 1 is 0.", NumberRange(0...365),
        { dayOfYear($0.day) }
      ), ("getHours", "The hour, 0 to 23.", NumberRange(0...23), { $0.hours }),
      ("getMinutes", "The minute, 0 to 59.", NumberRange(0...59), { $0.minutes }),
      ("getSeconds", "The second, 0 to 59.", NumberRange(0...59), { $0.seconds }),
      (
        "getMilliseconds", "The thousandths of the second.", NumberRange(0...999),
        { $0.nanoseconds / 1_000_000 }
      ),
    ]

  private static func accessor(
    _ name: String,
    _ summary: String,
    _ read: @escaping @Sendable (ClockReading) -> Int
  ) -> [FunctionOverload] {
    [
      .method(name, on: .timestamp, .number, cost: .steps(1), summary) {
        a throws(EvaluationError) in
        .number(ExactDecimal(read(try ClockReading(try a.timestamp(0), offset: 0))))
      },
      .method(
        name,
        on: .timestamp,
        [.text],
        .number,
        cost: .steps(1),
        "The same in a time zone: UTC or an offset like +02:00."
      ) { a throws(EvaluationError) in
        let zone = try a.text(1)
        guard let offset = TimestampText.offset(zone) else {
          throw EvaluationError(
            .badValue,
            "\(TextQuoting.short(zone)) is no time zone here; write UTC or an offset like +02:00"
          )
        }
        return .number(ExactDecimal(read(try ClockReading(try a.timestamp(0), offset: offset))))
      },
    ]
  }

  private static let durations: [FunctionOverload] = [
    count("getHours", "The whole hours of a duration.", nanoseconds: 3_600_000_000_000),
    count("getMinutes", "The whole minutes of a duration.", nanoseconds: 60_000_000_000),
    count("getSeconds", "The whole seconds of a duration.", nanoseconds: 1_000_000_000),
    .method(
      "getMilliseconds",
      on: .duration,
      .number,
      cost: .steps(1),
      "The thousandths beyond the whole seconds of a duration."
    ) { a throws(EvaluationError) in
      .number(
        ExactDecimal(
          coefficient: try a.duration(0).wholeNanoseconds % 1_000_000_000 / 1_000_000,
          scale: 0
        )
      )
    },
  ]

  private static func count(
    _ name: String,
    _ summary: String,
    nanoseconds: Int128
  ) -> FunctionOverload {
    .method(name, on: .duration, .number, cost: .steps(1), summary) { a throws(EvaluationError) in
      .number(ExactDecimal(coefficient: try a.duration(0).wholeNanoseconds / nanoseconds, scale: 0))
    }
  }

  /// Sunday is 0; 1970-01-01 was a Thursday.
  private static func weekday(_ day: Day) -> Int {
    let rest = (Int(day.number) + 4) % 7
    return rest < 0 ? rest + 7 : rest
  }

  private static func dayOfYear(_ day: Day) -> Int {
    Day(year: day.year, month: 1, day: 1)?.days(until: day) ?? 0
  }
}
