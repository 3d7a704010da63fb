/// An ISO 4217 currency: its alphabetic code and the decimals of its minor unit.
///
/// Source: ISO 4217:2015, list one (current) and the historic codes that old papers still carry.
package struct Currency: Hashable, Sendable {
  /// Three capital letters.
  package let code: String

  /// The currency with this code, or nil when ISO 4217 does not list it.
  ///
  /// Case is not significant.
  package init?(_ code: some StringProtocol) {
    // Unicode has other letters whose capital is an ASCII letter: U+017F, the long s, is one.
    guard code.utf8.count == 3 else { return nil }
    let upper = code.uppercased()
    guard Self.exponents[upper] != nil else { return nil }
    self.code = upper
  }

  /// Decimals of the minor unit: 2 for EUR, 0 for JPY, 3 for KWD.
  package var exponent: Int { Self.exponents[code] ?? 2 }

  package static let all: [String] = exponents.keys.sorted()

  private static let exponents: [String: Int] = {
    var table: [String: Int] = [:]
    let two = """
      AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF \
      CHE CHF CHW CNY COP COU CRC CUC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ \
      GYD HKD HNL HRK HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD \
      MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD \
      RUB SAR SBD SCR SDG SEK SGD SHP SLE SLL SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH \
      USD USN UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG ZWL DEM ATS FRF ITL NLG BEF ESP PTE FIM IEP GRD LTL \
      LVL EEK SKK SIT MTL CYP
      """
    let zero = "BIF CLP DJF GNF ISK JPY KMF KRW LUF PYG RWF UGX UYI VND VUV XAF XOF XPF"
    for code in two.split(separator: " ") { table[String(code)] = 2 }
    for code in zero.split(separator: " ") { table[String(code)] = 0 }
    for code in ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"] { table[code] = 3 }
    for code in ["CLF", "UYW"] { table[code] = 4 }
    return table
  }()
}

extension Currency: CustomStringConvertible, Comparable {
  package var description: String { code }
  package static func < (left: Currency, right: Currency) -> Bool { left.code < right.code }
}

extension Currency: Codable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let value = Currency(text) else {
      throw DecodingError.dataCorruptedError(
        in: container,
        debugDescription: "not an ISO 4217 code: \(text)"
      )
    }
    self = value
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(code)
  }
}
