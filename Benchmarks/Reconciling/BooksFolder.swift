import Foundation
import Glibc
import Reconciling
import SyntheticBooks

/// A folder with the tables of `tickmark match`, such as `corpora/reconciliation/medium`.
struct BooksFolder {
  let path: String

  init(_ path: String) { self.path = path }

  func write(_ request: Request) throws {
    let drawn = request.mix == "any" ? BooksMix.drawn(seed: request.seed) : nil
    guard let mix = drawn ?? BooksMix.named[request.mix] else { Request.refuse() }
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    let books = BooksMaker.make(
      seed: request.seed,
      mix: mix,
      documents: request.documents,
      entries: request.entries
    )
    let files = [
      "documents.csv": books.documentTable, "entries.csv": books.entryTable,
      "remittances.csv": books.remittanceTable, "vendors.csv": books.supplierTable,
      "purchase_orders.csv": books.orderTable, "truth_docs.csv": books.truthOfDocuments,
      "truth_exceptions.csv": books.truthOfExceptions, "truth_groups.jsonl": books.truthOfGroups,
    ]
    for (name, text) in files {
      try text.write(toFile: "\(path)/\(name)", atomically: true, encoding: .utf8)
    }
    print(
      "seed \(request.seed), mix \(request.mix): \(books.documents.count) documents, \(books.entries.count) entries"
    )
  }

  private func bytes(_ name: String) -> [UInt8] {
    FileManager.default.contents(atPath: "\(path)/\(name)").map { [UInt8]($0) } ?? []
  }

  private var open: OpenBooks {
    OpenBooks(
      documents: TableReader.documents(bytes("documents.csv")).columns,
      entries: TableReader.entries(bytes("entries.csv")).columns,
      remittances: TableReader.remittances(bytes("remittances.csv")).columns,
      suppliers: TableReader.suppliers(bytes("vendors.csv")).columns,
      orders: TableReader.orders(bytes("purchase_orders.csv")).columns
    )
  }

  /// What `fit-judgement` reads.
  func printFeatures() {
    print(JudgedRows.header.joined(separator: " "))
    for row in JudgedRows.of(open) { print(row) }
  }

  func reconcile(rounds: Int, output: String?) throws {
    for _ in 0..<rounds {
      let start = ContinuousClock.now
      let books = open
      let read = ContinuousClock.now
      let answer = Reconciler.reconcile(books)
      let end = ContinuousClock.now
      print(
        "read \(read - start), reconciled \(end - read), \(answer.matches.count) matches, peak \(peakMegabytes()) MB"
      )
      if let output { try write(answer, output) }
    }
  }

  private func write(_ answer: Reconciliation, _ output: String) throws {
    let rows = ([AllocationTable.header] + AllocationTable(answer).rows).joined(separator: "\n")
    let notes = answer.notes.map { note in
      ([note.kind.rawValue] + note.documents.map(answer.documentID)
        + note.entries.map(answer.entryID)).joined(separator: ",")
    }.joined(separator: "\n")
    try (rows + "\n").write(toFile: output, atomically: true, encoding: .utf8)
    try (notes + "\n").write(toFile: output + ".notes", atomically: true, encoding: .utf8)
  }

  private func peakMegabytes() -> Int {
    var usage = rusage()
    guard unsafe getrusage(RUSAGE_SELF.rawValue, &usage) == 0 else { return 0 }
    return usage.ru_maxrss / 1_024
  }
}
