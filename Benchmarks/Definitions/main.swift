// Loading definitions: a hundred of two hundred lines, and mutated ones without end; see Benchmarks/README.md.
import Foundation

func number(after option: String, else standard: Int) -> Int {
  let arguments = CommandLine.arguments
  guard let place = arguments.firstIndex(of: option), place + 1 < arguments.count else {
    return standard
  }
  guard let number = Int(arguments[place + 1]) else {
    fatalError("\(option) takes a whole number, not \(arguments[place + 1])")
  }
  return number
}

switch CommandLine.arguments.dropFirst().first {
case "fuzz":
  try DefinitionFuzz(
    inputs: number(after: "--inputs", else: 500_000),
    from: number(after: "--from", else: 0),
    seed: UInt64(number(after: "--seed", else: 20_261_125)),
    isPrinting: CommandLine.arguments.contains("--print")
  ).run()
case "load", nil:
  try LoadingBenchmark(rounds: number(after: "--rounds", else: 15)).run()
default:
  fatalError(
    "DefinitionsBenchmark load [--rounds N] | fuzz [--inputs N] [--from N] [--seed N] [--print]"
  )
}
