import CSystem

/// What a reader's thread woke up for.
struct Readiness: OptionSet {
  let rawValue: Int32

  static let wake = Readiness(rawValue: Int32(TICKMARK_READY_WAKE))
  static let socket = Readiness(rawValue: Int32(TICKMARK_READY_SOCKET))
  static let errors = Readiness(rawValue: Int32(TICKMARK_READY_ERRORS))
  static let process = Readiness(rawValue: Int32(TICKMARK_READY_PROCESS))

  /// Sleeps until one of the descriptors is ready; -1 is none, and no patience of -1 ends.
  ///
  /// A wake-up call is used up by being heard.
  static func wait(
    wake: Int32 = -1,
    socket: Int32 = -1,
    errors: Int32 = -1,
    process: Int32 = -1,
    wantsWrite: Bool = false,
    milliseconds: Int32
  ) -> Readiness {
    let bits = tickmark_wait(wake, socket, errors, process, wantsWrite ? 1 : 0, milliseconds)
    let ready = Readiness(rawValue: bits)
    if ready.contains(.wake) { tickmark_wake_drain(wake) }
    return ready
  }
}
