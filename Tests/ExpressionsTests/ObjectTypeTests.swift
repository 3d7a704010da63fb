import Testing

@testable import Expressions

@Suite struct ObjectTypeTests {
  let document = ObjectType(
    "document",
    [.init("number", .text), .init("totals.gross", .money(nil)), .init("totals.net", .money(nil))]
  )

  @Test func `a whole path is found by one look-up`() {
    #expect(document.index(of: "totals.net") == 2)
    #expect(document.index(of: "totals") == nil)
    #expect(document.index(of: "gross") == nil)
  }

  @Test func `a group is no field`() {
    #expect(document.isGroup("totals"))
    #expect(!document.isGroup("totals.gross"))
    #expect(!document.isGroup("seller"))
  }
}
