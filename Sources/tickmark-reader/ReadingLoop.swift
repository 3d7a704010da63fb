import CSystem
import Documents
import Glibc
import Readers
import Readings

/// One file after the other, until the daemon closes its end.
struct ReadingLoop {
  let socket: Int32
  /// Above this a file may leave the process large, so memory is given back.
  private static let largeFileBytes: Int64 = 8 << 20

  func run() {
    let requests = RequestSocket(socket: socket)
    requests.send(ReaderWire.hello)
    while let (request, file) = requests.next() {
      _ = tickmark_allow_cpu_seconds(UInt32(clamping: request.cpuSeconds))
      switch request.task {
      case .read, .draw: answer(request, file: file, to: requests)
      case .survey: survey(request, file: file, to: requests)
      }
      close(file)
      if request.byteCount > Self.largeFileBytes { tickmark_trim_memory() }
    }
  }

  private func answer(_ request: ReadRequest, file: Int32, to requests: RequestSocket) {
    var batch = FrameBatch(id: request.id)
    var isTooLarge = false
    var summary = perform(request, file: file) { item in
      if !batch.add(item, send: requests.send) { isTooLarge = true }
    }
    if isTooLarge {
      _ = batch.add(.problem(Self.tooLarge), send: requests.send)
      summary.isRefused = true
    }
    batch.finish(summary, send: requests.send)
  }

  private func perform(
    _ request: ReadRequest,
    file: Int32,
    into sink: (ReadingItem) -> Void
  ) -> ReadingSummary {
    let input = DescriptorInput(descriptor: file, byteCount: request.byteCount)
    if let drawing = request.drawing {
      return PageDrawer.draw(input, drawing, limits: request.instructions.limits, into: sink)
    }
    return FileReader.read(
      input,
      instructions: request.instructions,
      fileName: request.fileName,
      into: sink
    )
  }

  private func survey(_ request: ReadRequest, file: Int32, to requests: RequestSocket) {
    let input = DescriptorInput(descriptor: file, byteCount: request.byteCount)
    let survey = FileSurveyor.survey(input, limits: request.instructions.limits)
    let end = ReadFrame.end(id: request.id, ReadingSummary(kind: survey.kind))
    requests.send(
      ReaderWire.bytes(of: .survey(id: request.id, survey)) + ReaderWire.bytes(of: end)
    )
  }

  private static let tooLarge = Problem(
    code: "file.item-too-large",
    scope: .file,
    message: """
      One document or row of the file takes more than \(ReaderWire.maximumItemBytes >> 20) MB, \
      so the file was not used.
      """,
    remedy: "Ask for the file in smaller parts, or without attachments inside it."
  )
}
