// Books made up for `tickmark match`, written to a folder or reconciled here; see Benchmarks/README.md.
import Foundation
import Reconciling
import ReconcilingProperties
import SyntheticBooks

let request = Request(Array(CommandLine.arguments.dropFirst()))
switch request.command {
case .make: try BooksFolder(request.folder).write(request)
case .run: try BooksFolder(request.folder).reconcile(rounds: request.rounds, output: request.output)
case .features: BooksFolder(request.folder).printFeatures()
case .check:
  let properties = BooksProperty.all.count
  let books = (request.cases + properties - 1) / properties
  print("\(properties) properties of \(books) small books, seed \(request.seed)")
  for index in 0..<UInt64(books) {
    guard let broken = BooksProperty.firstBroken(seed: request.seed &+ index) else { continue }
    print(broken)
    exit(1)
  }
  print("all properties hold: \(books * properties) cases")
}
