import Books
import CSystem
import Documents
import FoundationEssentials
import Glibc
import Readings
import Values

/// Answers requests as the first word of each file tells it to.
struct MisbehavingReader {
  let socket: Int32

  func run() {
    write(ReaderWire.hello)
    var isFirst = true
    while let (request, command) = next() {
      _ = tickmark_allow_cpu_seconds(UInt32(clamping: request.cpuSeconds))
      obey(command, request, isFirst: isFirst)
      isFirst = false
    }
  }

  private func obey(_ command: [String], _ request: ReadRequest, isFirst: Bool) {
    let number = command.count > 1 ? Int(command[1]) ?? 0 : 0
    switch command.first {
    case "entries": answer(request.id, entries: number)
    case "invoice": answerInvoice(request.id)
    case "abort": abort()
    case "segfault": kill(by: SIGSEGV)
    case "killed": kill(by: SIGKILL)
    case "exit": exit(Int32(number))
    case "complain":
      writeError("first complaint\nthe last complaint\n")
      exit(9)
    case "hang": while true { sleep(1_000) }
    case "spin": while true {}
    case "eat": eatMemory()
    case "rubbish":
      write([99, 0, 0, 0] + (0..<4_096).map { UInt8(truncatingIfNeeded: $0 &* 167 &+ 13) })
    case "badText": write(ReaderWire.framed([1, 2, 1, 4, 2, 1, 1, 0xFF]))
    case "half":
      write(Array(ReaderWire.bytes(of: .items(id: request.id, [entry(1)])).dropLast(5)))
      exit(0)
    case "halfAndHang":
      write(Array(ReaderWire.bytes(of: .items(id: request.id, [entry(1)])).dropLast(5)))
      while true { sleep(1_000) }
    case "hugeLength": write([0xFF, 0xFF, 0xFF, 0x7F, 1, 2, 3])
    case "flood": flood(request.id)
    case "close":
      close(socket)
      while true { sleep(1_000) }
    case "otherFile": answer(request.id + 1, entries: 1)
    case "twoEnds":
      let end = ReaderWire.bytes(of: .end(id: request.id, ReadingSummary(kind: .csv)))
      write(end + end)
    case "thenDie":
      answer(request.id, entries: 1)
      kill(by: SIGKILL)
    case "thenTalk":
      answer(request.id, entries: 1)
      write(ReaderWire.bytes(of: .items(id: request.id + 1, [entry(666)])))
    case "talkUnlessFirst":
      if !isFirst { write(ReaderWire.bytes(of: .items(id: 1, [entry(666)]))) }
      answer(request.id, entries: 1)
    case "chatter":
      for _ in 0..<5_000 { writeError(String(repeating: "x", count: 99) + "\n") }
      answer(request.id, entries: number)
    case "try":
      let error = tickmark_try(Int32(number))
      answer(request.id, entries: error == 0 ? 0 : 1)
    default: answer(request.id, entries: 0)
    }
  }

  private func answer(_ id: Int, entries: Int) {
    var batch = FrameBatch(id: id)
    for line in 0..<entries { _ = batch.add(entry(line), send: write) }
    var summary = ReadingSummary(kind: .csv)
    summary.entries = entries
    batch.finish(summary, send: write)
  }

