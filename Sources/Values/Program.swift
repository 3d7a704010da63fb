/// Tickmark itself.
package enum Program {
  /// Kept with decisions: another version may judge the same otherwise.
  package static let version = "0.1.1"
}
