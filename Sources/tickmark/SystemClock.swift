import Foundation
import Processing
import Storage
import Values

/// The machine's clock and the business's time zone.
struct SystemClock: WallClock {
  func now() -> Moment {
    Moment(milliseconds: Int64((Date().timeIntervalSince1970 * 1_000).rounded(.down)))
  }

  func today() -> Day {
    var time = Foundation.time(nil)
    var parts = tm()
    unsafe localtime_r(&time, &parts)
    guard
      let day = Day(
        year: Int(parts.tm_year) + 1_900,
        month: Int(parts.tm_mon) + 1,
        day: Int(parts.tm_mday)
      )
    else { return now().dayUTC }
    return day
  }
}
