// Mutated papers for every reader: no crash, no hang, no silence, no growth; see Benchmarks/README.md.
import Foundation

guard let request = FuzzRequest(Array(CommandLine.arguments.dropFirst())) else {
  print(FuzzRequest.usage)
  exit(2)
}
switch request.task {
case .watch: exit(try FuzzWatch(request).run())
case .read(let progress):
  let code = try FuzzRun(request, progress: progress).run()
  fflush(nil)
  // Tesseract complains of models that are still loaded at an orderly end.
  _exit(code)
case .write(let path): try FuzzRun(request, progress: nil).write(to: path)
}
