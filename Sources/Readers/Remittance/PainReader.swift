import Documents
import Readings
import Values

/// Payment files (ISO 20022 pain.001) to the lines of their batches.
///
/// Source: ISO 20022 message definitions pain.001.001.02 to .12, and national forms of them; elements are told by their
/// names below `PmtInf` and `CdtTrfTxInf`, which no version has changed.
enum PainReader {
  static func read(
    _ input: some FileInput,
    start: XMLStart,
    instructions: ReadInstructions,
    into sink: (ReadingItem) -> Void
  ) -> ReadingSummary {
    withoutActuallyEscaping(sink) { sink in
      let handler = PainHandler(limits: instructions.limits, sink: sink)
      let outcome = XMLStream.parse(
        input,
        start: start,
        limits: instructions.limits,
        into: handler
      )
      var problem = handler.proof
      if case .failed(let failure) = outcome { problem = failure }
      var summary = ReadingSummary(kind: .pain001)
      summary.rows = handler.rows
      if let problem {
        sink(.problem(problem))
        summary.isRefused = true
      }
      return summary
    }
  }
}

/// Takes each payment as its element closes.
private final class PainHandler: XMLHandler {
  private(set) var rows = 0
  private let limits: ReadLimits
  private let sink: (ReadingItem) -> Void
  private var path: [String] = []
  private var text: [UInt8] = []
  private var currency = ""
  private var line = 0
  /// Of the message, of the open batch, of the open payment.
  private var message: [String: String] = [:]
  private var batch: [String: String] = [:]
  private var payment: [String: String] = [:]
  private var remittance: [String] = []
  private var batchSum = ExactDecimal.zero
  private var batchRows = 0
  private var total = ExactDecimal.zero
  private var found: Problem?

  init(limits: ReadLimits, sink: @escaping (ReadingItem) -> Void) {
    (self.limits, self.sink) = (limits, sink)
  }

  /// What speaks against the whole file once it is read.
  var proof: Problem? {
    if let found { return found }
    if rows == 0 { return PainProblems.noPayments }
    return differs(message, rows, total, "the message")
  }

  override func start(_ tag: XMLTag) {
    path.append(tag.nameText)
    text.removeAll(keepingCapacity: true)
    switch path.last {
    case "PmtInf":
      (batch, batchSum, batchRows) = ([:], .zero, 0)
    case "CdtTrfTxInf":
      (payment, remittance) = ([:], [])
      line = tag.line
    case "InstdAmt":
      unsafe tag.forEachAttribute { name, value in
        if unsafe String(cString: name) == "Ccy" {
          currency = unsafe String(decoding: value, as: UTF8.self)
        }
      }
    default: break
    }
  }

