/// A document that is a copy of another.
package struct DuplicateDocument: Equatable, Sendable {
  package var document: Int32
  package var original: Int32
}

/// Finds copies of documents: one party, one amount, one number however it is written, and days close together.
///
/// Recurring bills have numbers of their own, so they are never taken for copies.
enum Duplicates {
  /// A copy may be dated when it arrived.
  static let maximumDays: Int32 = 10

  static func find(_ documents: DocumentColumns, _ parties: Parties) -> [DuplicateDocument] {
    var groups: [UInt64: [Int32]] = [:]
    var text = FoldedText()
    for row in 0..<documents.count {
      text.set(documents.text, documents.number[row])
      let key = key(text)
      guard key != 0 else { continue }
      var hash = TextHash()
      for part in [
        key, UInt64(parties.ofDocument[row]), UInt64(bitPattern: documents.total[row]),
        UInt64(documents.currency[row].value),
      ] {
        for shift in stride(from: UInt64(0), to: 64, by: 8) {
          hash.add(UInt8(truncatingIfNeeded: part >> shift))
        }
      }
      groups[hash.value, default: []].append(Int32(row))
    }
    var result: [DuplicateDocument] = []
    for rows in groups.values where rows.count > 1 { result += copies(rows, documents) }
    return result.sorted { $0.document < $1.document }
  }

  /// Each but the first that is near the one before it in time.
  private static func copies(_ rows: [Int32], _ documents: DocumentColumns) -> [DuplicateDocument] {
    let ordered = rows.sorted { left, right in
      let (a, b) = (documents.issueDay[Int(left)], documents.issueDay[Int(right)])
      let (m, n) = (documents.number[Int(left)].count, documents.number[Int(right)].count)
      return (a, m, left) < (b, n, right)
    }
    var result: [DuplicateDocument] = []
    var original = ordered[0]
    for row in ordered.dropFirst() {
      // A document without a day is near to none that has one.
      let gap = Int(documents.issueDay[Int(row)]) - Int(documents.issueDay[Int(original)])
      if gap <= Int(maximumDays) {
        result.append(DuplicateDocument(document: row, original: original))
      } else {
        original = row
      }
    }
    return result
  }

  /// The number without what copies differ in: punctuation, zeros, O for 0, a word for “invoice” before it, a letter
  /// or `-1` behind it; 0 for no number.
  static func key(_ text: FoldedText) -> UInt64 {
    var runs = text.runs[...]
    let letters = { (run: TextRun) in text.bytes[Int(run.start)..<Int(run.end)] }
    if runs.count > 2, let front = runs.first, !front.isDigits,
      runs.dropFirst().first?.gap == .apart,
      letters(front).elementsEqual("RG".utf8) || letters(front).elementsEqual("RE".utf8)
    {
      runs = runs.dropFirst()
    } else if runs.count == 2, let front = runs.first, Label.of(text, front) == .invoice {
      runs = runs.dropFirst()
    }
    if runs.count > 1, let last = runs.last, last.count == 1,
      last.gap == (last.isDigits ? .joined : .none),
      runs.dropLast().last?.isDigits == true,
      last.isDigits ? (0x31...0x33).contains(letters(last).first ?? 0) : true
    {
      runs = runs.dropLast()
    }
    var hash = TextHash()
    var count = 0
    for run in runs {
      for byte in letters(run) where byte != UInt8(ascii: "0") && byte != UInt8(ascii: "O") {
        hash.add(byte)
        count += 1
      }
    }
    return count == 0 ? 0 : hash.value
  }
}
