import Digests
package import Documents
import FoundationEssentials
import Readings
import Values

/// A second, quick copy of a stored document beside its JSON, which remains what counts.
///
/// Reading JSON back takes about ten times as long (`Benchmarks/ReaderWire`), and a report over all exceptions reads them all. A copy carries the
/// fingerprint of the form it was written in; one of another form (an older Tickmark's) is passed over.
enum DocumentCopy {
  static func bytes(of document: Document) -> [UInt8] {
    fingerprint + form(of: document)
  }

  /// The same with the document as it came over the wire.
  static func bytes(fromWire item: ArraySlice<UInt8>) -> [UInt8] {
    fingerprint + ReaderWire.itemsFrame(id: 0, count: 1, items: item)
  }

  /// Nil when the copy is of another form: the JSON tells then.
  static func document(_ data: Data) -> Document? {
    let bytes = Array(data)
    let start = fingerprint.count + ReaderWire.lengthBytes
    guard bytes.count >= start, bytes.starts(with: fingerprint) else { return nil }
    let payload = bytes[start...]
    do throws(WireError) {
      guard case .items(_, let items) = try ReaderWire.frame(from: payload),
        case .document(let document)? = items.first
      else { return nil }
      return document
    } catch {
      return nil
    }
  }

  private static func form(of document: Document) -> [UInt8] {
    ReaderWire.bytes(of: .items(id: 0, [.document(document)]))
  }

  /// The form shows in the bytes of a document that has one of everything: a field more or less changes them.
  private static let fingerprint: [UInt8] = {
    var sample = Document(type: .invoice)
    sample.taxes = [TaxBreakdown()]
    sample.allowancesAndCharges = [AllowanceCharge(isCharge: true)]
    sample.lines = [DocumentLine()]
    sample.lines[0].allowancesAndCharges = [AllowanceCharge(isCharge: false)]
    sample.payment.accounts = ["account"]
    sample.extra = ["name": "value"]
    sample.sources = ["number": Source(method: .xml, box: [0, 0, 1, 1])]
    sample.problems = [Problem(code: "a.b", scope: .note, message: "message", remedy: "remedy")]
    return Array(SHA256Digester.short(form(of: sample)).bytes.prefix(8))
  }()
}

/// A document as it is stored: its JSON, and the copy beside it.
///
/// It hangs on the document alone, so it can be made wherever there is time.
package struct DocumentForm: Sendable {
  let body: [UInt8]
  let copy: [UInt8]

  /// `wire`: the very document as an item of the wire, where it is at hand.
  package init(of document: Document, wire: ArraySlice<UInt8>? = nil) {
    body = JSONForm.bytes(document)
    copy = wire.map(DocumentCopy.bytes(fromWire:)) ?? DocumentCopy.bytes(of: document)
  }
}
