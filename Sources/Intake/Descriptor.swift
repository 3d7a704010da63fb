import CSystem

/// An open file or folder; closed when it goes out of scope.
package struct Descriptor: ~Copyable, Sendable {
  /// Valid as long as this value lives.
  package let number: Int32

  /// Hands the number to a caller who closes it.
  package consuming func release() -> Int32 {
    let taken = number
    discard self
    return taken
  }

  deinit {
    // A failing close loses nothing here: what was written was made durable before.
    _ = intake_close(number)
  }
}
