package import Values

/// An instant of the machine's clock: milliseconds since 1970-01-01 00:00 UTC.
///
/// Days of papers are `Day`; a `Moment` only says when Tickmark did something.
package struct Moment: Hashable, Sendable, Comparable, Codable {
  package let milliseconds: Int64

  package init(milliseconds: Int64) {
    self.milliseconds = milliseconds
  }

  package static func < (left: Moment, right: Moment) -> Bool {
    left.milliseconds < right.milliseconds
  }

  /// The calendar day in UTC.
  package var dayUTC: Day {
    Day(number: Int32(clamping: Self.floorDivide(milliseconds, 86_400_000)))
  }

  private static func floorDivide(_ value: Int64, _ divisor: Int64) -> Int64 {
    value >= 0 ? value / divisor : -((-value + divisor - 1) / divisor)
  }
}

extension Moment: CustomStringConvertible {
  /// `2026-11-23T19:10:04Z`.
  package var description: String {
    let day = dayUTC
    let seconds = Int((milliseconds - Int64(day.number) * 86_400_000) / 1000)
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    return "\(day)T\(two(seconds / 3600)):\(two(seconds / 60 % 60)):\(two(seconds % 60))Z"
  }
}
