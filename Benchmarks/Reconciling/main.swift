// Books made up for `tickmark match`, written to a folder or reconciled here; see Benchmarks/README.md.
import Foundation
import Reconciling
import SyntheticBooks

let request = Request(Array(CommandLine.arguments.dropFirst()))
switch request.command {
case .make: try BooksFolder(request.folder).write(request)
case .run: try BooksFolder(request.folder).reconcile(rounds: request.rounds, output: request.output)
}
