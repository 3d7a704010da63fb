internal import CLibXML2
import Documents
import Readings

/// How one pass over an XML file ended.
enum XMLOutcome: Equatable {
  /// The whole file was read and is well-formed.
  case complete
  /// The handler had seen enough.
  case stopped
  case failed(Problem)
}

/// Runs libxml2 over a file in 64 KB pieces, hardened against hostile input.
///
/// No document type, no entities, no network, no message on stderr; depth, element count and attribute
/// length end at `ReadLimits`. Nothing of the file is kept here: what is kept is the handler's affair.
enum XMLStream {
  static let pieceBytes = 64 << 10

  static func parse(
    _ input: any FileInput,
    start: XMLStart,
    limits: ReadLimits,
    into handler: XMLHandler
  ) -> XMLOutcome {
    _ = libraryIsReady
    let session = XMLSession(input: input, start: start, limits: limits, handler: handler)
    run(session)
    return session.outcome
  }

  /// Makes libxml2's tables once; it asks for that before the first use from several threads.
  private static let libraryIsReady: Bool = {
    xmlInitParser()
    return true
  }()

  private static func run(_ session: XMLSession) {
    let pointer = unsafe Unmanaged.passUnretained(session).toOpaque()
    var handlers = unsafe XMLCallbacks.table
    withExtendedLifetime(session) {
      guard
        let context = unsafe xmlCreateIOParserCtxt(
          &handlers,
          pointer,
          XMLCallbacks.read,
          nil,
          pointer,
          XML_CHAR_ENCODING_NONE
        )
      else {
        session.fail(XMLProblems.malformed(reason: "it could not be opened as XML", line: 1))
        return
      }
      unsafe xmlCtxtUseOptions(context, Int32(XML_PARSE_NONET.rawValue))
      unsafe session.context = context
      unsafe xmlParseDocument(context)
      unsafe session.finish(isWellFormed: context.pointee.wellFormed != 0)
      unsafe session.context = nil
      unsafe xmlFreeParserCtxt(context)
    }
  }
}

/// Where the XML begins in the file: after a byte order mark and white space that does not belong there.
struct XMLStart: Equatable {
  var offset: Int64 = 0
  /// Line breaks passed over, so that later line numbers are the file's own.
  var linesBefore = 0
  /// The document is the second element of a Standard Business Document, behind its header.
  var isEnveloped = false
}

/// One start tag, valid only while the handler is called.
///
/// The pointers belong to libxml2 and end with the call; nothing stores a tag.
@safe
struct XMLTag {
  /// Interned by the parser: the same name has the same address within one parse.
  let name: UnsafePointer<UInt8>
  let namespace: UnsafePointer<UInt8>?
  let attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
  let attributeCount: Int
  let line: Int

  var nameText: String { unsafe String(cString: name) }
  var namespaceText: String { unsafe namespace.map { unsafe String(cString: $0) } ?? "" }

  /// Calls `body` with each attribute's name and value.
  func forEachAttribute(_ body: (UnsafePointer<UInt8>, UnsafeBufferPointer<UInt8>) -> Void) {
    guard let attributes = unsafe attributes else { return }
    for index in 0..<attributeCount {
      // Five pointers each: local name, prefix, namespace, value, end of value.
      guard let name = unsafe attributes[index * 5], let value = unsafe attributes[index * 5 + 3],
        let end = unsafe attributes[index * 5 + 4]
      else { continue }
      unsafe body(name, UnsafeBufferPointer(start: value, count: end - value))
    }
  }
}

/// What is done with the tags and texts of an XML file.
class XMLHandler {
  /// Set to end the parse: nil reason means that enough was seen.
  var isFinished = false
  /// Set to refuse the file.
  var refusal: Problem?

  func start(_ tag: XMLTag) {}
  func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
  func end() {}
}
