import Testing

@Suite(.timeLimit(.minutes(3)))
struct HelpTests {
  static let commands = [
    "run", "init", "check", "read", "match", "status", "exceptions", "explain", "rule", "undo",
    "report", "close",
    "verify", "doctor", "reload", "completion",
  ]

  @Test("the program's own help names each command and each exit code")
  func root() async throws {
    try await withScratch { scratch in
      let help = try await scratch.tickmark("--help")
      #expect(help.code == 0)
      for command in Self.commands { #expect(help.output.contains("\n  \(command) ")) }
      for word in ["0 fine", "1 something", "2 wrong usage", "70", "75", "78"] {
        #expect(help.output.contains(word), "\(word)")
      }
      #expect(try await scratch.tickmark("--version").output.first?.isNumber == true)
    }
  }

  @Test("each command teaches: what it is for, and what its exit codes mean", arguments: commands)
  func teaches(command: String) async throws {
    try await withScratch { scratch in
      let help = try await scratch.tickmark(command, "--help")
      #expect(help.code == 0)
      #expect(help.output.hasPrefix("OVERVIEW: "), "it has an abstract")
      #expect(help.output.contains("USAGE: tickmark \(command)"))
      let withCodes = [
        "run", "check", "read", "status", "exceptions", "verify", "doctor", "reload",
      ]
      if withCodes.contains(command) {
        #expect(help.output.contains(/Exit\s+code/), "\(help.output)")
      }
      // Neither looks at a workspace.
      if !["completion", "match"].contains(command) {
        #expect(help.output.contains("-w, --workspace"))
      }
    }
  }

  @Test(
    "wrong usage is 2, and says what is right",
    arguments: [
      (["frobnicate"], "Usage: tickmark"),
      (["status", "--format", "xml"], "'text' and 'json'"),
      (["read"], "Usage: tickmark read"), (["rule"], "Usage: tickmark rule"),
      (["run", "--twice"], "Usage: tickmark run"), (["completion", "tcsh"], "bash, zsh and fish"),
      (["read", "--as", "bills", "x.xml"], "invoice, expense, ledger"),
      (["explain"], "Usage: tickmark explain"),
    ]
  )
  func usage(words: [String], expected: String) async throws {
    try await withScratch { scratch in
      let answer = try await scratch.run(words)
      #expect(answer.code == 2, "\(answer.testDescription)")
      #expect(answer.errors.contains(expected), "\(answer.errors)")
      #expect(answer.output.isEmpty)
    }
  }

  @Test("outside of any workspace each command says how to get one")
  func noWorkspace() async throws {
    try await withScratch { scratch in
      let commands = [["status"], ["run"], ["check"], ["exceptions"], ["verify"], ["doctor"]]
      for words in commands {
        let answer = try await scratch.tickmark(words[0], in: scratch.outside)
        #expect(answer.code == 2, "\(words): \(answer.testDescription)")
        #expect(answer.errors.contains("tickmark init"), "\(words): \(answer.errors)")
      }
      let named = try await scratch.tickmark("status", "--workspace", "nowhere")
      #expect(named.code == 2)
      #expect(named.errors.contains("nowhere is no workspace"))
    }
  }

  @Test("completion scripts know the commands", arguments: ["bash", "zsh", "fish"])
  func completion(shell: String) async throws {
    try await withScratch { scratch in
      let answer = try await scratch.tickmark("completion", shell)
      #expect(answer.code == 0)
      for command in Self.commands { #expect(answer.output.contains(command), "\(command)") }
    }
  }
}
