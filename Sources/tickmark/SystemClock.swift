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
    var parts = unsafe tm()
    var time = time_t(now().milliseconds / 1_000)
    _ = unsafe localtime_r(&time, &parts)
    guard
      let day = Day(
        year: unsafe Int(parts.tm_year) + 1_900,
        month: unsafe Int(parts.tm_mon) + 1,
        day: unsafe Int(parts.tm_mday)
      )
    else { return now().dayUTC }
    return day
  }
}
