// Absent is absent: a reader that hands on an empty cell or element as "" must not put an empty text
// into the JSON, where it would read as "the paper says: nothing". The document model's synthesized
// `Codable` code finds these overloads before the standard library's.

extension KeyedEncodingContainer {
  /// Writes `value` unless it is nil or empty.
  mutating func encodeIfPresent(_ value: String?, forKey key: Key) throws {
    guard let value, !value.isEmpty else { return }
    try encode(value, forKey: key)
  }
}

extension KeyedDecodingContainer {
  /// Nil where the key is missing, null or an empty text.
  func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? {
    guard contains(key), try !decodeNil(forKey: key) else { return nil }
    let value = try decode(String.self, forKey: key)
    return value.isEmpty ? nil : value
  }
}
