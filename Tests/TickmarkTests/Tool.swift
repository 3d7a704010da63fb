import Foundation

/// Programs of others that a test asks for a second opinion.
///
/// A test that needs one is skipped, and says so, where it is not installed.
enum Tool {
  private static let folders = ["/usr/bin", "/bin", "/usr/sbin", "/sbin", "/usr/local/bin"]

  static func has(_ name: String) -> Bool { path(name) != nil }

  /// Runs it to its end in the workspace, with UTF-8 whatever the machine is set to: hledger reads by the locale.
  static func run(
    _ name: String,
    _ arguments: String...,
    in scratch: Scratch
  ) async throws -> Answer {
    guard let program = path(name) else {
      throw ChildProcess.Failure(description: "\(name) is not installed")
    }
    let child = try scratch.start(
      ["LC_ALL=C.UTF-8", program] + arguments,
      program: "/usr/bin/env"
    )
    let code = try await child.end()
    return Answer(code: code, output: child.output, errors: child.errors)
  }

  static func path(_ name: String) -> String? {
    folders.map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
  }
}