  /// An invoice of a usual size: ten lines, each value of its head with its source.
  private func answerInvoice(_ id: Int) {
    var invoice = Document(type: .invoice)
    invoice.number = "2026-0414"
    invoice.issueDate = Day("2026-03-14")
    invoice.currency = .euro
    invoice.seller.name = "Kessel Holzhandel GmbH"
    invoice.seller.vatID = "DE811907980"
    invoice.buyer.name = "Tischlerei Brandt"
    invoice.totals.net = ExactDecimal("1000.00")
    invoice.totals.tax = ExactDecimal("190.00")
    invoice.totals.gross = ExactDecimal("1190.00")
    for number in 1...10 {
      var line = DocumentLine()
      line.id = String(number)
      line.description = "Fichtenbretter, gehobelt, 24 x 120 mm"
      line.quantity = ExactDecimal("10")
      line.unitPrice = ExactDecimal("10.00")
      line.net = ExactDecimal("100.00")
      invoice.lines.append(line)
    }
    for number in 0..<20 {
      let path = "/Invoice/LegalMonetaryTotal/TaxInclusiveAmount\(number)"
      invoice.sources["totals.field\(number)"] = Source(method: .xml, line: number, path: path)
    }
    var batch = FrameBatch(id: id)
    _ = batch.add(.document(invoice), send: write)
    var summary = ReadingSummary(kind: .ubl)
    summary.documents = 1
    batch.finish(summary, send: write)
  }

  private func flood(_ id: Int) {
    let frame = ReaderWire.bytes(of: .items(id: id, (0..<200).map { entry($0) }))
    while true { write(frame) }
  }

  private func eatMemory() {
    var pieces: [[UInt8]] = []
    while true { pieces.append([UInt8](repeating: 7, count: 8 << 20)) }
  }

  /// A crash as a stray pointer makes it; other processes cannot be signalled from here.
  private func kill(by number: Int32) {
    signal(number, SIG_DFL)
    raise(number)
  }

  private func entry(_ line: Int) -> ReadingItem {
    var entry = Entry(
      day: Day(number: Int32(20_000 + line % 365)),
      amount: Money(minorUnits: Int64(line) * 17 - 5_000, currency: .euro)
    )
    entry.id = "E-\(line)"
    entry.account = "DE02120300000000202051"
    entry.counterparty = "Kessel Holzhandel GmbH"
    entry.counterpartyIBAN = "DE75512108001245126199"
    entry.reference = "RF18 5390 0754 7034"
    entry.memo = "Rechnung 2026-\(line) vom 14.03.2026, Kundennummer 4711"
    entry.line = line + 1
    return .entry(entry)
  }
}

extension MisbehavingReader {
  private func next() -> (ReadRequest, [String])? {
    var file: Int32 = -1
    let header = receive(ReaderWire.lengthBytes, &file)
    guard let count = ReaderWire.payloadCount(header[...]) else { return nil }
    let payload = receive(count, &file)
    guard let request = decoded(payload) else { return nil }
    var text = [UInt8](repeating: 0, count: 200)
    let length = unsafe text.withUnsafeMutableBytes { unsafe pread(file, $0.baseAddress, 200, 0) }
    close(file)
    let words = String(decoding: text.prefix(max(0, length)), as: UTF8.self).split(separator: " ")
    return (request, words.map { String($0) })
  }

  private func decoded(_ payload: [UInt8]) -> ReadRequest? {
    do {
      return try JSONDecoder().decode(ReadRequest.self, from: Data(payload))
    } catch {
      writeError("\(error)\n")
      return nil
    }
  }

  private func receive(_ count: Int, _ file: inout Int32) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < count {
      var piece = [UInt8](repeating: 0, count: count - bytes.count)
      let got = unsafe piece.withUnsafeMutableBytes {
        unsafe tickmark_receive_with_descriptor(socket, $0.baseAddress, $0.count, &file)
      }
      guard got > 0 else { return bytes }
      bytes += piece.prefix(got)
    }
    return bytes
  }

  private func write(_ bytes: [UInt8]) {
    let failure = unsafe bytes.withUnsafeBytes {
      unsafe tickmark_write_all(socket, $0.baseAddress, $0.count)
    }
    if failure != 0 { exit(0) }
  }

  private func writeError(_ text: String) {
    let bytes = Array(text.utf8)
    _ = unsafe bytes.withUnsafeBytes { unsafe tickmark_write_all(2, $0.baseAddress, $0.count) }
  }
}

extension Currency {
  static let euro: Currency = {
    guard let euro = Currency("EUR") else { preconditionFailure("ISO 4217 lists the euro") }
    return euro
  }()
}
