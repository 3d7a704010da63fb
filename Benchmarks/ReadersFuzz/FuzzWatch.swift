import Foundation

/// Lets another process read, and goes on behind the input that ends it.
struct FuzzWatch {
  private let request: FuzzRequest
  private static let maximumDeaths = 40

  init(_ request: FuzzRequest) {
    self.request = request
  }

  /// The exit code: 0, or 1 when a promise was broken.
  func run() throws -> Int32 {
    let progress = FileManager.default.temporaryDirectory.path + "/readers-fuzz.\(getpid())"
    defer { try? FileManager.default.removeItem(atPath: progress) }
    let end = request.from + request.count
    var (next, deaths, isBroken) = (request.from, 0, false)
    while next < end, deaths < Self.maximumDeaths {
      let reader = Process()
      reader.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
      reader.arguments = request.arguments(from: next, progress: progress)
      try reader.run()
      reader.waitUntilExit()
      if reader.terminationReason == .exit {
        if reader.terminationStatus > 1 { return reader.terminationStatus }
        isBroken = isBroken || reader.terminationStatus == 1
        break
      }
      let text = try String(contentsOfFile: progress, encoding: .utf8)
      guard let number = Int(text.prefix { $0.isNumber }) else { return 70 }
      deaths += 1
      let signal = reader.terminationStatus
      let isHang = signal == SIGPROF || signal == SIGALRM
      print(
        "input \(number) of seed \(request.seed) \(isHang ? "hangs" : "ends the reader") (signal \(signal))"
      )
      next = number + 1
    }
    if deaths > 0 { print("\(deaths) inputs ended their reader") }
    return isBroken || deaths > 0 ? 1 : 0
  }
}
