import Testing
import Values

@Suite("IBAN")
struct IBANTests {
  /// One made-up account a country, with the length and check digits that the registry asks for.
  static let lawful = """
    AD1039825979BJAHEIDDHIIH AE216232860129040479666 AL2097251027DEGEGIGJFIJGJDFA AT794925899139441177 \
    AZ30BFBGCAEGGBAJJAGJFIEIDAEA BA621198036494205552 BE61667869819846 BG21DEGE848506JFAGJJCA \
    BH18FHFFJEHAJAAFEHEJJF BI3325255944610924834352611 BR1395537215397431083592451JF BY51JCGE8475GEGJGAGCDAHJIGID \
    CH3507848FDBJEBDAAIDG CR36900712843088609152 CY8448705331IBCDECAHJGAEDEJI CZ5586075002010170188752 \
    DE78515669454356128061 DJ1392057986096057566703384 DK6591636205584171 DO53IGBF98190723608191620510 \
    EE461749410988318180 EG948592132379645965861683626 ES8099872622177879224329 FI6185384699943404 \
    FK89HG329535726793 FO3079807160733134 FR723342290420FCGBBBBEEAF79 GB28FAAF56671397628514 \
    GE41BG1784185574415988 GI87BHIFAEJCCCFHBBICFJG GL0284277421128896 GR025144602AHIEDIFFGHIBFHBC \
    GT65EJBBJBCDJGGCJJCGDIICJCDE HN37FEAH66589478470930137287 HR5433830871942271900 HU80593817805555219015313637 \
    IE51FBAG13267718637407 IL957672704557859630345 IQ60CHID230296820219277 IS182006756003606703316732 \
    IT09F9151904474HDIEAFFFBAGB JO07JJAB0102IAHADIFDHFHFAGEJGB KW50ECGBIGIFIGCGIFCFGHDHHFECIJ KZ94670CCAHBBFDJAJAH \
    LB297550BDGBFJEBHBDDACCJABDE LC82DDIIGIJFIDHCJBABJABDEBBHGDJB LI6475697BEJHGDBIAHEB LT375537185619833505 \
    LU76367BEDFCDDJHIGFD LV87JGHGHJAEACBACEIIA LY10703347605734217467132 MC937465264778IDFEEAHFFED80 \
    MD42ACICIACAADHFFIAHCDAE ME28650981744376450060 MK92293CGIFICEACA07 MN210778986582421281 \
    MR1265774474829528067379940 MT97FJJI17244BGBFAIHHDEFCGGFAED MU34AFFJ6840264617331811041GEH NI61HEEI80237222276026022432 \
    NL17CAIC8361662041 NO4621242659130 OM46527DBFIHBFHAFIHJGHI PK27IEHCIHGDJECECFEDCAJA \
    PL51692190216958417897529935 PS75HIJFFJFJFFEEECBJIDFDEGEHC PT14758298879016689403663 QA77BFIDAIHBGGIFAEFIFGHFBJHCF \
    RO78DAFBJACBDFGEDAAIFIHF RS60375918637244831291 RU0460560727426386JEGEBBBHFBAFHGB SA5056JDFDGBAIAIIDJBCDHI \
    SC31GEFH83394592985985598370GED SD2373217186352057 SE6836036563244540513347 SI57292373359328698 \
    SK3969247501877092486736 SM50I7569721652JFBFICEHICHF SO527095391894948564068 ST48567592343961582572867 \
    SV38DGIJ51097328211881688564 TL501745341317562452498 TN3433345511213751522074 TR26825768JJGGEEIEJGCAACGA \
    UA51328354AIJFDBCDBHGECBIFJCE VA46219121018678974201 VG67EGCA0585510360875377 XK623053326616591893 \
    YE20EBAG0953DHJIEJGDIJGEBCHIIB
    """.split(separator: " ").map(String.init)

  private func check(_ text: String) -> IdentifierVerdict { IBAN.verdict(text) }

  @Test("every country of the registry has its length", arguments: lawful)
  func acceptsEveryCountry(text: String) throws {
    #expect(check(text) == .valid)
    #expect(check(text + "0") == .wrongLength(expected: text.count, found: text.count + 1))
    #expect(try #require(IBAN(text)).compact == text)
  }

  @Test("the list of countries is the registry's, release 101")
  func countriesAreComplete() {
    #expect(IBAN.countries.count == 89)
    #expect(IBAN.countries == Self.lawful.map { String($0.prefix(2)) })
  }

  @Test("any one wrong digit and any two swapped neighbours are found")
  func findsTypingErrors() {
    for text in Self.lawful {
      let bytes = Array(text.utf8)
      for place in 2..<bytes.count where (48...57).contains(bytes[place]) {
        for digit in UInt8(48)...57 where digit != bytes[place] {
          var wrong = bytes
          wrong[place] = digit
          #expect(check(String(decoding: wrong, as: UTF8.self)) == .wrongCheckDigits)
        }
        guard place + 1 < bytes.count, bytes[place] != bytes[place + 1],
          (48...57).contains(bytes[place + 1])
        else { continue }
        var swapped = bytes
        swapped.swapAt(place, place + 1)
        #expect(check(String(decoding: swapped, as: UTF8.self)) == .wrongCheckDigits)
      }
    }
  }

  @Test("spaces, no-break spaces and lower case do not matter")
  func toleratesWriting() throws {
    let iban = try #require(IBAN(" de02 1203\u{A0}0000 0000\t2020 51\n"))
    #expect(iban.compact == "DE02120300000000202051")
    #expect(iban.description == "DE02 1203 0000 0000 2020 51")
    #expect(iban.countryCode == "DE")
    #expect(iban == IBAN("DE02120300000000202051"))
    #expect(iban == IBAN(iban.description))
  }

  @Test(
    "what is no IBAN says why",
    arguments: [
      ("", .malformed("an IBAN begins with two letters for the country")),
      ("1203 0000 0020 2051", .malformed("an IBAN begins with two letters for the country")),
      ("DE-02-1203", .malformed("an IBAN has letters and digits only")),
      ("DE02 1203 0000 0000 2020 5\u{661}", .malformed("an IBAN has letters and digits only")),
      ("\u{FF24}E02120300000000202051", .malformed("an IBAN has letters and digits only")),
      ("DE", .wrongLength(expected: 22, found: 2)),
      ("ZZ02120300000000202051", .unknownCountry("ZZ")),
      ("US02120300000000202051", .unknownCountry("US")),
      ("DEX2120300000000202051", .malformed("two check digits follow the country")),
      ("DE021203000000002020 5", .wrongLength(expected: 22, found: 21)),
      ("DE02120300000000202015", .wrongCheckDigits),
    ] as [(String, IdentifierVerdict)]
  )
  func saysWhy(text: String, verdict: IdentifierVerdict) {
    #expect(check(text) == verdict)
    #expect(IBAN(text) == nil)
  }

  @Test("check digits 00, 01 and 99 are never right, though their remainders are")
  func refusesImpossibleCheckDigits() {
    var refused = 0
    for account in 0..<2000 {
      let digits = String(String(1_000_000_000_000_000 + account * 7919).suffix(15))
      for check in ["00", "01", "99"] {
        #expect(self.check("BE" + check + digits.prefix(12)) != .valid)
        refused += 1
      }
    }
    #expect(refused == 6000)
  }

  @Test("a huge text costs nothing and is refused")
  func refusesHugeText() {
    let huge = "DE" + String(repeating: "0", count: 100_000)
    #expect(check(huge) == .malformed("an IBAN has letters and digits only"))
  }
}
