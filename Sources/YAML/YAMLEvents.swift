import CLibYAML

/// One step of the parser.
struct YAMLEvent {
  enum Kind {
    case scalar(String, isPlain: Bool)
    case listStart
    case listEnd
    case mapStart
    case mapEnd
    case alias(String)
  }

  var kind: Kind
  var anchor: String?
  var line: Int
  var column: Int
}

/// libyaml's events of the first document.
enum YAMLEvents {
  static func all(_ bytes: [UInt8], limits: YAMLLimits) throws(YAMLFault) -> [YAMLEvent] {
    let result = unsafe bytes.withUnsafeBufferPointer { buffer in
      unsafe collect(buffer, limits)
    }
    return try result.get()
  }

  private static func collect(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ limits: YAMLLimits
  ) -> Result<[YAMLEvent], YAMLFault> {
    var parser = unsafe yaml_parser_t()
    guard unsafe yaml_parser_initialize(&parser) == 1 else {
      return .failure(YAMLFault(message: "there is not enough memory", line: 1, column: 1))
    }
    defer { unsafe yaml_parser_delete(&parser) }
    unsafe yaml_parser_set_input_string(&parser, bytes.baseAddress, bytes.count)
    var events: [YAMLEvent] = []
    var depth = 0
    while true {
      var event = unsafe yaml_event_t()
      guard unsafe yaml_parser_parse(&parser, &event) == 1 else {
        return unsafe .failure(fault(parser))
      }
      defer { unsafe yaml_event_delete(&event) }
      let type = unsafe event.type
      if type == YAML_STREAM_END_EVENT || type == YAML_DOCUMENT_END_EVENT {
        return .success(events)
      }
      guard let made = unsafe made(event) else { continue }
      events.append(made)
      switch made.kind {
      case .listStart, .mapStart: depth += 1
      case .listEnd, .mapEnd: depth -= 1
      case .scalar, .alias: break
      }
      guard depth <= limits.depth, events.count <= 2 * limits.nodes else {
        let message =
          depth > limits.depth
          ? "lists and maps are nested more than \(limits.depth) deep"
          : "the file has more than \(limits.nodes) values"
        return .failure(YAMLFault(message: message, line: made.line, column: made.column))
      }
    }
  }

  private static func made(_ event: yaml_event_t) -> YAMLEvent? {
    let (line, column) = unsafe (
      Int(event.start_mark.line) + 1, Int(event.start_mark.column) + 1
    )
    func step(_ kind: YAMLEvent.Kind, anchor: String? = nil) -> YAMLEvent {
      YAMLEvent(kind: kind, anchor: anchor, line: line, column: column)
    }
    switch unsafe event.type {
    case YAML_SCALAR_EVENT:
      let scalar = unsafe event.data.scalar
      let text = unsafe string(scalar.value, scalar.length)
      let isPlain = unsafe scalar.style == YAML_PLAIN_SCALAR_STYLE
      return unsafe step(.scalar(text, isPlain: isPlain), anchor: string(scalar.anchor))
    case YAML_SEQUENCE_START_EVENT:
      return unsafe step(.listStart, anchor: string(event.data.sequence_start.anchor))
    case YAML_MAPPING_START_EVENT:
      return unsafe step(.mapStart, anchor: string(event.data.mapping_start.anchor))
    case YAML_SEQUENCE_END_EVENT: return step(.listEnd)
    case YAML_MAPPING_END_EVENT: return step(.mapEnd)
    case YAML_ALIAS_EVENT:
      return unsafe string(event.data.alias.anchor).map { step(.alias($0)) }
    default: return nil
    }
  }

  private static func string(_ start: UnsafeMutablePointer<UInt8>?, _ count: Int) -> String {
    guard let start = unsafe start else { return "" }
    return unsafe String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  }

  private static func string(_ start: UnsafeMutablePointer<UInt8>?) -> String? {
    guard let start = unsafe start else { return nil }
    return unsafe String(cString: start)
  }

  private static func fault(_ parser: yaml_parser_t) -> YAMLFault {
    let problem = unsafe parser.problem.map { unsafe String(cString: $0) } ?? "this is no YAML"
    let context = unsafe parser.context.map { unsafe String(cString: $0) }
    return unsafe YAMLFault(
      message: [problem, context].compactMap(\.self).joined(separator: " "),
      line: Int(parser.problem_mark.line) + 1,
      column: Int(parser.problem_mark.column) + 1
    )
  }
}
