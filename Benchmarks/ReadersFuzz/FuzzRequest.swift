/// What is asked for.
struct FuzzRequest {
  enum Task {
    /// Start a process that reads, and another where it dies.
    case watch
    /// Read; the number of each input goes into the file of that name before it is read.
    case read(progress: String?)
    /// Write the first input to a file, to look at it.
    case write(String)
  }

  var count = 100_000
  var seed: UInt64 = 20_261_130
  var from = 0
  /// One family of papers alone.
  var only: String?
  var task = Task.watch

  static let usage = """
    ReadersFuzz [--count N] [--seed S] [--from N] [--only KIND] [--here | --write FILE]
      --here   read in this process: a debugger sees the crash
      --write  write input N (--from N) to FILE and stop
    """

  /// Nil when an argument is not understood.
  init?(_ arguments: [String]) {
    var rest = arguments[...]
    while let word = rest.popFirst() {
      if word == "--here" {
        task = .read(progress: nil)
        continue
      }
      guard let value = rest.popFirst() else { return nil }
      switch word {
      case "--count":
        guard let number = Int(value), number > 0 else { return nil }
        count = number
      case "--seed":
        guard let number = UInt64(value) else { return nil }
        seed = number
      case "--from":
        guard let number = Int(value), number >= 0 else { return nil }
        from = number
      case "--only": only = value
      case "--progress": task = .read(progress: value)
      case "--write": task = .write(value)
      default: return nil
      }
    }
  }

  /// For a process that reads from `first` on.
  func arguments(from first: Int, progress: String) -> [String] {
    ["--count", String(from + count - first), "--seed", String(seed), "--from", String(first)]
      + (only.map { ["--only", $0] } ?? []) + ["--progress", progress]
  }
}
