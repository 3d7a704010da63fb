import ArgumentParser
import Foundation
import Processing

struct EvalCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "eval",
    abstract: "Tries an expression on a stored document or on given values; changes nothing.",
    discussion: """
      With --with the names are those that `decide` sees: document, findings, match, duplicate, today() and the fields of \
      `set`. With --bindings alone no workspace is needed:
        tickmark eval 'price * quantity > 100' --bindings '{"price": 12.50, "quantity": 8}'
      A name with null is known and absent: has(name) is false. {"amount": "12.50", "currency": "EUR"} is money.

      Prints the value as JSON and its type. Exit code 1 when the expression is wrong or has no value. The \
      codes of wrong expressions are those of `tickmark check`, which --explain CODE explains; why an expression has no \
      value for what it was given, docs/expressions.md lists.
      """
  )

  @Argument(help: "The expression, in quotes.")
  var expression: String
  @Option(
    name: .customLong("with"),
    help: ArgumentHelp("A document: D12, its exception, its number or file.", valueName: "document")
  )
  var document: String?
  @Option(help: ArgumentHelp("Values by name, as JSON; @FILE reads them.", valueName: "json"))
  var bindings: String?
  @OptionGroup var place: WorkspaceOptions
  @OptionGroup var output: FormatOption

  func run() throws {
    let bindings = try values()
    guard let document else {
      let answer = ExpressionBench.answer(
        expression,
        bindings: bindings,
        today: SystemClock().today(),
        format: output.format
      )
      return try OfficeAccess.show(answer)
    }
    try OfficeAccess.run(
      .evaluate(expression, document: document, bindings: bindings),
      format: output.format,
      workspace: place.workspace()
    )
  }

  /// The arguments with an expression that begins with a minus sign moved behind `--`, where it is no option.
  static func arranged(_ arguments: [String]) -> [String] {
    guard arguments.first == configuration.commandName, !arguments.contains("--") else {
      return arguments
    }
    var isValue = false
    for (index, argument) in arguments.enumerated().dropFirst() {
      let isOption = options.contains { argument == $0 || argument.hasPrefix($0 + "=") }
      if argument.hasPrefix("-"), !isOption, !isValue {
        var others = arguments
        others.remove(at: index)
        return others + ["--", argument]
      }
      isValue = isOption && !argument.contains("=")
    }
    return arguments
  }

  private static let options = [
    "--with", "--bindings", "--workspace", "-w", "--format", "--help", "-h", "-help", "--version",
  ]

  private func values() throws -> String? {
    guard let bindings, bindings.hasPrefix("@") else { return bindings }
    let bytes = try FileSystem.read(String(bindings.dropFirst()), limit: 1 << 20)
    return String(decoding: bytes, as: UTF8.self)
  }
}
