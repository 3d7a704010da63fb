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

  @Test("verifies, and puts a sound copy in the place of a corrupt blob", arguments: [1, 6])
  func corruptBlob(count: Int) throws {
    let place = try TemporaryWorkspace()
    let archive = try place.archive()
    let files = try (0..<count).map { try place.ready("inbox/\($0).csv", "row;\($0)\n") }
    let hash = try #require(try archive.store(files).first?.get().hash)
    #expect(try archive.verify(hash) == .sound)
    let blob = Archive.path(of: hash).display
    place.chmod(blob, 0o600)
    place.write(blob, "damaged")
    #expect(try archive.verify(hash) == .corrupt)
    #expect(try archive.store(files).allSatisfy { try $0.get().hash.hex.count == 64 })
    #expect(try archive.verify(hash) == .sound)
    #expect(place.names(".tickmark/work").isEmpty)
    place.delete(blob)
    #expect(try archive.verify(hash) == .missing)
  }

  @Test("one file that fails does not stop the others, and results keep their order")
  func mixedBatch() throws {
    let place = try TemporaryWorkspace()
    var files = try (0..<6).map { try place.ready("inbox/\($0).csv", "row;\($0)\n") }
    place.delete("inbox/1.csv")
    place.write("inbox/2.csv", "longer than before\n")
    files[3].identity.size += 1
    let codes = try place.archive().store(files).map { result in
      switch result {
      case .success(let archived): archived.displayName
      case .failure(.changed): "changed"
      case .failure(.vanished): "vanished"
      case .failure(.fault(let fault)): fault.message
      }
    }
    #expect(codes == ["0.csv", "vanished", "changed", "changed", "4.csv", "5.csv"])
    #expect(place.names(".tickmark/work").isEmpty)
  }

  @Test("takes nothing when it would use up the reserve")
  func reserve() throws {
    let place = try TemporaryWorkspace()
    let file = try place.ready("inbox/a.csv", "row\n")
    let results = try place.archive(reserveBytes: 1 << 60).store([file])
    guard case .failure(.fault(let fault)) = results.first else {
      Issue.record("stored without space")
      return
    }
    #expect(fault.kind == .noSpace)
    #expect(fault.remedy.contains("Free some space"))
    #expect(place.names("inbox") == ["a.csv"])
  }

  @Test("a file that grows while it is copied is not taken")
  func growing() throws {
    let box = Box<TemporaryWorkspace?>(nil)
    let place = try TemporaryWorkspace(faults: { operation, path in
      if operation == .write, let place = box.value {
        box.value = nil
        place.append(place.openForWriting(path, appends: true), "more\n")
      }
      return nil
    })
    let file = try place.ready("inbox/a.csv", "row\n")
    let archive = try place.archive()
    box.value = place
    #expect(archive.store([file]) == [.failure(.changed)])
    #expect(place.names(".tickmark/work").isEmpty)
    #expect(place.names(".tickmark/archive").isEmpty)
  }

  @Test("a path through a symbolic link is not followed")
  func linkedFolder() throws {
    let place = try TemporaryWorkspace()
    place.folder("outside")
    let file = try place.ready("outside/a.csv", "row\n")
    place.link("../outside", "inbox/linked")
    var linked = file
    linked.path = "inbox/linked/a.csv"
    #expect(throws: SystemFault.self) { _ = try place.disk.openFile("inbox/linked/a.csv") }
    guard case .failure(.fault(let fault)) = try place.archive().store([linked]).first else {
      Issue.record("followed")
      return
    }
    #expect(fault.kind == .symbolicLink)
  }
}
