internal import CLibXML2
import Documents

/// What can be wrong with an XML file, in words for a bookkeeper.
enum XMLProblems {
  static func documentType(line: Int) -> Problem {
    Problem(
      code: "xml.doctype",
      scope: .file,
      message: "The file declares a document type (DOCTYPE), through which foreign content can be"
        + " smuggled in; no invoice or statement format uses one.",
      place: Place(line: line),
      remedy: "Ask the sender for the file without a DOCTYPE. If you do not know the sender, do not"
        + " open the file."
    )
  }

  static func malformed(reason: String, line: Int) -> Problem {
    Problem(
      code: "xml.malformed",
      scope: .file,
      message: "The XML is damaged: \(reason).",
      place: Place(line: line),
      remedy: "Export or download the file again, or ask the sender for it."
    )
  }

  static func cutOff(line: Int) -> Problem {
    Problem(
      code: "xml.malformed",
      scope: .file,
      message: "The file seems to be cut off: it ends in line \(line) in the middle of the XML.",
      place: Place(line: line),
      remedy: "Export or download the file again; the copy did not finish."
    )
  }

  static let noDocument = Problem(
    code: "xml.no-invoice",
    scope: .file,
    message: "The file says who sends it to whom, but there is no invoice in it.",
    remedy: "Ask the sender for the file with the invoice."
  )

  static func tooDeep(limit: Int, line: Int) -> Problem {
    limitProblem("xml.too-deep", "nests more than \(limit) elements", line: line)
  }

  static func tooManyElements(limit: Int, line: Int) -> Problem {
    limitProblem("xml.too-many-elements", "has more than \(limit) elements", line: line)
  }

  static func tooManyNames(limit: Int, line: Int) -> Problem {
    limitProblem("xml.too-many-names", "has more than \(limit) different names", line: line)
  }

  static func tooManyAttributes(limit: Int, line: Int) -> Problem {
    limitProblem(
      "xml.too-many-attributes",
      "has an element with more than \(limit) attributes",
      line: line
    )
  }

  static func tooLong(limit: Int, line: Int) -> Problem {
    limitProblem("xml.too-long", "holds one text of more than \(limit) bytes", line: line)
  }

  static func tooManyLines(limit: Int, line: Int) -> Problem {
    limitProblem("xml.too-many-lines", "has more than \(limit) invoice lines", line: line)
  }

  /// Warnings change nothing, except an undeclared prefix: the names can then not be trusted.
  static func isFatal(_ error: xmlError) -> Bool {
    unsafe error.level == XML_ERR_FATAL
      || error.code == Int32(XML_NS_ERR_UNDEFINED_NAMESPACE.rawValue)
  }

  static func malformed(_ error: xmlError, line: Int, isCutOff: Bool) -> Problem {
    if isCutOff { return cutOff(line: line) }
    var problem = unsafe malformed(reason: reason(error), line: line)
    let column = unsafe Int(error.int2)
    if column > 0 { problem.place.column = column }
    return problem
  }

  private static func limitProblem(_ code: String, _ what: String, line: Int) -> Problem {
    Problem(
      code: code,
      scope: .file,
      message: "The file \(what), which is past Tickmark's limit.",
      place: Place(line: line),
      remedy:
        "Check that this is the file you meant; a large export can be split into smaller ones."
    )
  }

  private static func reason(_ error: xmlError) -> String {
    let said = unsafe error.message.map { unsafe String(cString: $0) } ?? ""
    let text = said.split(whereSeparator: \.isNewline).first.map(String.init) ?? "unknown reason"
    switch unsafe xmlParserErrors(rawValue: UInt32(bitPattern: error.code)) {
    case XML_ERR_TAG_NAME_MISMATCH: return "an element is closed by another's end tag (\(text))"
    case XML_ERR_INVALID_ENCODING, XML_ERR_INVALID_CHAR, XML_I18N_CONV_FAILED:
      return "it holds bytes that do not fit its encoding (\(text))"
    case XML_ERR_UNSUPPORTED_ENCODING, XML_ERR_UNKNOWN_ENCODING:
      return "its encoding is not known (\(text))"
    case XML_ERR_UNDECLARED_ENTITY: return "it uses an entity that XML does not know (\(text))"
    case XML_NS_ERR_UNDEFINED_NAMESPACE: return "it uses a prefix that is not declared (\(text))"
    case XML_ERR_DOCUMENT_END: return "more content follows after its end (\(text))"
    default: return text
    }
  }
}
