import Documents
import Readings
import Values

/// A document in the making: goes once over the kept elements and puts each value where the mapping says.
final class XMLInvoiceDraft {
  var document = Document(type: .invoice)
  private(set) var terms: [String: [String]] = [:]
  let syntax: XMLInvoiceReader.Syntax
  /// Index of the tax that values go to now; nil: none was begun.
  var openTax: Int?
  /// Likewise of the allowance or charge; nil also after one that says neither.
  var openAllowance: Int?
  /// Lines that are open, outermost first, with the element after each.
  var openLines: [(index: Int, end: Int)] = []
  var currencyText: String?
  /// The first VAT total in whatever currency.
  var taxOfAnyCurrency: (value: XMLValue, amount: ExactDecimal)?

  /// Amounts with their tax in them, of formats whose lines state only those (FatturaPA's simplified invoice).
  var grossItems: [(gross: ExactDecimal, tax: ExactDecimal?)] = []
  /// Stamp duty that may or may not be in the total (FatturaPA).
  var stampDuty: ExactDecimal?

  private let limits: ReadLimits
  private let wantsTerms: Bool
  private(set) var taxCurrencyText: String?
  /// Currencies of amounts that were read before the invoice's was known, each with the first of them.
  var statedInLines: [String: (name: String, place: Place, text: String)] = [:]
  /// Values that were given already, by what they were given for.
  private var seen: [String: Set<String>] = [:]
  /// The last ancestor that each condition was asked about, and the answer.
  private var answers: [(ancestor: Int, holds: Bool)?]

  /// Lines and repeated groups past this many have no source of their own.
  static let maximumGroupSources = 1_000
  /// Problems of one document that are listed.
  static let maximumProblems = 1_000

  init(syntax: XMLInvoiceReader.Syntax, instructions: ReadInstructions) {
    self.syntax = syntax
    limits = instructions.limits
    wantsTerms = instructions.wantsTerms
    answers = Array(repeating: nil, count: syntax.table.conditions.count)
  }

  /// Reads the line element `line` and its sub-lines; a problem when there are too many.
  func readLine(_ tree: XMLTree, _ line: Int) -> Problem? {
    read(tree, line..<tree.elements[line].end)
    guard document.lines.count > limits.linesPerDocument else { return nil }
    return XMLProblems.tooManyLines(
      limit: limits.linesPerDocument,
      line: tree.elements[line].line
    )
  }

  /// Reads all that is not a line, when the whole file has been seen.
  func readHeader(_ tree: XMLTree) {
    for index in tree.elements.indices {
      let node = tree.elements[index].node
      if node == syntax.currencyNode, currencyText == nil { currencyText = tree.text(index) }
      if node == syntax.taxCurrencyNode, taxCurrencyText == nil {
        taxCurrencyText = tree.text(index)
      }
    }
    read(tree, 0..<tree.elements.count)
    checkCurrenciesOfLines()
  }

  /// Reads a document that is one of several in its file, with what the file says of all; a problem when it is too large.
  func readOne(_ tree: XMLTree, _ record: Int) -> Problem? {
    readHeader(tree)
    guard document.lines.count > limits.linesPerDocument else { return nil }
    return XMLProblems.tooManyLines(
      limit: limits.linesPerDocument,
      line: tree.elements[record].line
    )
  }

  private func read(_ tree: XMLTree, _ range: Range<Int>) {
    for index in answers.indices { answers[index] = nil }
    openLines = []
    for element in range {
      while let last = openLines.last, element >= last.end { openLines.removeLast() }
      for rule in syntax.table.nodes[tree.elements[element].node].rules {
        apply(syntax.table.rules[rule], to: element, of: tree)
      }
    }
  }

