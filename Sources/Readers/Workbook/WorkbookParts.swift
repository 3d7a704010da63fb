import Documents
import Readings

/// What stands around a workbook's sheets: their names, the shared texts, the formats.
struct WorkbookParts {
  struct Sheet: Equatable {
    var name: String
    var part: String
    var isHidden: Bool
  }

  var sheets: [Sheet] = []
  var startsIn1904 = false
  var texts: [String] = []
  /// By the index that cells name.
  var formats: [WorkbookFormat] = []

  /// Parts that are read before the sheets.
  static func isPart(_ name: String) -> Bool {
    ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/sharedStrings.xml"]
      .contains(name)
  }

  /// What the parts say, or the problem of one that is damaged.
  static func read(
    _ members: [ZIPMember],
    limits: ReadLimits
  ) -> Result<WorkbookParts, WorkbookRefusal> {
    var parts = WorkbookParts()
    var targets: [String: String] = [:]
    var found: [(name: String, id: String, isHidden: Bool)] = []
    for member in members {
      let handler = WorkbookPartHandler(member.name)
      let outcome = XMLStream.parse(
        MemoryInput(member.bytes),
        start: XMLStart(),
        limits: limits,
        into: handler
      )
      if case .failed(let problem) = outcome {
        return .failure(WorkbookRefusal(WorkbookProblems.badPart(member.name, problem)))
      }
      targets.merge(handler.targets) { $1 }
      found += handler.sheets
      parts.texts += handler.texts
      parts.startsIn1904 = parts.startsIn1904 || handler.startsIn1904
      if !handler.formats.isEmpty { parts.formats = handler.formats }
    }
    parts.sheets = found.compactMap { sheet in
      targets[sheet.id].map { Sheet(name: sheet.name, part: path($0), isHidden: sheet.isHidden) }
    }
    return .success(parts)
  }

  /// A target is relative to `xl/` or absolute in the archive.
  private static func path(_ target: String) -> String {
    target.hasPrefix("/") ? String(target.dropFirst()) : "xl/" + target
  }
}

/// Why a workbook is refused.
struct WorkbookRefusal: Error {
  var problem: Problem
  init(_ problem: Problem) { self.problem = problem }
}

/// Keeps of each part what is needed; which part it is shows in its elements.
private final class WorkbookPartHandler: XMLHandler {
  private(set) var sheets: [(name: String, id: String, isHidden: Bool)] = []
  private(set) var targets: [String: String] = [:]
  private(set) var texts: [String] = []
  private(set) var formats: [WorkbookFormat] = []
  private(set) var startsIn1904 = false
  private var codes: [Int: String] = [:]
  private var path: [String] = []
  private var text: [UInt8] = []
  private let isTexts: Bool

  init(_ name: String) { isTexts = name.hasSuffix("sharedStrings.xml") }

  override func start(_ tag: XMLTag) {
    let name = tag.nameText
    path.append(name)
    if isTexts {
      if name == "si" { text.removeAll(keepingCapacity: true) }
      return
    }
    switch name {
    case "sheet", "workbookPr", "Relationship", "numFmt", "xf": take(name, attributes(tag))
    default: break
    }
  }

  override func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    // The reading of Japanese names stands beside them and is none of the text.
    guard isTexts, path.last == "t", !path.contains("rPh") else { return }
    unsafe text.append(contentsOf: bytes)
  }

  override func end() {
    let name = path.popLast()
    if isTexts, name == "si" { texts.append(String(decoding: text, as: UTF8.self)) }
  }

  private func take(_ name: String, _ values: [String: String]) {
    switch name {
    case "sheet":
      guard let id = values["id"], sheets.count < 1_000 else { return }
      let state = values["state"] ?? "visible"
      sheets.append((values["name"] ?? id, id, state != "visible"))
    case "workbookPr": startsIn1904 = values["date1904"] == "1" || values["date1904"] == "true"
    case "Relationship":
      if let id = values["Id"], let target = values["Target"] { targets[id] = target }
    case "numFmt":
      if let id = values["numFmtId"].flatMap({ Int($0) }) { codes[id] = values["formatCode"] }
    case "xf" where path.dropLast().last == "cellXfs":
      let id = values["numFmtId"].flatMap { Int($0) } ?? 0
      formats.append(codes[id].map { WorkbookFormat(code: $0) } ?? WorkbookFormat(builtin: id))
    default: break
    }
  }

  private func attributes(_ tag: XMLTag) -> [String: String] {
    var values: [String: String] = [:]
    unsafe tag.forEachAttribute { name, value in
      let key = unsafe String(cString: name)
      // `sheetId` and `r:id` differ by name; of two `id` the relation's comes last.
      values[key] = unsafe String(decoding: value, as: UTF8.self)
    }
    return values
  }
}
