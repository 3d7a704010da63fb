/// The macros that ask each element of a list or map: which of them decided.
extension TraceWriter {
  /// `document.lines.all(line: document.lines[1], -5.00 EUR > 0.00 EUR)`.
  ///
  /// Where no single element is told, what hangs on none of them has its value all the same:
  /// `document.lines.all(line: 3 looked at, line.net > 0.00 EUR)`.
  func through(_ comprehension: Comprehension, _ syntax: Syntax) -> String {
    guard comprehension.goal.asks, kept.isEmpty, let passage = passages[syntax.id] else {
      return written(syntax)
    }
    let names = comprehension.variables.map(\.text)
    let (who, writer) = told(comprehension, passage, syntax)
    return "\(written(comprehension.operand)).\(comprehension.goal.rawValue)"
      + "(\(names.joined(separator: ", ")): \(who), \(writer.body(comprehension.body)))"
  }

  private func told(
    _ comprehension: Comprehension,
    _ passage: Recorder.Passage,
    _ syntax: Syntax
  ) -> (who: String, writer: TraceWriter) {
    var general = self
    general.kept = Set(comprehension.variables.map(\.text))
    let elements = Elements(
      list: comprehension.operand,
      source: written(comprehension.operand),
      value: results[comprehension.operand.id]
    )
    if let last = passage.stop.last, let place = passage.places.first {
      // The element that decided is the last that was looked at, so all values are its own.
      return (elements.words(at: place, last), self)
    }
    if case .failure = results[syntax.id], let place = passage.places.last {
      return (elements.place(place), general)
    }
    guard passage.count > 0 else { return ("nothing is in it", general) }
    guard comprehension.goal == .existsOne else { return ("\(passage.count) looked at", general) }
    let hits = passage.places.prefix(3).map { elements.place($0) }.joined(separator: ", ")
    switch passage.places.count {
    case 0: return ("none of \(passage.count)", general)
    case 1: return (hits, general)
    case 2...3: return ("\(passage.places.count) of \(passage.count), \(hits)", general)
    default: return ("\(passage.places.count) of \(passage.count), \(hits), ...", general)
    }
  }
}

/// How the elements of a list are named.
private struct Elements {
  let list: Syntax
  let source: String
  let value: Result<ExpressionValue, EvaluationError>?

  /// `document.lines[1]`, `limits["travel"]`; of a list without a name `[1]`.
  func place(_ index: Int) -> String {
    var key = "\(index)"
    if case .success(.map(let map)) = value, index < map.count {
      key = map.keys[index].value.quotedText
    }
    return "\(isNamed ? source : "")[\(key)]"
  }

  /// With what tells it best: the id of a line, the element itself where it is short and the list has no name.
  func words(at index: Int, _ element: ExpressionValue) -> String {
    let place = place(index)
    switch element {
    case .object(let object):
      guard let id = object.idText else { return place }
      return "\(place) with id \(id)"
    case .bool, .number, .text, .bytes, .day, .money, .timestamp, .duration, .type:
      return isNamed ? place : "\(element.quotedText) at \(place)"
    case .list, .map, .optional: return place
    }
  }

  private var isNamed: Bool {
    var part = list
    while case .select(let operand, _, _) = part.kind { part = operand }
    if case .name = part.kind { return true }
    return false
  }
}

extension ExpressionObject {
  /// The value of the field `id`, where the object has one: the number of an invoice's line.
  fileprivate var idText: String? {
    guard let field = objectType.index(of: "id") else { return nil }
    do {
      guard case .text(let text) = try value(at: field) else { return nil }
      return ExpressionValue.text(text).quotedText
    } catch {
      return nil
    }
  }
}

extension Comprehension.Goal {
  /// True for the macros that give true or false.
  fileprivate var asks: Bool {
    switch self {
    case .all, .exists, .existsOne: true
    case .map, .filter, .transformList, .transformMap, .transformMapEntry: false
    }
  }
}

extension Syntax {
  private var ownName: String? {
    if case .name(let name, _) = kind { name } else { nil }
  }

  /// Every name that is written in it.
  var names: Set<String> {
    kind.parts.reduce(into: Set(ownName.map { [$0] } ?? [])) { $0.formUnion($1.names) }
  }
}
