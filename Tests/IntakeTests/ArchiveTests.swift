import Digests
import Intake
import Testing
import Values
import Workflows

@Suite("Archive")
struct ArchiveTests {
  @Test("keeps every byte under its hash and leaves the inbox alone", arguments: [1, 4, 5, 60])
  func keepsBytes(count: Int) throws {
    let place = try TemporaryWorkspace()
    let files = try (0..<count).map { try place.ready("inbox/\($0).csv", "row;\($0)\n") }
    let results = try place.archive().store(files)
    for (number, result) in results.enumerated() {
      let archived = try result.get()
      #expect(archived.path == files[number].path)
      #expect(archived.hash == SHA256Digester.hash(Array("row;\(number)\n".utf8)))
      #expect(place.text(Archive.path(of: archived.hash).display) == "row;\(number)\n")
      #expect(place.text("inbox/\(number).csv") == "row;\(number)\n")
    }
    #expect(place.names(".tickmark/work").isEmpty)
  }
}