  private func apply(_ rule: XMLInvoiceMeaning.Table.Rule, to element: Int, of tree: XMLTree) {
    for condition in rule.conditions where !holds(condition, at: element, of: tree) { return }
    switch rule.meaning.field {
    case .group(let group)?:
      begin(group, at: element, of: tree)
      return
    case .start(let action)?:
      action(self, XMLValue(text: "", element: element, tree: tree, syntax: syntax))
      return
    default: break
    }
    let text =
      if let name = rule.attribute { tree.attribute(name, of: element) } else { tree.text(element) }
    if wantsTerms { note(rule, text, element, tree) }
    guard let text, let field = rule.meaning.field else { return }
    put(XMLValue(text: text, element: element, tree: tree, syntax: syntax), into: field)
  }

  /// An element that is there and says nothing is told as such: the term's value is an empty text.
  private func note(
    _ rule: XMLInvoiceMeaning.Table.Rule,
    _ text: String?,
    _ element: Int,
    _ tree: XMLTree
  ) {
    guard let term = rule.meaning.term else { return }
    if let name = rule.attribute, !tree.hasAttribute(name, of: element) { return }
    var value = text ?? ""
    if rule.meaning.isDay,
      let day = XMLText.day(value, format: tree.attribute(.format, of: element))
    {
      value = day.description
    }
    if rule.meaning.isDistinct, !isNew(term + " term", value) { return }
    if rule.meaning.isOnce, let known = terms[term]?.first {
      terms[term] = [known + ";" + value]
    } else {
      terms[term, default: []].append(value)
    }
  }

  /// True the first time that `value` is given for `name`.
  func isNew(_ name: String, _ value: String) -> Bool {
    seen[name, default: []].insert(value).inserted
  }

  /// Notes a problem of the document; past the limit only that there are more.
  func add(_ problem: Problem) {
    guard document.problems.count >= Self.maximumProblems else {
      document.problems.append(problem)
      return
    }
    guard document.problems.count == Self.maximumProblems else { return }
    document.problems.append(
      Problem(
        code: "value.more-problems",
        scope: .document,
        message: "There are more than \(Self.maximumProblems) bad values; the rest is not listed.",
        place: problem.place,
        remedy: "Ask the sender for a corrected invoice."
      )
    )
  }

  private func holds(_ index: Int, at element: Int, of tree: XMLTree) -> Bool {
    let condition = syntax.table.conditions[index]
    let ancestor = tree.ancestor(of: element, levels: condition.levels)
    if let known = answers[index], known.ancestor == ancestor { return known.holds }
    let found =
      tree.elements[ancestor].node == condition.node
      ? ancestor : tree.descendant(at: condition.node, of: ancestor)
    let text = found.flatMap { found in
      if let name = condition.attribute {
        tree.attribute(name, of: found)
      } else {
        tree.text(found)
      }
    }
    let hit = text.map { text in
      condition.values.contains { $0 == "*" || text == value($0) }
    }
    let holds = (hit ?? false) != condition.isNegated
    answers[index] = (ancestor, holds)
    return holds
  }

  private func value(_ wanted: String) -> String? {
    switch wanted {
    case "$currency": currencyText
    case "$taxCurrency": taxCurrencyText
    default: wanted
    }
  }
}

/// One value on its way into a document, with where it stands.
///
/// Holds the tree, which must not outlive the reading of the file.
struct XMLValue {
  var text: String
  let line: Int
  let path: String
  private let element: Int
  private let tree: XMLTree

  init(text: String, element: Int, tree: XMLTree, syntax: XMLInvoiceReader.Syntax) {
    self.text = text
    self.element = element
    self.tree = tree
    line = tree.elements[element].line
    path = syntax.table.nodes[tree.elements[element].node].text
  }

  var format: String? { tree.attribute(.format, of: element) }
  var currency: String? { tree.attribute(.currencyID, of: element) }

  /// With the scheme that the element names.
  var identifier: Identifier {
    Identifier(id: text, scheme: tree.attribute(.schemeID, of: element))
  }

  func attribute(_ name: XMLAttributeName) -> String? { tree.attribute(name, of: element) }

  func source(normalised: String? = nil) -> Source {
    let differs = normalised.map { $0 != text } ?? false
    return Source(method: .xml, line: line, path: path, text: differs ? text : nil)
  }

  func place(_ field: String) -> Place {
    Place(line: line, field: field, path: path)
  }
}
