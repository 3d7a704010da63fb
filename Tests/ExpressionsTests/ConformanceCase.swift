import FoundationEssentials
import Values

@testable import Expressions

/// One case of CEL's conformance suite, as `../shared/corpora/cel/tests.jsonl` has it.
struct ConformanceCase: Decodable, Sendable {
  var file: String
  var section: String
  var name: String
  var expr: String
  var bindings: [String: TaggedValue]?
  var container: String?
  var value: TaggedValue?
  var error: String?

  static let path: String = {
    let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let folder =
      ProcessInfo.processInfo.environment["TICKMARK_CORPORA"] ?? root + "/../shared/corpora"
    return folder + "/cel/tests.jsonl"
  }()

  static var areThere: Bool { FileManager.default.fileExists(atPath: path) }

  static func all() throws -> [ConformanceCase] {
    let bytes = try Data(contentsOf: URL(filePath: path))
    return try bytes.split(separator: UInt8(ascii: "\n")).map {
      try JSONDecoder().decode(ConformanceCase.self, from: Data($0))
    }
  }

  /// What our language makes of it.
  func outcome() -> Result<ExpressionValue, any Error> {
    let names = (bindings ?? [:]).keys.sorted()
    var environment = ExpressionEnvironment(
      names.map { .init($0, .anything, mayBeAbsent: true) },
      strictness: .dynamic
    )
    environment.container = container ?? ""
    do {
      let values = names.map { bindings?[$0]?.expressionValue }
      let compiled = try ExpressionCompiler.compile(expr, in: environment)
      return .success(try compiled.evaluate(ExpressionBindings(values)))
    } catch {
      return .failure(error)
    }
  }

  /// True when the outcome is the one that the suite wants.
  var passes: Bool {
    switch (outcome(), value) {
    case (.success(let ours), .some(let wanted)): wanted.isSame(as: ours)
    case (.failure, .none): true
    default: false
    }
  }
}

/// A value with CEL's type: `{"int": "1"}`, `{"list": [...]}`.
indirect enum TaggedValue: Decodable, Sendable {
  case null
  case bool(Bool)
  /// `int` and `uint`.
  case whole(String)
  case double(String)
  case string(String)
  case bytes([UInt8])
  case type(String)
  case list([TaggedValue])
  case map([[TaggedValue]])

  private enum Tag: String, CodingKey {
    case null
    case bool
    case int
    case uint
    case double
    case string
    case bytes
    case type
    case list
    case map
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Tag.self)
    guard let tag = container.allKeys.first else {
      throw DecodingError.dataCorrupted(.init(codingPath: [], debugDescription: "no tag"))
    }
    func text() throws -> String { try container.decode(String.self, forKey: tag) }
    switch tag {
    case .null: self = .null
    case .bool: self = .bool(try container.decode(Bool.self, forKey: tag))
    case .int, .uint: self = .whole(try text())
    case .double: self = .double(try text())
    case .string: self = .string(try text())
    case .type: self = .type(try text())
    case .list: self = .list(try container.decode([TaggedValue].self, forKey: tag))
    case .map: self = .map(try container.decode([[TaggedValue]].self, forKey: tag))
    case .bytes:
      let digits = Array(try text())
      self = .bytes(
        stride(from: 0, to: digits.count, by: 2).compactMap {
          UInt8(String(digits[$0...($0 + 1)]), radix: 16)
        }
      )
    }
  }

  /// As our language has it: all numbers are one type; null has no value.
  var expressionValue: ExpressionValue? {
    switch self {
    case .null: return nil
    case .bool(let bool): return .bool(bool)
    case .whole(let digits): return ExactDecimal(digits).map { .number($0) }
    case .double(let digits):
      return Double(digits).flatMap { ExactDecimal($0.description) }.map { .number($0) }
    case .string(let text): return .text(text)
    case .bytes(let bytes): return .bytes(bytes)
    case .type(let name): return .type(Self.ourNames[name] ?? name)
    case .list(let elements): return .list(elements.compactMap(\.expressionValue))
    case .map(let entries):
      var map = ExpressionMap()
      for entry in entries {
        guard let key = entry.first?.expressionValue.flatMap(ExpressionMap.Key.init),
          let value = entry.last?.expressionValue
        else { continue }
        _ = map.insert(value, for: key)
      }
      return .map(map)
    }
  }

  private static let ourNames = [
    "int": "number", "uint": "number", "double": "number", "string": "text",
    "optional_type": "optional",
  ]

  func isSame(as ours: ExpressionValue) -> Bool {
    switch (self, ours) {
    // The suite prints the nearest binary fraction; ours is the exact number.
    case (.double(let digits), .number(let number)): Double(number.description) == Double(digits)
    case (.list(let wanted), .list(let elements)):
      wanted.count == elements.count && zip(wanted, elements).allSatisfy { $0.isSame(as: $1) }
    case (.map(let wanted), .map(let map)):
      wanted.count == map.count
        && wanted.allSatisfy { entry in
          guard let key = entry.first?.expressionValue.flatMap(ExpressionMap.Key.init),
            let value = map[key]
          else { return false }
          return entry.last?.isSame(as: value) ?? false
        }
    default: expressionValue == ours
    }
  }
}
