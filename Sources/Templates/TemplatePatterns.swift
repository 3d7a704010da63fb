import Patterns
import Synchronization

/// Patterns of templates, compiled once for all papers of a reader process.
enum TemplatePatterns {
  /// More than a folder of templates has; past it the memory is begun anew.
  private static let maximumKept = 4_000
  private static let kept = Mutex<[String: Pattern]>([:])

  /// Nil for a text that is no pattern, which the loader has refused before.
  static func pattern(_ text: String) -> Pattern? {
    if let known = kept.withLock({ $0[text] }) { return known }
    do throws(PatternError) {
      let pattern = try Pattern(text)
      kept.withLock { kept in
        if kept.count >= maximumKept { kept.removeAll() }
        kept[text] = pattern
      }
      return pattern
    } catch {
      return nil
    }
  }

  /// Hits of a template's pattern, for which `^` and `$` are the ends of lines.
  static func matches(
    _ text: String,
    in subject: String,
    limit: Int,
    _ budget: PatternBudget
  ) -> [PatternMatch] {
    pattern("(?m)" + text)?.matches(in: subject, limit: limit, budget: budget).hits ?? []
  }
}
