import Testing
import Values

@Suite struct TableKeyTests {
  @Test(arguments: [
    ("de 811-907-980", "DE811907980"), ("  Müller & Söhne ", "MUELLERSOEHNE"), ("ÉCLAIR", "ECLAIR"),
    ("Жук 7", "ЖУК7"), ("١٢", "١٢"), ("--- ", ""),
  ]) func `letters and digits are compared, in capitals`(value: String, normal: String) {
    #expect(TableKey.normal(value) == normal)
  }

  @Test func `a key names its column`() {
    #expect(TableKey.key(column: "vatID", value: "de1") == "col:vatID=DE1")
    #expect(TableKey.key(column: "a", value: "x") != TableKey.key(column: "b", value: "x"))
  }

  @Test func `nobody looks up nothing, or prose`() {
    #expect(TableKey.key(column: "a", value: " - ") == nil)
    let longest = String(repeating: "a", count: TableKey.maximumBytes)
    #expect(TableKey.key(column: "a", value: longest) != nil)
    #expect(TableKey.key(column: "a", value: longest + "a") == nil)
  }
}
