/// JSON with comments and trailing commas, read so that one run reports as many faults as possible.
///
/// A missing comma, colon, quote or bracket is reported where it is missing and supposed to be there.
struct JSONParser {
  /// Largest definition file that is looked at.
  static let maximumBytes = 1 << 20
  /// Deepest nesting of objects and lists.
  static let maximumDepth = 64
  /// After so many faults the file is no definition and the rest is not looked at.
  static let maximumFaults = 200
  /// Bytes looked at to tell a missing bracket from a wrong one.
  static let lookAhead = 4096

  /// What the indentation is asked, once the brackets are known not to fit.
  enum Suspicion {
    case none
    /// A bracket is missing or of the wrong kind.
    case lostBracket
    /// There is one too many.
    case spareBracket
  }

  let source: SourceText
  let suspicion: Suspicion
  var scanner: JSONScanner
  private var peeked: JSONToken?
  var open: [OpenBracket] = []
  /// Where the last token that was taken ends.
  var lastEnd: Int
  var isStopped = false
  /// Brackets do not fit each other.
  var hasOddBrackets = false
  /// The definition ended before the file did.
  private(set) var hasSpareBracket = false
  /// The one that is too many has been found and passed over.
  var hasFoundSpare = false

  struct OpenBracket {
    var token: JSONToken
    /// Indentation of the keys inside, once a key stands first in its line.
    var keyIndentation: Int?
    var isObject: Bool { token.kind == .openBrace }
  }

  private init(_ source: SourceText, _ suspicion: Suspicion) {
    self.source = source
    self.suspicion = suspicion
    scanner = JSONScanner(source)
    lastEnd = source.start
  }

  /// The value in the file, or nil when there is nothing to look at, and all faults.
  static func parse(_ source: SourceText) -> (root: JSONNode?, faults: [Fault]) {
    if let fault = unreadable(source) { return (nil, [fault]) }
    var plain = JSONParser(source, .none)
    let root = plain.parseFile()
    guard !plain.scanner.faults.isEmpty else { return (root, []) }
    // What is nested so deep is no definition: its keys would only be noise beside that.
    guard !plain.scanner.faults.contains(where: { $0.code == .tooDeep }) else {
      return (nil, plain.scanner.faults)
    }
    // Only a file whose brackets do not fit is judged by its indentation: another may be indented
    // as it likes.
    guard plain.hasOddBrackets else { return (root, plain.scanner.faults) }
    var judged = JSONParser(source, plain.hasSpareBracket ? .spareBracket : .lostBracket)
    let mended = judged.parseFile()
    return judged.scanner.faults.isEmpty
      ? (root, plain.scanner.faults) : (mended, judged.scanner.faults)
  }

  private static func unreadable(_ source: SourceText) -> Fault? {
    guard source.bytes.count <= maximumBytes else {
      let reason = "the file has more than \(maximumBytes >> 20) MiB"
      return Fault(code: .tooLarge, offset: 0, reason: reason)
    }
    let mended = String(decoding: source.bytes, as: UTF8.self).utf8
    guard !mended.elementsEqual(source.bytes) else { return nil }
    let wrong = zip(source.bytes, mended).enumerated().first { $1.0 != $1.1 }
    return Fault(
      code: .notUTF8,
      offset: min(wrong?.offset ?? 0, source.bytes.count),
      reason: "the file is not written in UTF-8",
      expected: "a text file saved as UTF-8"
    )
  }

  private mutating func parseFile() -> JSONNode? {
    let first = peek(asKey: false)
    guard first.kind != .end else {
      scanner.report(.emptyFile, at: source.start, "the file is empty", expected: "an object `{ }`")
      return nil
    }
    let root = parseValue()
    let rest = peek(asKey: false)
    if rest.kind != .end { (hasOddBrackets, hasSpareBracket) = (true, true) }
    if rest.kind == .closeBrace || rest.kind == .closeBracket {
      scanner.report(.wrongBracket, at: rest.range.lowerBound, "this bracket closes nothing")
    } else if rest.kind != .end {
      scanner.report(.trailingText, at: rest.range.lowerBound, "the definition has ended before")
    }
    return root
  }
}

// Values.
extension JSONParser {
  private mutating func parseValue() -> JSONNode {
    let token = take(asKey: false)
    switch token.kind {
    case .text(let text): return JSONNode(content: .text(text), range: token.range)
    case .number(let text): return JSONNode(content: .number(text), range: token.range)
    case .flag(let flag): return JSONNode(content: .flag(flag), range: token.range)
    case .null: return JSONNode(content: .null, range: token.range)
    case .broken: return JSONNode(content: .missing, range: token.range)
    case .openBrace: return nested(token) { $0.parseObject(token) }
    case .openBracket: return nested(token) { $0.parseArray(token) }
    case .closeBrace, .closeBracket, .colon, .comma, .end:
      scanner.report(.missingValue, at: token.range.lowerBound, "a value is missing here")
      return JSONNode(content: .missing, range: token.range)
    }
  }

  mutating func nested(
    _ token: JSONToken,
    _ parse: (inout JSONParser) -> JSONNode
  ) -> JSONNode {
    guard open.count < Self.maximumDepth else {
      let reason = "objects and lists are nested more than \(Self.maximumDepth) deep"
      scanner.report(.tooDeep, at: token.range.lowerBound, reason)
      isStopped = true
      return JSONNode(content: .missing, range: token.range)
    }
    open.append(OpenBracket(token: token))
    let attemptsBefore = scanner.attempts
    var node = parse(&self)
    node.isDamaged = scanner.attempts > attemptsBefore || isStopped
    open.removeLast()
    return node
  }

