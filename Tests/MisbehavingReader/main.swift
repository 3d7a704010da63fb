import CSystem
import Glibc

// A reader for tests: it speaks the wire, and the file's text says how it behaves.
var wanted = tickmark_hardening(
  memory_bytes: argument("--memory-bytes").flatMap { UInt64($0) } ?? 512 << 20,
  parent: argument("--parent").flatMap { Int32($0) } ?? 0,
  first_closed_descriptor: 4
)
guard unsafe tickmark_harden(&wanted) == 0 else { exit(71) }
MisbehavingReader(socket: 3).run()

func argument(_ name: String) -> Substring? {
  CommandLine.arguments.first { $0.hasPrefix(name + "=") }?.dropFirst(name.utf8.count + 1)
}
