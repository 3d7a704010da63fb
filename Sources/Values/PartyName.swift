/// A company's or person's name as comparable words: folded, without its legal form.
///
/// `Kessel Holzhandel GmbH & Co. KG` is `KESSEL`, `HOLZHANDEL`.
package struct PartyName: Hashable, Sendable {
  /// In the order of the name; umlauts written as one letter (`MULLER`).
  package let words: [String]

  package static let maximumWords = 16

  package init(_ name: some StringProtocol) {
    let all = Self.split(String(name))
    let kept = all.filter { !Self.legalForms.contains($0) }
    words = Array((kept.isEmpty ? all : kept).prefix(Self.maximumWords))
  }

  /// The words that tell one company from another; empty for a name of common words only.
  package var distinctive: [String] { words.filter { !Self.isGeneric($0) } }

  /// Words without blanks between them, for an index: `KESSELHOLZHANDEL`.
  package var key: String { words.joined() }

  /// True for a word that many names share, which alone is no evidence.
  package static func isGeneric(_ word: String) -> Bool {
    word.count < 3 || genericWords.contains(word)
  }

  /// Words between blanks and punctuation; a point or apostrophe inside a word is dropped (`S.A.` is `SA`).
  private static func split(_ name: String) -> [String] {
    let bytes = Array(name.utf8)
    if bytes.allSatisfy({ $0 < 0x80 }) { return splitASCII(bytes) }
    var result: [String] = []
    var word = ""
    for scalar in TextFolding.folded(name).unicodeScalars {
      if isWordScalar(scalar) {
        word.unicodeScalars.append(scalar)
      } else if scalar != "." && scalar != "'" && scalar != "’" {
        if !word.isEmpty { result.append(oneLetter(word)) }
        word = ""
      }
    }
    if !word.isEmpty { result.append(oneLetter(word)) }
    return result
  }

  /// The same for plain letters, which most names are made of, without a text in between.
  private static func splitASCII(_ name: [UInt8]) -> [String] {
    var result: [String] = []
    var word: [UInt8] = []
    for byte in name {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"): append(byte - 0x20, to: &word)
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        append(byte, to: &word)
      case UInt8(ascii: "."), UInt8(ascii: "'"): continue
      default:
        if !word.isEmpty { result.append(String(decoding: word, as: UTF8.self)) }
        word.removeAll(keepingCapacity: true)
      }
    }
    if !word.isEmpty { result.append(String(decoding: word, as: UTF8.self)) }
    return result
  }

  private static func isWordScalar(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar.isASCII else { return scalar.properties.isAlphabetic }
    return ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar)
  }

  /// `AE`, `OE` and `UE` as one letter, because half the world writes `MUELLER` and half `MULLER`.
  private static func oneLetter(_ word: String) -> String {
    var result: [UInt8] = []
    for byte in word.utf8 { append(byte, to: &result) }
    return String(decoding: result, as: UTF8.self)
  }

  private static func append(_ byte: UInt8, to word: inout [UInt8]) {
    if byte == UInt8(ascii: "E"), let last = word.last,
      last == UInt8(ascii: "A") || last == UInt8(ascii: "O") || last == UInt8(ascii: "U")
    {
      return
    }
    word.append(byte)
  }

  /// Legal forms of Europe and the English-speaking world, as `split` leaves them.
  package static let legalForms: Set<String> = Set(
    """
    GMBH MBH AG KG OHG GBR UG EK EG EV KGAA SE HAFTUNGSBESCHRANKT GESMBH GESELLSCHAFT LTD LIMITED LLC LLP LP INC \
    INCORPORATED CORP CORPORATION PLC CO COMPANY SA SAS SARL SASU EURL SCI SNC SPA SRL SRLS SL SLU SAU BV NV VOF CV \
    BVBA SPRL AB HB KB APS AS ASA OY OYJ DOO DD SRO KFT ZRT OOD EOOD SP ZOO Z O LDA UAB SIA OU OO PTY AND UND ET E Y THE
    """.split(separator: " ").map(String.init)
  )

  /// Words of trade that many names share, as `split` leaves them.
  private static let genericWords: Set<String> = Set(
    """
    SERVICE SERVICES SOLUTION SOLUTIONS GROUP GRUPPE GROUPE HOLDING HOLDINGS INTERNATIONAL GLOBAL EUROPE EUROPA \
    DEUTSCHLAND GERMANY FRANCE ITALIA UK USA TRADING TRADE SUPPLY SUPPLIES PARTNER PARTNERS CONSULTING SYSTEMS SYSTEM \
    TECHNOLOGY TECHNOLOGIES TECH MANAGEMENT HANDEL HANDELS HANDELSGESELLSCHAFT VERTRIEB VERTRIEBS SHOP STORE ONLINE \
    MARKET MARKETING LOGISTICS LOGISTIK ENTERPRISES ENTERPRISE INDUSTRIES INDUSTRIE PRODUCTS DIGITAL MEDIA DESIGN \
    OFFICE CENTER CENTRE ZENTRUM HOTEL RESTAURANT CAFE TAXI BANK FIRMA STUDIO FOR DER DIE DAS DE LA LE LES DU DES DEL \
    PAYMENT INVOICE RECHNUNG SUPPLIER CUSTOMER
    """.split(separator: " ").map(String.init)
  )
}