  mutating func parseObject(_ brace: JSONToken) -> JSONNode {
    if let list = listInstead(brace) { return parseArray(list) }
    var members: [JSONMember] = []
    var seen: [String: Int] = [:]
    var needsComma = false
    func node(_ end: Int) -> JSONNode {
      JSONNode(content: .object(members), range: brace.range.lowerBound..<end)
    }
    while true {
      let token = peek(asKey: true)
      switch token.kind {
      case .closeBrace, .closeBracket, .end:
        if closes(brace, token) { return node(lastEnd) }
      case .comma:
        takeComma(&needsComma)
      case .colon:
        drop()
        scanner.report(.missingValue, at: token.range.lowerBound, "a key is missing before `:`")
      case .openBrace, .openBracket:
        if isNextElement(token) { return node(lastEnd) }
        let reason = "a key is missing before this value"
        scanner.report(.missingValue, at: token.range.lowerBound, reason)
        _ = parseValue()
        needsComma = true
      case .text, .number, .flag, .null, .broken:
        if belongsToParent(token) { return node(lastEnd) }
        if needsComma { reportMissingComma() }
        if let member = parseMember(), isFirst(member, &seen) { members.append(member) }
        needsComma = true
      }
    }
  }

  mutating func parseArray(_ bracket: JSONToken) -> JSONNode {
    if let object = objectInstead(bracket) { return parseObject(object) }
    var elements: [JSONNode] = []
    var needsComma = false
    func node(_ end: Int) -> JSONNode {
      JSONNode(content: .array(elements), range: bracket.range.lowerBound..<end)
    }
    while true {
      let token = peek(asKey: false)
      switch token.kind {
      case .closeBracket, .closeBrace, .end:
        if closes(bracket, token) { return node(lastEnd) }
      case .comma:
        takeComma(&needsComma)
      case .colon:
        drop()
        let reason = "`:` stands in a list"
        scanner.report(.unexpectedCharacter, at: token.range.lowerBound, reason, expected: "`,`")
      case .text, .number, .flag, .null, .broken, .openBrace, .openBracket:
        if isKeyOfParent(token) { return node(lastEnd) }
        if needsComma { reportMissingComma() }
        elements.append(parseValue())
        needsComma = true
      }
    }
  }
}

// Members and commas.
extension JSONParser {
  private mutating func parseMember() -> JSONMember? {
    let token = take(asKey: true)
    let end = lastEnd
    guard case .text(let key) = token.kind else {
      scanner.report(.missingQuote, at: token.range.lowerBound, "keys stand in double quotes")
      if peek(asKey: false).kind == .colon { drop() }
      if peek(asKey: false).beginsValue { _ = parseValue() }
      return nil
    }
    noteIndentation(token)
    func member(_ value: JSONNode) -> JSONMember {
      JSONMember(key: key, keyRange: token.range, value: value)
    }
    let missing = JSONNode(content: .missing, range: end..<end)
    let colon = peek(asKey: false)
    if colon.kind == .colon {
      drop()
    } else if colon.beginsValue, source.line(at: colon.range.lowerBound) == source.line(at: end) {
      let reason = "a colon is missing between `\(key)` and its value"
      scanner.report(.missingColon, at: end, reason, expected: "`:`")
    } else {
      scanner.report(.missingValue, at: end, "`\(key)` has no value", expected: "`:` and a value")
      return member(missing)
    }
    let value = peek(asKey: false)
    guard value.beginsValue, !isKeyOfNextLine(value) else {
      if let object = objectWithoutBracket(of: token, before: value) { return member(object) }
      scanner.report(.missingValue, at: lastEnd, "`\(key)` has no value", expected: "a value")
      return member(missing)
    }
    return member(listWithoutBracket(of: token, before: value) ?? parseValue())
  }

  private mutating func isFirst(_ member: JSONMember, _ seen: inout [String: Int]) -> Bool {
    let line = source.line(at: member.keyRange.lowerBound)
    guard let first = seen[member.key] else {
      seen[member.key] = line
      return true
    }
    scanner.report(
      .duplicateKey,
      at: member.keyRange.lowerBound,
      "`\(member.key)` stands here a second time; the first is in line \(first)",
      expected: "each key once"
    )
    return false
  }

  private mutating func takeComma(_ needsComma: inout Bool) {
    let token = take(asKey: true)
    if needsComma {
      needsComma = false
    } else {
      scanner.report(.extraComma, at: token.range.lowerBound, "there is one comma too many")
    }
  }

  private mutating func reportMissingComma() {
    scanner.report(.missingComma, at: lastEnd, "a comma is missing here", expected: "`,`")
  }

  /// True for a text on a later line that has a colon behind it: the next key, not this one's value.
  private mutating func isKeyOfNextLine(_ token: JSONToken) -> Bool {
    guard case .text = token.kind else { return false }
    let isLater = source.line(at: token.range.lowerBound) > source.line(at: lastEnd)
    return isLater && scanner.peekByte() == UInt8(ascii: ":")
  }
}

// Tokens.
extension JSONParser {
  private mutating func peek(asKey: Bool) -> JSONToken {
    if scanner.attempts > Self.maximumFaults { isStopped = true }
    if isStopped {
      return JSONToken(kind: .end, range: source.bytes.count..<source.bytes.count)
    }
    if let peeked { return peeked }
    let token = scanner.next(asKey: asKey)
    peeked = token
    return token
  }

  private mutating func take(asKey: Bool) -> JSONToken {
    let token = peek(asKey: asKey)
    peeked = nil
    if token.kind != .end { lastEnd = token.range.upperBound }
    return token
  }

  /// The first token behind an opening bracket.
  mutating func peekInside(asKey: Bool) -> JSONToken { peek(asKey: asKey) }

  mutating func drop() { _ = take(asKey: false) }
}
