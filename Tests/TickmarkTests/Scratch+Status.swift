import Foundation
import Testing

/// `tickmark status --format json`.
struct Status: Decodable, Sendable {
  struct Waiting: Decodable, Sendable {
    var file: String
    var reason: String
  }

  var daemonRuns: Bool
  var jobs: Int
  var arrivals: [String: Int]
  var documents: [String: Int]
  var exceptions: Int
  var waiting: [Waiting]

  var arrivalCount: Int { arrivals.values.reduce(0, +) }
  var documentCount: Int { documents.values.reduce(0, +) }
}

extension Scratch {
  func status() async throws -> Status {
    let answer = try await tickmark("status", "--format", "json")
    return try JSONDecoder().decode(Status.self, from: Data(answer.output.utf8))
  }

  /// Waits until so many files have arrived and all of them are decided.
  @discardableResult
  func settled(
    arrivals: Int,
    seconds: Int = 60,
    _ location: SourceLocation = #_sourceLocation
  ) async throws -> Status {
    var last: Status?
    do {
      try await eventually("\(arrivals) arrivals decided", seconds: seconds, location) {
        let now = try await status()
        last = now
        return now.arrivalCount >= arrivals && now.jobs == 0
      }
    } catch {
      throw ChildProcess.Failure(description: "\(error), but \(String(describing: last))")
    }
    return try #require(last)
  }

  /// No file is lost, none counted twice, every byte is there and the totals foot.
  func expectSound(_ location: SourceLocation = #_sourceLocation) async throws {
    let answer = try await tickmark("verify")
    #expect(answer.code == 0, "\(answer.testDescription)", sourceLocation: location)
  }

  /// The file still lies in the inbox, and `status FILE` says why with these words.
  func expectWaits(
    _ name: String,
    _ words: String,
    _ location: SourceLocation = #_sourceLocation
  ) async throws {
    var last = ""
    do {
      try await eventually("\(name) waits: \(words)", seconds: 20, location) {
        let answer = try await tickmark("status", name)
        last = answer.testDescription
        return answer.code == 1 && answer.output.contains(words)
      }
    } catch {
      throw ChildProcess.Failure(description: "\(error), but \(last)")
    }
    #expect(exists(name), "\(name) is gone", sourceLocation: location)
  }

  /// Stops the daemon as a service manager does, and expects a clean end.
  func stop(_ daemon: ChildProcess, _ location: SourceLocation = #_sourceLocation) async throws {
    daemon.send(SIGTERM)
    let code = try await daemon.end()
    #expect(code == 0, "\(daemon.output)\(daemon.errors)", sourceLocation: location)
    #expect(daemon.group.isEmpty, "readers are left", sourceLocation: location)
  }
}
