/// How the daemon starts a reader.
struct ReaderArguments {
  /// The socket that requests come from.
  var socket: Int32 = 3
  /// The daemon's process; 0: not checked.
  var parent: Int32 = 0
  /// Memory over what the process holds at its start.
  var memoryBytes: UInt64 = 512 << 20

  /// Nil when an argument is not understood.
  init?(_ arguments: [String]) {
    for argument in arguments.dropFirst() {
      let parts = argument.split(separator: "=", maxSplits: 1)
      guard parts.count == 2 else { return nil }
      switch parts[0] {
      case "--socket":
        guard let number = Int32(parts[1]), number >= 0 else { return nil }
        socket = number
      case "--parent":
        guard let number = Int32(parts[1]), number >= 0 else { return nil }
        parent = number
      case "--memory-bytes":
        guard let number = UInt64(parts[1]) else { return nil }
        memoryBytes = number
      default:
        return nil
      }
    }
  }

  static func complain() {
    ErrorOutput.write(
      """
      tickmark-reader reads files for the Tickmark daemon and is started by it.
      To see what it is kept from doing: tickmark-reader --self-test

      """
    )
  }
}
