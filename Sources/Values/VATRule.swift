/// One lawful form of a country's VAT number, and its check digits where they are published.
struct VATRule: Sendable {
  /// What follows the country: `#` a digit, `@` a letter, `?` either, anything else stands for itself.
  let form: String
  /// Takes the characters as numbers, letters from 10; nil where only the form is checked.
  private let check: (@Sendable ([Int]) -> Bool)?

  init(_ form: String, _ check: @escaping @Sendable ([Int]) -> Bool) {
    self.form = form
    self.check = check
  }

  /// A form whose check digits are unpublished, unsure or do not exist.
  static func formatOnly(_ form: String) -> VATRule { VATRule(formatOnly: form) }

  private init(formatOnly form: String) {
    self.form = form
    check = nil
  }

  var length: Int { form.utf8.count }

  func fits(_ body: [UInt8]) -> Bool {
    body.count == length
      && zip(form.utf8, body).allSatisfy { expected, found in
        switch expected {
        case UInt8(ascii: "#"): found.isDigit
        case UInt8(ascii: "@"): found.isLetter
        case UInt8(ascii: "?"): found.isDigit || found.isLetter
        default: found == expected
        }
      }
  }

  func accepts(_ body: [UInt8]) -> Bool {
    check?(body.map(\.alphanumericValue)) ?? true
  }
}

extension VATRule {
  /// The forms by country prefix.
  ///
  /// Forms: European Commission, VIES, "VAT identification number structure". Check digits: the
  /// countries' own publications as collected in the Commission's algorithm document (BMF Austria, HMRC
  /// VAT Notice 700/21, Swiss UID register, Brønnøysund register for the others).
  static let byCountry: [String: [VATRule]] = centralEurope.merging(southernEurope) { $1 }
    .merging(northernEurope) { $1 }.merging(easternEurope) { $1 }.merging(oneStopShop) { $1 }

  private static let centralEurope: [String: [VATRule]] = [
    "AT": [VATRule("U########", VATCheck.austria)],
    "BE": [VATRule("##########", VATCheck.belgium), VATRule("#########", VATCheck.belgium)],
    "CH": swiss,
    "DE": [VATRule("#########", VATCheck.modulo11And10)],
    // Keys with a letter are lawful and rare; sources disagree on their sum.
    "FR": [
      VATRule("###########", VATCheck.france), .formatOnly("@?#########"),
      .formatOnly("#@#########"),
    ],
    "LU": [VATRule("########") { VATCheck.number($0[..<6]) % 89 == VATCheck.number($0[6...]) }],
    "NL": [VATRule("#########B##", VATCheck.netherlands)],
  ]

  private static let swiss: [VATRule] = ["", "MWST", "TVA", "IVA", "TPV", "VAT"].map {
    VATRule("E#########" + $0, VATCheck.switzerland)
  }

  private static let southernEurope: [String: [VATRule]] = [
    "CY": [VATRule("########@", VATCheck.cyprus)],
    "EL": [VATRule("#########", VATCheck.greece)],
    "GR": [VATRule("#########", VATCheck.greece)],
    "ES": [
      VATRule("########@", VATCheck.spanishPerson), VATRule("@#######?", VATCheck.spanishLetter),
    ],
    "IT": [VATRule("###########", VATCheck.luhn)],
    "MT": [VATRule("########") { VATCheck.sum($0, [3, 4, 6, 7, 8, 9, 10, 1]) % 37 == 0 }],
    "PT": [VATRule("#########", VATCheck.portugal)],
  ]

  private static let northernEurope: [String: [VATRule]] = [
    "DK": [VATRule("########") { VATCheck.sum($0, [2, 7, 6, 5, 4, 3, 2, 1]) % 11 == 0 }],
    "FI": [VATRule("########") { VATCheck.sum($0, [7, 9, 10, 5, 8, 4, 2, 1]) % 11 == 0 }],
    "GB": british,
    "IE": [
      VATRule("#######@", VATCheck.ireland), VATRule("#######@@", VATCheck.ireland),
      VATRule("#@#####@", VATCheck.oldIreland), VATRule("#+#####@", VATCheck.oldIreland),
      VATRule("#*#####@", VATCheck.oldIreland),
    ],
    "NO": ["", "MVA"].map {
      VATRule("#########" + $0) { VATCheck.sum($0, [3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 == 0 }
    },
    // The last two digits count the holder's registrations.
    "SE": [VATRule("############") { VATCheck.luhn(Array($0[..<10])) }],
    "XI": british,
  ]

  private static let british: [VATRule] = [
    VATRule("#########", VATCheck.britain),
    // The last three digits are the branch.
    VATRule("############", VATCheck.britain),
    // Government departments and health authorities.
    .formatOnly("GD###"), .formatOnly("HA###"),
    .formatOnly("GD8888#####"), .formatOnly("HA8888#####"),
  ]

  private static let easternEurope: [String: [VATRule]] = [
    "BG": [
      VATRule("#########", VATCheck.bulgarianCompany),
      VATRule("##########", VATCheck.bulgarianPerson),
    ],
    // Nine digits are birth numbers from before 1954, which have no check digit.
    "CZ": [
      VATRule("########", VATCheck.czechCompany), .formatOnly("#########"),
      VATRule("##########", VATCheck.birthNumber),
    ],
    "EE": [VATRule("#########") { VATCheck.sum($0, [3, 7, 1, 3, 7, 1, 3, 7, 1]) % 10 == 0 }],
    "HR": [VATRule("###########", VATCheck.modulo11And10)],
    "HU": [VATRule("########") { VATCheck.sum($0, [9, 7, 3, 1, 9, 7, 3, 1]) % 10 == 0 }],
    "LT": [VATRule("#########", VATCheck.lithuania), VATRule("############", VATCheck.lithuania)],
    "LV": [VATRule("###########", VATCheck.latvia)],
    "PL": [VATRule("##########") { VATCheck.sum($0, [6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 == $0[9] }],
    // Thirteen digits are a person's number, whose use as a VAT number sources disagree on.
    "RO": (2...10).map { VATRule(String(repeating: "#", count: $0), VATCheck.romania) }
      + [.formatOnly("#############")],
    "SI": [VATRule("########", VATCheck.slovenia)],
    "SK": [VATRule("##########", VATCheck.birthNumber)],
  ]

  /// Sellers outside the Union; the sum is unpublished.
  private static let oneStopShop: [String: [VATRule]] = [
    "EU": [.formatOnly("#########")],
    "IM": [.formatOnly("##########")],
  ]
}
