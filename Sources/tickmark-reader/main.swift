import CSystem
import Glibc

// Reads strangers' files for the daemon, one at a time, in a process that can do nothing else.
// Started by `ReaderPool`, never by a person, except for `--self-test`.
if CommandLine.arguments.contains("--self-test") {
  exit(SelfTest.run())
}
guard let arguments = ReaderArguments(CommandLine.arguments) else {
  ReaderArguments.complain()
  exit(2)
}
let failure = Hardening.harden(arguments, firstClosedDescriptor: arguments.socket + 1)
guard failure == 0 else {
  ErrorOutput.write("tickmark-reader: cannot give up its rights: error \(failure)\n")
  exit(71)
}
ReadingLoop(socket: arguments.socket).run()
