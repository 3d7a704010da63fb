internal import CLibXML2
import Documents
import Readings

/// The state of one pass over an XML file: its piece buffer, its counts against the limits, its first failure.
///
/// The parser's pointer is set only while libxml2 runs.
@safe
final class XMLSession {
  /// Different names (elements, attributes, prefixes, namespaces) in one file; the largest lawful invoice has some hundred.
  ///
  /// libxml2 keeps each for the whole file in a table that gets slow with many (2.9.14: time grows with the square).
  static let maximumNames = 20_000
  /// Attributes, or namespaces, of one element; lawful invoices have some ten.
  ///
  /// libxml2 compares each with each before it tells of the element, so they are counted while its tag is read.
  static let maximumAttributes = 5_000
  /// Looking them up costs a little; that many elements pass between two looks.
  private static let elementsBetweenLooks = 256

  var context: xmlParserCtxtPtr?
  private let input: any FileInput
  private let limits: ReadLimits
  private let handler: XMLHandler
  private let linesBefore: Int
  private var offset: Int64
  private var piece: [UInt8] = []
  private var pieceStart = 0
  private var depth = 0
  private var elements = 0
  private var hasReachedEnd = false
  private var failure: Problem?

  init(input: any FileInput, start: XMLStart, limits: ReadLimits, handler: XMLHandler) {
    self.input = input
    self.limits = limits
    self.handler = handler
    offset = start.offset
    linesBefore = start.linesBefore
  }

  var outcome: XMLOutcome {
    if let failure { return .failed(failure) }
    return handler.isFinished ? .stopped : .complete
  }

  /// Copies the next bytes of the file for libxml2; 0 at the end.
  func fill(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
    // The parser must not be stopped from in here, where it works with its buffer: the file ends instead.
    if failure == nil, hasManyAttributes {
      failure = XMLProblems.tooManyAttributes(limit: Self.maximumAttributes, line: line)
    }
    if failure != nil { return 0 }
    if pieceStart == piece.count {
      piece = input.bytes(at: offset, count: XMLStream.pieceBytes)
      pieceStart = 0
      offset += Int64(piece.count)
    }
    let count = min(buffer.count, piece.count - pieceStart)
    guard count > 0 else {
      hasReachedEnd = true
      return 0
    }
    unsafe piece.withUnsafeBytes { bytes in
      unsafe buffer.copyMemory(
        from: UnsafeRawBufferPointer(rebasing: bytes[pieceStart..<pieceStart + count])
      )
    }
    pieceStart += count
    return count
  }

  func start(
    _ name: UnsafePointer<UInt8>,
    namespace: UnsafePointer<UInt8>?,
    attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?,
    attributeCount: Int
  ) {
    guard failure == nil, !handler.isFinished else { return }
    depth += 1
    elements += 1
    let tag = unsafe XMLTag(
      name: name,
      namespace: namespace,
      attributes: attributes,
      attributeCount: attributeCount,
      line: line
    )
    guard isWithinLimits(tag) else { return }
    handler.start(tag)
    obeyHandler()
  }

  func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard failure == nil, !handler.isFinished else { return }
    unsafe handler.text(bytes)
    obeyHandler()
  }

  func end() {
    guard failure == nil, !handler.isFinished else { return }
    depth -= 1
    handler.end()
    obeyHandler()
  }

  /// A document type declaration: entities and outside references come in through it, so none is read.
  func refuseDocumentType() {
    fail(XMLProblems.documentType(line: line))
  }

  func report(_ error: xmlError) {
    guard failure == nil, !handler.isFinished else { return }
    guard unsafe XMLProblems.isFatal(error) else { return }
    fail(unsafe XMLProblems.malformed(error, line: line, isCutOff: isAtEnd))
  }

  func fail(_ problem: Problem) {
    if failure == nil { failure = problem }
    if let context = unsafe context { unsafe xmlStopParser(context) }
  }

  /// Called when libxml2 has returned: what ended without a message is still a failure.
  func finish(isWellFormed: Bool) {
    guard failure == nil, !handler.isFinished, !isWellFormed else { return }
    failure = XMLProblems.malformed(reason: "it is not well-formed XML", line: line)
  }

  private var line: Int {
    guard let current = unsafe context?.pointee.input else { return 1 + linesBefore }
    return unsafe Int(current.pointee.line) + linesBefore
  }

  private var isAtEnd: Bool {
    guard hasReachedEnd, let current = unsafe context?.pointee.input else { return false }
    return unsafe current.pointee.end - current.pointee.cur <= 0
  }

  private func isWithinLimits(_ tag: XMLTag) -> Bool {
    if depth > limits.xmlDepth {
      fail(XMLProblems.tooDeep(limit: limits.xmlDepth, line: tag.line))
    } else if elements > limits.xmlElements {
      fail(XMLProblems.tooManyElements(limit: limits.xmlElements, line: tag.line))
    } else if elements % Self.elementsBetweenLooks == 0, nameCount > Self.maximumNames {
      fail(XMLProblems.tooManyNames(limit: Self.maximumNames, line: tag.line))
    } else {
      unsafe tag.forEachAttribute { _, value in
        if value.count > limits.fieldBytes {
          fail(XMLProblems.tooLong(limit: limits.fieldBytes, line: tag.line))
        }
      }
    }
    return failure == nil
  }

  private var nameCount: Int {
    unsafe context.map { unsafe Int(xmlDictSize($0.pointee.dict)) } ?? 0
  }

  /// True when libxml2 has made room for more attributes (five places each) or namespaces (two each) of elements not yet ended.
  private var hasManyAttributes: Bool {
    guard let context = unsafe context?.pointee else { return false }
    return unsafe context.maxatts > 5 * Int32(Self.maximumAttributes)
      || context.nsNr > 2 * Int32(Self.maximumAttributes)
  }

  private func obeyHandler() {
    if let refusal = handler.refusal {
      fail(refusal)
    } else if handler.isFinished, let context = unsafe context {
      unsafe xmlStopParser(context)
    }
  }
}
