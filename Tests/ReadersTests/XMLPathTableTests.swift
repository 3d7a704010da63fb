import Testing

@testable import Readers

@Suite
struct XMLPathTableTests {
  private func table(_ paths: [String]) -> XMLPathTable<Int> {
    XMLPathTable(
      root: "r",
      rows: paths.enumerated().map { XMLPathTable.Row(path: $0.element, meaning: $0.offset) },
      records: []
    )
  }

  @Test
  func `spellings of one step lead to the same place`() throws {
    var table = table(["p:a|b/p:c"])
    #expect(table.node(at: "a/c") == table.node(at: "x:b/c"))
    #expect(table.nodes.count == 3)
    #expect(table.nodes[table.node(at: "a/c")].text == "/r/p:a/p:c")
  }

  @Test
  func `only steps of a path have a name`() {
    let table = table(["a/b"])
    #expect(table.name("a") != nil)
    #expect(table.name("c") == nil)
  }

  @Test
  func `a condition counts its levels up from the value`() throws {
    let table = table(["g[i/j=yes|1]/t/v", "g[@schemeID!=SEPA]", "g[i/j=yes|1]/w"])
    let first = try #require(table.conditions.first)
    #expect(first.levels == 2)
    #expect(first.values == ["yes", "1"])
    #expect(!first.isNegated)
    #expect(table.conditions[1].attribute == .schemeID)
    #expect(table.conditions[1].isNegated)
    #expect(table.conditions.count == 3)
    #expect(table.conditions[2].levels == 1)
  }

  @Test
  func `the mappings name each path of the syntaxes once and for all`() {
    #expect(UBLMapping.table.rules.count > 150)
    #expect(CIIMapping.table.rules.count > 150)
    let terms = { (table: XMLInvoiceMeaning.Table) in Set(table.rules.compactMap(\.meaning.term)) }
    #expect(terms(CIIMapping.table).subtracting(terms(UBLMapping.table)) == ["BT-21"])
    #expect(
      terms(UBLMapping.table).subtracting(terms(CIIMapping.table))
        == ["BT-DEX-001", "BT-DEX-002", "BT-DEX-003"]
    )
  }
}
