import CPCRE2

/// A user's regular expression in PCRE2's syntax, searched in bounded time.
///
/// UTF-8 with Unicode classes. Compiled once; may be used from any thread. No pattern and no
/// subject can make a search run long: it ends as `.tooExpensive` instead.
@safe package final class Pattern: Sendable {
  /// The expression as written.
  package let text: String
  /// Groups in the expression, without the whole hit.
  package let groupCount: Int
  let groupNumbers: [String: [Int]]
  // PCRE2 never writes to compiled code after `pcre2_compile`; its manual calls it thread-safe.
  nonisolated(unsafe) let code: OpaquePointer

  /// Compiles `text`; throws where and why it is no expression.
  package init(_ text: String) throws(PatternError) {
    guard text.utf8.count <= PatternLimits.patternBytes else {
      throw PatternError(
        message: "a pattern may have \(PatternLimits.patternBytes) bytes at most",
        offset: PatternLimits.patternBytes
      )
    }
    let compiled = unsafe try PatternCompiler.compile(text)
    self.text = text
    unsafe code = compiled
    groupCount = unsafe PatternCompiler.groupCount(compiled)
    groupNumbers = unsafe PatternCompiler.groupNumbers(compiled)
  }

  deinit {
    unsafe pcre2_code_free_8(code)
  }

  /// The first hit in `text`, searched from its start.
  package func firstMatch(in text: String) -> PatternResult {
    guard text.utf8.count <= PatternLimits.subjectBytes else { return .tooExpensive }
    let search = unsafe PatternSearch(code)
    switch search.run(text) {
    case .failure: return .tooExpensive
    case .success(let offsets) where offsets.isEmpty: return .none
    case .success(let offsets):
      return .match(PatternMatch(subject: text, offsets: offsets, groupNumbers: groupNumbers))
    }
  }
}

/// What searching a text for a pattern says.
package enum PatternResult: Sendable {
  case match(PatternMatch)
  case none
  /// A limit of `PatternLimits` was reached: nothing is known about the text.
  case tooExpensive
}

/// Why a text is no pattern.
package struct PatternError: Error, Equatable, Sendable {
  /// PCRE2's own words: `missing closing parenthesis`.
  package var message: String
  /// UTF-8 bytes from the pattern's start to where it went wrong.
  package var offset: Int

  package init(message: String, offset: Int) {
    self.message = message
    self.offset = offset
  }
}

/// The bounds of one search.
package enum PatternLimits {
  package static let patternBytes = 8_192
  package static let subjectBytes = 256 << 10
  /// Steps of one whole search: pattern items tried, plus one for each `bytesPerStep` passed over.
  ///
  /// PCRE2's own match limit starts anew at each byte of the subject, so it alone would bound
  /// nothing; the steps are counted by an automatic callout before each item.
  package static let steps = 1_000_000
  package static let bytesPerStep = 16
  /// Backtracking points at one start.
  package static let matchCalls: UInt32 = 1_000_000
  package static let depth: UInt32 = 50_000
  package static let heapKiB: UInt32 = 16 << 10
  /// The text of a whole paper, which many patterns search within one `PatternBudget`.
  package static let paperBytes = 4 << 20
}
