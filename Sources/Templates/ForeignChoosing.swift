import Patterns
import Readings

/// Which of invoice2data's templates knows a paper: the one of the highest priority, of equal ones the first.
struct ForeignChoosing {
  private(set) var chosen: ForeignTemplate?
  private(set) var text: ForeignText?
  /// Others that know it as well.
  private(set) var others: [String] = []
  private(set) var triedCount = 0

  init(_ templates: [ForeignTemplate], _ original: String, _ budget: PatternBudget) {
    let order = templates.indices.sorted {
      (-templates[$0].priority, $0) < (-templates[$1].priority, $1)
    }
    var unchanged: ForeignText?
    for index in order where !budget.isSpent {
      let template = templates[index]
      let hasOptions = template.options.changesText
      let text =
        hasOptions ? nil : unchanged ?? ForeignText(original, template.options, budget)
      if !hasOptions { unchanged = text }
      // What changes the text is only done where the paper could be the template's at all.
      let prepared = text ?? ForeignText(original, template.options, budget)
      triedCount += 1
      // Keywords are words of the paper, or of the text as the template changes it.
      let texts = hasOptions ? [original, prepared.text] : [original]
      guard Self.knows(template, texts, budget) else { continue }
      if chosen == nil {
        chosen = template
        self.text = prepared
      } else {
        others.append(template.name)
      }
    }
  }

  private static func knows(
    _ template: ForeignTemplate,
    _ texts: [String],
    _ budget: PatternBudget
  ) -> Bool {
    func hasHit(_ pattern: String) -> Bool { texts.contains { hits(pattern, $0, budget) } }
    return template.keywords.allSatisfy(hasHit)
      && !template.excludedKeywords.contains(where: hasHit)
  }

  private static func hits(_ pattern: String, _ text: String, _ budget: PatternBudget) -> Bool {
    // Most keywords are words: looking for them is far quicker than any pattern.
    if pattern.utf8.allSatisfy({ !isSpecial($0) }) { return text.contains(pattern) }
    guard let pattern = TemplatePatterns.pattern(pattern) else { return false }
    if case .match = pattern.firstMatch(in: text, budget: budget) { return true }
    return false
  }

  private static func isSpecial(_ byte: UInt8) -> Bool { "\\^$.|?*+()[]{}".utf8.contains(byte) }
}

extension ForeignTemplate.Options {
  var changesText: Bool {
    removesWhitespace || removesAccents || isLowercase || !replacements.isEmpty
  }
}
