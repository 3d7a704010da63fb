import Glibc
import Intake
import Testing

@Suite("FolderProbe")
struct FolderProbeTests {
  @Test("says whether events come, and leaves nothing behind")
  func asks() throws {
    let denied = Switch(false)
    let place = try TemporaryWorkspace(faults: { operation, _ in
      operation == .create && denied.isOn ? EACCES : nil
    })
    #expect(FolderProbe.ask("inbox", on: place.disk) == .eventsCome)
    #expect(place.names("inbox").isEmpty)
    denied.isOn = true
    let fault = SystemFault(.create, errorNumber: EACCES, path: "inbox")
    #expect(FolderProbe.ask("inbox", on: place.disk) == .failed(fault))
  }

  @Test("says that the folder is not there")
  func missing() throws {
    let place = try TemporaryWorkspace()
    guard case .failed(let fault) = FolderProbe.ask("nowhere", on: place.disk) else {
      Issue.record("asked a folder that is not there")
      return
    }
    #expect(fault.kind == .notFound)
  }
}
