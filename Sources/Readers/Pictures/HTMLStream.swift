internal import CLibXML2
import Readings

/// What is done with the tags and texts of a web page.
class HTMLHandler {
  /// Set to end the parse.
  var isFinished = false

  /// `attributes` are the ones that were asked for.
  func start(_ name: String, classes: String, title: String) {}
  func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
  func end() {}
}

/// Runs libxml2's HTML parser over bytes in UTF-8: as forgiving as a browser, without scripts, entities from outside or a network.
enum HTMLStream {
  enum Outcome: Equatable {
    case complete
    case tooDeep
    case tooManyElements
  }

  private static let pieceBytes = 64 << 10

  static func parse(_ bytes: [UInt8], limits: ReadLimits, into handler: HTMLHandler) -> Outcome {
    xmlInitParser()
    let session = HTMLSession(handler: handler, limits: limits)
    withExtendedLifetime(session) { run(session, bytes) }
    return session.outcome
  }

  private static func run(_ session: HTMLSession, _ bytes: [UInt8]) {
    let pointer = unsafe Unmanaged.passUnretained(session).toOpaque()
    var handlers = unsafe HTMLSession.table
    guard
      let context = unsafe htmlCreatePushParserCtxt(
        &handlers,
        pointer,
        nil,
        0,
        nil,
        XML_CHAR_ENCODING_UTF8
      )
    else { return }
    let options = HTML_PARSE_NONET.rawValue | HTML_PARSE_NOERROR.rawValue
    unsafe htmlCtxtUseOptions(context, Int32(options | HTML_PARSE_RECOVER.rawValue))
    var start = 0
    while start < bytes.count, !session.isStopped {
      let count = min(pieceBytes, bytes.count - start)
      unsafe bytes.withUnsafeBytes { all in
        let piece = unsafe UnsafeRawBufferPointer(rebasing: all[start..<start + count])
        unsafe htmlParseChunk(
          context,
          piece.assumingMemoryBound(to: CChar.self).baseAddress,
          Int32(count),
          0
        )
      }
      start += count
    }
    if !session.isStopped { unsafe htmlParseChunk(context, nil, 0, 1) }
    unsafe htmlFreeParserCtxt(context)
  }
}

/// The state of one pass: counts against the limits.
private final class HTMLSession {
  private let handler: HTMLHandler
  private let limits: ReadLimits
  private var depth = 0
  private var elements = 0
  private(set) var outcome = HTMLStream.Outcome.complete

  init(handler: HTMLHandler, limits: ReadLimits) {
    self.handler = handler
    self.limits = limits
  }

  var isStopped: Bool { outcome != .complete || handler.isFinished }

  /// Only start, end and text are connected; nothing is said on stderr.
  static var table: htmlSAXHandler {
    var table = unsafe htmlSAXHandler()
    unsafe table.initialized = XML_SAX2_MAGIC
    unsafe table.startElement = { pointer, name, attributes in
      guard let name = unsafe name else { return }
      unsafe HTMLSession.session(pointer)?.start(name, attributes)
    }
    unsafe table.endElement = { pointer, _ in unsafe HTMLSession.session(pointer)?.end() }
    unsafe table.characters = { pointer, text, count in
      unsafe HTMLSession.session(pointer)?
        .text(UnsafeBufferPointer(start: text, count: Int(count)))
    }
    unsafe table.ignorableWhitespace = unsafe table.characters
    return unsafe table
  }

  private static func session(_ pointer: UnsafeMutableRawPointer?) -> HTMLSession? {
    guard let pointer = unsafe pointer else { return nil }
    return unsafe Unmanaged<HTMLSession>.fromOpaque(pointer).takeUnretainedValue()
  }

  private func start(
    _ name: UnsafePointer<UInt8>,
    _ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
  ) {
    guard !isStopped else { return }
    depth += 1
    elements += 1
    if depth > limits.xmlDepth { outcome = .tooDeep }
    if elements > limits.xmlElements { outcome = .tooManyElements }
    guard !isStopped else { return }
    unsafe handler.start(
      String(cString: name),
      classes: value(of: "class", attributes),
      title: value(of: "title", attributes)
    )
  }

  /// Values past 4 KB are no class and no title of hOCR.
  private func value(
    of wanted: StaticString,
    _ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
  ) -> String {
    guard let attributes = unsafe attributes else { return "" }
    var index = 0
    while let name = unsafe attributes[index] {
      if unsafe strcmp(name, wanted.utf8Start) == 0, let value = unsafe attributes[index + 1] {
        return unsafe strnlen(value, 4_097) > 4_096 ? "" : String(cString: value)
      }
      index += 2
    }
    return ""
  }

  private func strcmp(_ left: UnsafePointer<UInt8>, _ right: UnsafePointer<UInt8>) -> Int32 {
    unsafe xmlStrcmp(left, right)
  }

  private func strnlen(_ text: UnsafePointer<UInt8>, _ most: Int) -> Int {
    var count = 0
    while count < most, unsafe text[count] != 0 { count += 1 }
    return count
  }

  private func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard !isStopped else { return }
    unsafe handler.text(bytes)
  }

  private func end() {
    guard !isStopped else { return }
    depth -= 1
    handler.end()
  }
}
