import Readings

/// Finds the text formats of banks and bookkeeping programs by their first lines.
enum BankKind {
  static func detect(_ text: String) -> FileDetection? {
    let first = String(text.drop { $0.isWhitespace || $0 == "\u{FEFF}" }.prefix(40))
    if isMT940(text, first) {
      return FileDetection(kind: .mt940, description: "an MT940 bank statement")
    }
    if first.hasPrefix("OFXHEADER") || first.hasPrefix("<OFX") || first.hasPrefix("<?") {
      return FileDetection(kind: .ofx, description: "an OFX bank export")
    }
    let lower = first.lowercased()
    if lower.hasPrefix("!type:") || lower.hasPrefix("!account") || lower.hasPrefix("!option:") {
      return FileDetection(kind: .qif, description: "a QIF bank export")
    }
    if first.hasPrefix("01,"),
      text.contains("\n02,") || text.contains("\r02,") || text.contains(" 02,")
    {
      return FileDetection(kind: .bai2, description: "a BAI2 balance report")
    }
    if ["EXTF;", "DTVF;", "\"EXTF\";", "\"DTVF\";"].contains(where: first.hasPrefix) {
      return FileDetection(kind: .datev, description: "a DATEV export")
    }
    return nil
  }

  /// MT940 in SWIFT's wire form, which begins each message with the control character SOH.
  static func wire(_ sample: [UInt8]) -> FileDetection? {
    guard sample.first == 0x01,
      let text = FileSample.text(sample.filter { $0 != 0x01 && $0 != 0x03 })
    else { return nil }
    return detect(text).flatMap { $0.kind == .mt940 ? $0 : nil }
  }

  /// SWIFT's envelope, or the message's first fields; banks put lines of their own before them.
  private static func isMT940(_ text: String, _ first: String) -> Bool {
    if first.hasPrefix("{1:F01") { return true }
    let lines = text.split(whereSeparator: \.isNewline).prefix(30)
    guard
      let start = lines.firstIndex(where: { $0.hasPrefix(":20:") || $0.hasPrefix("\u{FEFF}:20:") }),
      start - lines.startIndex < 10
    else { return false }
    return lines[start...].contains {
      $0.hasPrefix(":25:") || $0.hasPrefix(":25P:") || $0.hasPrefix(":60F:")
        || $0.hasPrefix(":28C:")
    }
  }
}
