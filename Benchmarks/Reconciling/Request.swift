import Foundation
import SyntheticBooks

/// What is asked for on the command line.
struct Request {
  enum Command { case make, run, features, check }
  var command = Command.run
  var folder = ""
  var seed: UInt64 = 1
  var mix = "usual"
  var documents = 10_000
  var entries = 100_000
  var rounds = 1
  /// Properties times books.
  var cases = 100_000
  var output: String?

  static let usage = """
    usage: ReconcilingBenchmark make FOLDER [--seed S] [--mix usual|tangled|crowded|tidy|any] [--documents N] [--entries N]
           ReconcilingBenchmark run FOLDER [--rounds N] [--output PREDICTION.csv]
           ReconcilingBenchmark features FOLDER
           ReconcilingBenchmark check [--cases N] [--seed S]
    """

  init(_ arguments: [String]) {
    var rest = arguments[...]
    switch rest.popFirst() {
    case "make": command = .make
    case "run": command = .run
    case "features": command = .features
    case "check": command = .check
    default: Self.refuse()
    }
    if command != .check {
      guard let folder = rest.popFirst() else { Self.refuse() }
      self.folder = folder
    }
    while let word = rest.popFirst() {
      guard let value = rest.popFirst() else { Self.refuse() }
      switch word {
      case "--seed": seed = UInt64(value) ?? seed
      case "--mix": mix = value
      case "--documents": documents = Int(value) ?? documents
      case "--entries": entries = Int(value) ?? entries
      case "--cases": cases = Int(value) ?? cases
      case "--rounds": rounds = Int(value) ?? rounds
      case "--output": output = value
      default: Self.refuse()
      }
    }
  }

  static func refuse() -> Never {
    print(usage)
    exit(2)
  }
}
