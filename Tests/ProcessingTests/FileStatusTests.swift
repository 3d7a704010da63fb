import Processing
import Storage
import Testing

/// What `tickmark status FILE` says of a file that is in the books.
@Suite struct FileStatusTests {
  private func status(_ shop: Shop, _ file: String, _ format: AnswerFormat = .text) -> String {
    let request = OfficeRequest(command: .status(file: file), format: format)
    return shop.office.answer(request, daemon: nil).text
  }

  @Test func `a file that nobody reads is told with what to do`() throws {
    let shop = try Shop()
    try shop.drop(Paper(workflow: "bank", name: "march.csv", text: "Date;Amount\n"))
    let answer = status(shop, "march.csv")
    #expect(answer.contains("A1  queued"), "\(answer)")
    #expect(answer.contains("no daemon runs. Start it: tickmark run"), "\(answer)")
    #expect(status(shop, "march.csv", .json).contains(#""daemonRuns":false"#))
    try shop.settle(shop.read())
    #expect(!status(shop, "march.csv").contains("no daemon runs"))
  }
}
