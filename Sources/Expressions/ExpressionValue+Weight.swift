extension ExpressionValue {
  /// What there is to look at: one for each value in it, and one for each 16 bytes of text.
  ///
  /// Counting stops past `limit`: values can share parts, so that a short expression makes a huge tree.
  func weight(upTo limit: Int) -> Int {
    switch self {
    case .bool, .number, .day, .money, .timestamp, .duration, .type, .object: return 1
    case .text(let text): return 1 + text.utf8.count / ExpressionLimits.bytesPerStep
    case .bytes(let bytes): return 1 + bytes.count / ExpressionLimits.bytesPerStep
    case .optional(let value): return 1 + (value?.weight(upTo: limit - 1) ?? 0)
    case .list(let elements):
      var sum = 1
      for element in elements {
        sum += element.weight(upTo: limit - sum)
        if sum > limit { break }
      }
      return sum
    case .map(let map):
      var sum = 1
      for key in map.keys {
        sum += 1 + (map[key]?.weight(upTo: limit - sum) ?? 0)
        if sum > limit { break }
      }
      return sum
    }
  }

  /// True for values whose weight is one whatever is in them.
  var isLight: Bool {
    switch self {
    case .bool, .number, .day, .money, .timestamp, .duration, .type, .object: true
    case .text, .bytes, .optional, .list, .map: false
    }
  }
}
