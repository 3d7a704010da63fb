package import Storage
package import Values

/// What time it is; handed in, so that tests can stop it.
package protocol WallClock: Sendable {
  func now() -> Moment
  /// The calendar day where the business is.
  func today() -> Day
}