  override func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard text.count + bytes.count <= limits.fieldBytes else {
      refusal = XMLProblems.tooLong(limit: limits.fieldBytes, line: line)
      return
    }
    unsafe text.append(contentsOf: bytes)
  }

  override func end() {
    let value = String(decoding: text, as: UTF8.self).trimmingSpaces()
    let name = path.popLast() ?? ""
    text.removeAll(keepingCapacity: true)
    if path.contains("CdtTrfTxInf") {
      take(name, value)
    } else if name == "CdtTrfTxInf" {
      close()
    } else if path.contains("PmtInf") {
      takeBatch(name, value)
    } else if name == "PmtInf" {
      if found == nil { found = differs(batch, batchRows, batchSum, "a batch") }
    } else if path.last == "GrpHdr", !value.isEmpty {
      message[name] = message[name] ?? value
    }
  }

  private func takeBatch(_ name: String, _ value: String) {
    guard !value.isEmpty else { return }
    switch (path.last, name) {
    case ("PmtInf", "PmtInfId"), ("PmtInf", "NbOfTxs"), ("PmtInf", "CtrlSum"): batch[name] = value
    case ("PmtInf", "ReqdExctnDt"), ("ReqdExctnDt", "Dt"), ("ReqdExctnDt", "DtTm"):
      batch["day"] = String(value.prefix(10))
    case (_, "IBAN") where path.contains("DbtrAcct"): batch["account"] = value
    default: break
    }
  }

  private func take(_ name: String, _ value: String) {
    guard !value.isEmpty else { return }
    switch name {
    case "EndToEndId" where value.uppercased() != "NOTPROVIDED": payment["reference"] = value
    case "InstrId": payment["instruction"] = value
    case "InstdAmt": payment["net"] = value
    case "Nm" where path.last == "Cdtr" || path.suffix(2) == ["Cdtr", "Pty"]:
      payment["counterparty"] = value
    case "IBAN" where path.contains("CdtrAcct"): payment["counterpartyIBAN"] = value
    case "Ustrd": remittance.append(value)
    case "Ref" where path.last == "CdtrRefInf": remittance.append(value)
    case "Nb" where path.last == "RfrdDocInf": remittance.append(value)
    default: break
    }
  }

  private func close() {
    guard rows < limits.rows else {
      refusal = PainProblems.tooMany(limit: limits.rows, line: line)
      return
    }
    guard let amount = XMLText.decimal(payment["net"] ?? ""), let known = Currency(currency),
      (try? Money(amount, known)) != nil
    else {
      refusal = PainProblems.badPayment("amount", payment["net"] ?? "", line: line)
      return
    }
    guard let id = batch["PmtInfId"] ?? message["MsgId"] else {
      refusal = PainProblems.badPayment("batch (PmtInfId)", "", line: line)
      return
    }
    var values = [
      "batch": id, "kind": "payment-run", "currency": known.code, "net": amount.description,
      "gross": amount.description,
    ]
    values["message"] = message["MsgId"]
    values["day"] = batch["day"].flatMap { Day($0) }?.description
    values["account"] = batch["account"]
    values["counterparty"] = payment["counterparty"]
    values["counterpartyIBAN"] = payment["counterpartyIBAN"]
    values["reference"] = payment["reference"] ?? payment["instruction"]
    let text = remittance.joined(separator: " ")
    if !text.isEmpty { values["text"] = text }
    (rows, batchRows) = (rows + 1, batchRows + 1)
    batchSum = (try? batchSum.adding(amount)) ?? .zero
    total = (try? total.adding(amount)) ?? .zero
    sink(.row(TableRow(line: line, values: values)))
  }

  /// The file's own sums; amounts of several currencies are added as they stand, as the standard wants.
  private func differs(
    _ stated: [String: String],
    _ count: Int,
    _ sum: ExactDecimal,
    _ what: String
  ) -> Problem? {
    if let text = stated["NbOfTxs"], let wanted = Int(text), wanted != count {
      return PainProblems.controlSum("\(count) payments", text, what)
    }
    if let text = stated["CtrlSum"], let wanted = XMLText.decimal(text), wanted != sum {
      return PainProblems.controlSum("payments of together \(sum)", text, what)
    }
    return nil
  }
}

/// What can be wrong with a payment file, in words for a bookkeeper.
private enum PainProblems {
  static let noPayments = Problem(
    code: "pain.no-payments",
    scope: .file,
    message: "The payment file holds no payment.",
    remedy: "Export it again from the program that made it."
  )

  static func badPayment(_ what: String, _ text: String, line: Int) -> Problem {
    Problem(
      code: "pain.bad-payment",
      scope: .file,
      message: "The payment in line \(line) has no usable \(what), so the file cannot be trusted.",
      place: Place(line: line),
      rawText: text,
      remedy: "Export it again from the program that made it."
    )
  }

  static func controlSum(_ found: String, _ stated: String, _ what: String) -> Problem {
    Problem(
      code: "pain.control-sum",
      scope: .file,
      message: "The file has \(found), but \(what) says \(stated).",
      rawText: stated,
      remedy: "Export it again: a payment is missing, doubled or changed."
    )
  }

  static func tooMany(limit: Int, line: Int) -> Problem {
    Problem(
      code: "pain.too-many-payments",
      scope: .file,
      message: "The file has more than \(limit) payments.",
      place: Place(line: line),
      remedy: "Export it in smaller files."
    )
  }
}
