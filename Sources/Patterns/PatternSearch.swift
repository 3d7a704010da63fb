import CPCRE2

/// One search with its own match data and step count.
@safe struct PatternSearch {
  private let code: OpaquePointer

  init(_ code: OpaquePointer) {
    unsafe self.code = code
  }

  enum Failure: Error {
    case tooExpensive
  }

  /// Start and end of the hit and its groups, empty when there is none.
  func run(_ text: String) -> Result<[Int], Failure> {
    var steps = PatternLimits.steps
    return run(text, from: 0, steps: &steps)
  }

  /// The same from byte `start` on; `steps` are what it may take, and then what is left of them.
  func run(_ text: String, from start: Int, steps: inout Int) -> Result<[Int], Failure> {
    guard let data = unsafe pcre2_match_data_create_from_pattern_8(code, nil) else {
      return .failure(.tooExpensive)
    }
    defer { unsafe pcre2_match_data_free_8(data) }
    guard let context = unsafe pcre2_match_context_create_8(nil) else {
      return .failure(.tooExpensive)
    }
    defer { unsafe pcre2_match_context_free_8(context) }
    _ = unsafe pcre2_set_match_limit_8(context, PatternLimits.matchCalls)
    _ = unsafe pcre2_set_depth_limit_8(context, PatternLimits.depth)
    _ = unsafe pcre2_set_heap_limit_8(context, PatternLimits.heapKiB)

    var taken = Steps(allowed: steps)
    let status = unsafe match(text, from: start, data, context, &taken)
    steps = max(0, steps - taken.taken)
    if status == PCRE2_ERROR_NOMATCH { return .success([]) }
    guard status > 0 else { return .failure(.tooExpensive) }
    let count = unsafe Int(pcre2_get_ovector_count_8(data)) * 2
    guard let offsets = unsafe pcre2_get_ovector_pointer_8(data) else { return .success([]) }
    // Groups that took no part are PCRE2_UNSET, which is ~0: -1 as a Swift number.
    return .success((0..<count).map { unsafe offsets[$0] })
  }

  private func match(
    _ text: String,
    from start: Int,
    _ data: OpaquePointer,
    _ context: OpaquePointer,
    _ steps: inout Steps
  ) -> Int32 {
    var subject = text
    return unsafe withUnsafeMutablePointer(to: &steps) { steps in
      _ = unsafe pcre2_set_callout_8(context, countStep, steps)
      // A Swift string is always well-formed UTF-8, so PCRE2 need not look again.
      return subject.withUTF8 { bytes in
        unsafe pcre2_match_8(
          code,
          bytes.baseAddress,
          bytes.count,
          start,
          PCRE2_NO_UTF_CHECK,
          data,
          context
        )
      }
    }
  }
}

/// The work of one search so far.
private struct Steps {
  var allowed: Int
  var taken = 0
  var position = 0
}

/// PCRE2 calls this before each item of the pattern; a negative answer ends the search.
private let countStep:
  @convention(c) (UnsafeMutablePointer<pcre2_callout_block_8>?, UnsafeMutableRawPointer?) -> Int32 =
    { block, data in
      guard let block = unsafe block,
        let steps = unsafe data?.assumingMemoryBound(to: Steps.self)
      else { return PCRE2_ERROR_CALLOUT }
      let position = unsafe Int(block.pointee.current_position)
      let moved = unsafe abs(position - steps.pointee.position)
      unsafe steps.pointee.position = position
      unsafe steps.pointee.taken += 1 + moved / PatternLimits.bytesPerStep
      return unsafe steps.pointee.taken > steps.pointee.allowed ? PCRE2_ERROR_CALLOUT : 0
    }
