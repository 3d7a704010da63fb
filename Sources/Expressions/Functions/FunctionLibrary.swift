/// The functions that an expression may call, by name.
struct FunctionLibrary: Sendable {
  static let standard = FunctionLibrary(families)

  /// A family a file.
  static let families: [[FunctionOverload]] = [
    CoreFunctions.overloads, TextFunctions.overloads, NumberFunctions.overloads,
    MathFunctions.overloads,
    TimeFunctions.overloads, OptionalFunctions.overloads, NameFunctions.overloads,
    ListFunctions.overloads,
    ConversionFunctions.overloads,
  ]

  private let functions: [String: [FunctionOverload]]
  private let methods: [String: [FunctionOverload]]
  /// All names, sorted.
  let names: [String]

  init(_ families: [[FunctionOverload]]) {
    let all = families.flatMap { $0 }
    functions = Dictionary(grouping: all.filter { !$0.isMethod }, by: \.name)
    methods = Dictionary(grouping: all.filter(\.isMethod), by: \.name)
    names = Set(all.map(\.name)).sorted()
  }

  /// In the order of writing; empty when there is none of that name.
  func overloads(_ name: String, isMethod: Bool) -> [FunctionOverload] {
    (isMethod ? methods : functions)[name] ?? []
  }

  func names(isMethod: Bool) -> [String] {
    (isMethod ? methods : functions).keys.sorted()
  }
}
