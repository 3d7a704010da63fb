/// YAML 1.1, and so JSON, to a tree of nodes.
///
/// Hostile files end as a fault: depth, size and what aliases unfold to are limited.
package enum YAMLReader {
  /// The first document of the file; nil for a file without any.
  package static func read(
    _ bytes: [UInt8],
    limits: YAMLLimits = YAMLLimits()
  ) throws(YAMLFault) -> YAMLNode? {
    guard bytes.count <= limits.bytes else {
      throw YAMLFault(
        message: "the file has more than \(limits.bytes >> 10) KiB",
        line: 1,
        column: 1
      )
    }
    let events = try YAMLEvents.all(bytes, limits: limits)
    var builder = YAMLBuilder(events, limits)
    return try builder.document()
  }
}
