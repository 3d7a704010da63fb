import Readings
import Values

/// One logical record of a BAI2 file, its continuations (`88`) taken in.
struct BAI2Record {
  /// `01` file, `02` group, `03` account, `16` movement, `49`, `98`, `99` trailers.
  var code: String
  var fields: [String]
  /// What continuations add to a movement's text, a piece each.
  var text: [String] = []
  var line: Int

  func field(_ index: Int) -> String { index < fields.count ? fields[index] : "" }
}

/// Goes over a BAI2 file record by record.
///
/// Source: BAI, Cash Management Balance Reporting Specifications, version 2.
struct BAI2Records<Input: FileInput> {
  private(set) var lines: BankLines<Input>
  private var physical: [(text: String, line: Int)] = []
  private var waiting: BAI2Record?
  /// A line that is no record at all.
  private(set) var strange: (text: String, line: Int)?

  init(_ input: Input, limits: ReadLimits) {
    lines = BankLines(input, limits: limits)
  }

  mutating func next() -> BAI2Record? {
    while strange == nil, let (text, line) = nextPhysical() {
      let code = String(text.prefix(2))
      let rest = text.dropFirst(3)
      guard text.dropFirst(2).first == "," || text.count == 2, Self.codes.contains(code) else {
        // Long texts are broken by some banks without an `88`.
        if waiting?.code == "16" {
          waiting?.text.append(text)
          continue
        }
        strange = (text, line)
        break
      }
      if code == "88" {
        append(rest)
        continue
      }
      let done = waiting
      let fields = rest.split(separator: ",", omittingEmptySubsequences: false)
      waiting = BAI2Record(code: code, fields: fields.map { String($0) }, line: line)
      if let done { return done }
    }
    defer { waiting = nil }
    return waiting
  }

  /// A movement whose text has begun goes on in it; everything else goes on with fields.
  private mutating func append(_ rest: Substring) {
    guard let open = waiting else { return }
    if open.code == "16",
      BAI2Movement.textIndex(open.fields).map({ open.fields.count > $0 }) ?? false
    {
      if open.text.count < 1_000 { waiting?.text.append(String(rest)) }
    } else {
      let fields = rest.split(separator: ",", omittingEmptySubsequences: false)
      if open.fields.count < 10_000 { waiting?.fields += fields.map { String($0) } }
    }
  }

  /// The next line without the `/` that ends it; several records on one line come one by one.
  private mutating func nextPhysical() -> (String, Int)? {
    while physical.isEmpty {
      guard lines.next() else { return nil }
      physical = Self.parts(lines.text).reversed().map { ($0, lines.number) }
    }
    return physical.popLast().map { ($0.text, $0.line) }
  }

  private static func parts(_ line: String) -> [String] {
    var parts: [String] = []
    var rest = line.trimmingSpaces()[...]
    while !rest.isEmpty {
      let end = rest.indices.first { index in
        guard rest[index] == "/" else { return false }
        let tail = rest[rest.index(after: index)...]
        if tail.isEmpty { return true }
        let after = tail.drop { $0 == " " || $0 == "\t" }
        return after.startIndex > tail.startIndex && codes.contains(String(after.prefix(2)))
          && after.dropFirst(2).first == ","
      }
      let part = end.map { rest[..<$0] } ?? rest
      parts.append(part.trimmingSpaces())
      rest = end.map { rest[rest.index(after: $0)...].drop { $0 == " " || $0 == "\t" } } ?? ""
    }
    return parts
  }

  private static var codes: Set<String> { ["01", "02", "03", "16", "49", "88", "98", "99"] }
}

/// `16`: type code, amount, funds type and what hangs on it, references, text.
enum BAI2Movement {
  /// Where the bank's reference stands; nil when the record is too short to say.
  static func referenceIndex(_ fields: [String]) -> Int? {
    guard fields.count > 2 else { return nil }
    switch fields[2].uppercased() {
    case "V": return 5
    case "S": return 6
    case "D":
      guard fields.count > 3, let count = Int(fields[3]), (0...100).contains(count) else {
        return nil
      }
      return 4 + 2 * count
    default: return 3
    }
  }

  static func textIndex(_ fields: [String]) -> Int? { referenceIndex(fields).map { $0 + 2 } }

  /// Whether the code is a credit (false: a debit), nil when it moves no money or is a bank's own.
  ///
  /// 100-399 credits, 400-699 debits; a bank's own codes 920-959 are credits, 960-999 debits.
  static func isCredit(_ code: String) -> Bool? {
    guard let number = Int(code) else { return nil }
    switch number {
    case 100...399, 920...959: return true
    case 400...699, 960...999: return false
    default: return nil
    }
  }
}
