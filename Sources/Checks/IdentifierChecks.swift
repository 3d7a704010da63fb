import Documents
import Values

/// `iban-valid` and `vat-id-valid`: identifiers that cannot be right.
enum IdentifierChecks {
  static func iban(_ document: Document, _ context: CheckContext) -> [Finding] {
    var seen: Set<String> = []
    let fields: [(String, String?)] = [
      ("payment.iban", document.payment.iban), ("seller.iban", document.seller.iban),
      ("payee.iban", document.payee.iban),
    ]
    // BT-84 may hold any account number; only what is written like an IBAN is judged as one.
    let accounts = (document.payment.accounts ?? []).filter(IBANShape.looksLikeIBAN)
    let written = fields + accounts.map { ("payment.accounts", $0) }
    return written.compactMap { field, text in
      guard let text, seen.insert(SupplierKeys.iban(text)).inserted,
        let complaint = complaint(IBAN.verdict(text))
      else { return nil }
      return Finding(
        code: "iban-valid",
        severity: .block,
        message: "The IBAN \(text) cannot be right: \(complaint).",
        fields: [field],
        suggestion: "Compare it with the paper and with earlier payments before anything is paid."
      )
    }
  }

  static func vatID(_ document: Document, _ context: CheckContext) -> [Finding] {
    let fields: [(String, String?)] = [
      ("seller.vatID", document.seller.vatID), ("buyer.vatID", document.buyer.vatID),
    ]
    return fields.compactMap { field, text in
      guard let text, let complaint = vatComplaint(text) else { return nil }
      return Finding(
        code: "vat-id-valid",
        severity: .review,
        message: "The VAT id \(text) cannot be right: \(complaint).",
        fields: [field],
        suggestion: "Compare it with the paper, and ask the European Commission's VIES page."
      )
    }
  }

  private static func vatComplaint(_ text: String) -> String? {
    let verdict = VATIdentifier.verdict(text)
    // Only the EU's forms are known: an id of another country is not judged.
    if case .unknownCountry = verdict { return nil }
    return complaint(verdict)
  }

  /// Half a sentence, nil when there is nothing to say.
  static func complaint(_ verdict: IdentifierVerdict) -> String? {
    switch verdict {
    case .valid: nil
    case .malformed(let reason): reason
    case .wrongLength(let expected, let found): "it has \(found) characters instead of \(expected)"
    case .wrongCheckDigits: "its check digits do not fit, so a character is wrong or missing"
    case .unknownCountry(let country): "there is no country \(country)"
    }
  }
}

enum IBANShape {
  /// Two letters, two digits and at least eleven more letters or digits.
  static func looksLikeIBAN(_ text: String) -> Bool {
    let plain = Array(SupplierKeys.iban(text).utf8)
    guard (15...34).contains(plain.count) else { return false }
    let isDigit = { (byte: UInt8) in (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
    return !isDigit(plain[0]) && !isDigit(plain[1]) && isDigit(plain[2]) && isDigit(plain[3])
  }
}

/// Account numbers of any form, as papers and tables write them.
enum AccountNumber {
  /// Letters and digits only, without the word IBAN before them.
  static func plain(_ text: String) -> String {
    let plain = SupplierKeys.iban(text)
    return plain.hasPrefix("IBAN") ? String(plain.dropFirst(4)) : plain
  }

  /// False for what says that there is none: blanks, dashes, zeros, `n/a`.
  static func namesAccount(_ text: String) -> Bool {
    let plain = plain(text)
    return plain != "NA" && plain.contains { $0 != "0" }
  }

  /// Equal, or the account's number as its country writes it at the end of the table's IBAN.
  ///
  /// Both without blanks.
  static func isSame(_ written: String, _ listed: String) -> Bool {
    if written == listed { return true }
    guard IBANShape.looksLikeIBAN(listed) else { return false }
    let domestic = listed.dropFirst(4)
    if domestic == written { return true }
    return written.count >= 6 && written.allSatisfy { ("0"..."9").contains($0) }
      && domestic.hasSuffix(written)
  }
}
