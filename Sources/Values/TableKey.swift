/// The key under which a row of a lookup table is found by the value of one of its columns.
///
/// Who fills a table and who looks something up both make it here: letters and digits only, folded to upper case, so that
/// `de 811-907-980` finds `DE811907980`.
package enum TableKey {
  /// Bytes of a folded value; a longer one is prose, by which nobody looks anything up.
  package static let maximumBytes = 200

  /// Nil for a value without a letter or digit, and for one that is too long.
  package static func key(column: String, value: String) -> String? {
    let normal = normal(value)
    guard !normal.isEmpty, normal.utf8.count <= maximumBytes else { return nil }
    return "col:\(column)=\(normal)"
  }

  package static func normal(_ value: String) -> String {
    var result = ""
    for scalar in TextFolding.folded(value).unicodeScalars
    where isLetterOrDigit(scalar) {
      result.unicodeScalars.append(scalar)
    }
    return result
  }

  private static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar) }
    return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }
}
