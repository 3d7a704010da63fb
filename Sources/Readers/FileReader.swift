package import Readings

/// Bytes to a reading: finds the kind by content and hands the file to that kind's reader.
///
/// Never throws: what is wrong with a file comes out as problems among the items.
package enum FileReader {
  /// Reads `input`, giving each item to `sink` in the file's order; the summary closes the reading.
  package static func read(
    _ input: some FileInput,
    instructions: ReadInstructions,
    fileName: String,
    into sink: (ReadingItem) -> Void
  ) -> ReadingSummary {
    preconditionFailure("written by the XML room's commit")
  }
}
