import Foundation

/// Where the build puts its products: beside the tests' own executable.
enum Products {
  static let folder: String = {
    let own = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    return (own ?? "").split(separator: "/", omittingEmptySubsequences: false).dropLast()
      .joined(separator: "/") + "/"
  }()
}
