import ReadersFuzzing

/// What the inputs of one family came to.
struct FuzzTally: CustomStringConvertible {
  private var inputs = 0
  private var refused = 0
  private var documents = 0
  private var entries = 0
  private var rows = 0
  private var seconds = 0.0
  private var slowest = (seconds: 0.0, number: 0)

  mutating func add(_ reading: FuzzedReading, number: Int, seconds: Double) {
    inputs += 1
    refused += reading.isRefused ? 1 : 0
    documents += reading.documents
    entries += reading.entries
    rows += reading.rows
    self.seconds += seconds
    if seconds > slowest.seconds { slowest = (seconds, number) }
  }

  var description: String {
    "\(inputs) inputs, \(refused) refused; \(documents) documents, \(entries) entries, \(rows) rows; "
      + "\(Int(seconds * 1_000 / Double(max(1, inputs)))) ms each, the slowest \(slowest.number):"
      + " \(Int(slowest.seconds * 1_000)) ms"
  }
}
