import Documents
import Readings

/// Keeps what a path table names and hands over each record (an invoice line, a bank entry) when it closes.
///
/// A record is forgotten after it was handed over, so memory follows the largest record, not the file.
final class XMLTreeBuilder<Meaning: Sendable>: XMLHandler {
  let table: XMLPathTable<Meaning>
  private(set) var tree = XMLTree()
  /// Elements kept over the whole file: the work done.
  private(set) var keptElements = 0
  /// Called at the end of each record with its element.
  private let onRecord: (XMLTree, Int) -> Problem?
  private let limits: ReadLimits
  private var names: [UInt: Int] = [:]
  private var attributeNames: [UInt: XMLAttributeName?] = [:]
  private var open: [Int] = []
  /// Depth below an element that is not kept.
  private var skipped = 0
  private var isInRoot = false
  /// What the table does not name, where somebody asked for it.
  private(set) var leftovers: XMLLeftovers?

  /// Kept elements in memory at one time.
  static var maximumElements: Int { 250_000 }
  /// Bytes of kept text in memory at one time.
  static var maximumBytes: Int { 32 << 20 }
  /// Bytes of an attachment that are kept.
  static var previewBytes: Int { 300 }
  /// Names whose meaning is remembered by address; real formats have a few hundred.
  static var maximumNames: Int { 4_096 }

  init(
    table: XMLPathTable<Meaning>,
    limits: ReadLimits,
    leftovers: XMLLeftovers? = nil,
    onRecord: @escaping (XMLTree, Int) -> Problem?
  ) {
    self.table = table
    self.limits = limits
    self.leftovers = leftovers
    self.onRecord = onRecord
  }

  override func start(_ tag: XMLTag) {
    guard isInRoot else {
      isInRoot = true
      return
    }
    let parentNode = open.last.map { tree.elements[$0].node } ?? 0
    guard skipped == 0, let name = name(tag),
      let node = table.child(of: parentNode, named: name)
    else {
      leftovers?.start(tag, below: table.nodes[parentNode].text, isTop: skipped == 0)
      skipped += 1
      return
    }
    let element = tree.open(node: node, parent: open.last ?? -1, line: tag.line)
    keptElements += 1
    unsafe tag.forEachAttribute { name, value in
      if let known = unsafe attributeName(name) { unsafe tree.addAttribute(known, value) }
    }
    open.append(element)
    if tree.elements.count > Self.maximumElements {
      refusal = XMLProblems.tooManyElements(limit: Self.maximumElements, line: tag.line)
    }
  }

  override func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    if skipped > 0 { unsafe leftovers?.text(bytes) }
    guard skipped == 0, let element = open.last else { return }
    let kept = tree.elements[element]
    guard table.nodes[kept.node].hasValue else { return }
    let count = kept.textEnd - kept.textStart
    if table.nodes[kept.node].isPreview {
      let rest = max(0, Self.previewBytes - count)
      unsafe tree.append(UnsafeBufferPointer(rebasing: bytes.prefix(rest)), to: element)
      return
    }
    guard count + bytes.count <= limits.fieldBytes,
      tree.byteCount + bytes.count <= Self.maximumBytes
    else {
      refusal = XMLProblems.tooLong(limit: limits.fieldBytes, line: kept.line)
      return
    }
    unsafe tree.append(bytes, to: element)
  }

  override func end() {
    if skipped > 0 {
      leftovers?.end()
      skipped -= 1
      return
    }
    guard let element = open.popLast() else { return }
    tree.close(element)
    let node = tree.elements[element].node
    guard table.nodes[node].isRecord, isOutermost(node) else { return }
    if let problem = onRecord(tree, element) { refusal = problem }
    tree.removeAll(from: element)
  }

  /// No open element has the same path: a line below a line belongs to the outer one.
  private func isOutermost(_ node: Int) -> Bool {
    !open.contains { tree.elements[$0].node == node }
  }

  private func name(_ tag: XMLTag) -> Int? {
    let address = unsafe UInt(bitPattern: tag.name)
    if let known = names[address] { return known < 0 ? nil : known }
    let found = table.name(tag.nameText) ?? -1
    if names.count < Self.maximumNames { names[address] = found }
    return found < 0 ? nil : found
  }

  private func attributeName(_ name: UnsafePointer<UInt8>) -> XMLAttributeName? {
    let address = UInt(bitPattern: name)
    if let known = attributeNames[address] { return known }
    let found = unsafe XMLAttributeName(rawValue: String(cString: name))
    if attributeNames.count < Self.maximumNames { attributeNames[address] = .some(found) }
    return found
  }
}
