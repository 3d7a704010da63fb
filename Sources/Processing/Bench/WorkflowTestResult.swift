package import Values
package import Workflows

/// What one test of a definition came to.
package struct WorkflowTestResult: Sendable, Codable {
  /// One thing that came out otherwise than expected.
  package struct Difference: Sendable, Hashable, Codable {
    /// The key of `expect` (`decision`, `fields.totals.gross`), or `document`, `documents` for how many there are.
    package var what: String
    package var expected: String
    package var got: String
    /// Which document of the paper, from 1; only where there are several.
    package var document: Int?
  }

  package var workflow: WorkflowID
  package var name: String
  package var file: String
  package var line: Int
  /// The day that it ran on.
  package var today: Day?
  /// What to know beside the differences: that the paper's own day was taken for today, what is wrong with the paper.
  package var notes: [String] = []
  package var differences: [Difference] = []
  /// What came out of each document of the paper.
  package var documents: [WorkflowTestDocument] = []

  package var isPassed: Bool { differences.isEmpty }

  init(_ test: WorkflowTest, of workflow: Workflow) {
    self.workflow = workflow.id
    name = test.name
    file = workflow.fileName
    line = test.line
  }
}

/// What came out of one document of a test.
package struct WorkflowTestDocument: Sendable, Hashable, Codable {
  package var decision: Outcome
  package var rule: String
  package var queue: String?
  package var code: String
  package var reason: String
  package var findings: [String] = []
  /// Every field that has a value: those of the paper, then the computed ones.
  package var fields: [String: String] = [:]
  package var match: String?
  package var entries: [String] = []
  package var residuals: [String] = []
  /// The paths of named copies.
  package var files: [String] = []
  package var messages: [Message] = []
  /// Its bookings as text.
  package var journal: String = ""
  /// Why a booking that the workflow wants is not made.
  package var notBooked: [String] = []

  package struct Message: Sendable, Hashable, Codable {
    package var url: String
    /// JSON.
    package var body: String
  }

  init(decision: Outcome, rule: String, queue: String? = nil, code: String, reason: String) {
    self.decision = decision
    self.rule = rule
    self.queue = queue
    self.code = code
    self.reason = reason
  }
}

/// All tests of one run.
package struct WorkflowTestRun: Sendable {
  package var results: [WorkflowTestResult] = []
  /// Tests that a limit kept from running, in words; never silently.
  package var notRun: [String] = []

  package var failed: [WorkflowTestResult] { results.filter { !$0.isPassed } }
  package var isPassed: Bool { failed.isEmpty }
}

/// How much the tests of definitions may do.
package enum WorkflowTestLimits {
  /// Tests of one definition.
  package static let tests = 500
  /// Bytes of a sample file.
  package static let bytes = 64 << 20
  /// After so long no further test begins; so a reload is answered.
  package static let time = Duration.seconds(120)
}
