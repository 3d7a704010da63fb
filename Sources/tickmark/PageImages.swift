import Documents
import Foundation
import ReaderPool
import Readings
import Synchronization
import Values

/// `read --image`: pages with the places of the values that were read from them, as PNG files.
///
/// The first page has the name that was given, the others get a number: `page.png`, `page-2.png`.
final class PageImages {
  private let path: String
  private var count = 0

  init(path: String) {
    self.path = path
  }

  /// A page that was drawn.
  struct Drawn: Encodable {
    var file: String
    var page: Int
    /// Values whose places are marked on it.
    var values: Int
  }

  enum Outcome {
    case drawn([Drawn])
    /// Why nothing was drawn.
    case nothing(String)
  }

  /// Draws what `reading` says of the file behind `paper`, whose descriptor is closed in every case.
  func draw(
    _ reading: Reading,
    of paper: OpenedPaper,
    named file: String,
    _ pool: ReaderPool
  ) async throws -> Outcome {
    guard let drawing = Self.drawing(of: reading) else {
      close(paper.descriptor)
      return .nothing(Self.reason(reading.summary))
    }
    let items = Mutex<[ReadingItem]>([])
    let outcome = try await pool.draw(
      descriptor: paper.descriptor,
      drawing: drawing,
      fileName: URL(filePath: file).lastPathComponent,
      byteCount: paper.byteCount
    ) { more in items.withLock { $0 += more } }
    switch outcome {
    case .finished: break
    case .died(let death): return .nothing(death.problem.message)
    case .unavailable(let reason): throw OfficeAccess.refuse(reason, code: 75)
    }
    return try write(items.withLock { $0 }, drawing)
  }

  private func write(_ items: [ReadingItem], _ drawing: DrawInstructions) throws -> Outcome {
    var drawn: [Drawn] = []
    var bytes: [UInt8] = []
    for item in items {
      switch item {
      case .enclosed(let piece):
        bytes += piece.bytes
        guard piece.isLast else { continue }
        let values = drawing.pages.first { $0.number == piece.number }?.marks.count ?? 0
        drawn.append(Drawn(file: try write(bytes), page: piece.number, values: values))
        bytes = []
      case .problem(let problem):
        guard drawn.isEmpty else { return .drawn(drawn) }
        return .nothing(problem.message)
      case .document, .entry, .statement, .row: continue
      }
    }
    return .drawn(drawn)
  }

  /// - Returns: the name of the file.
  private func write(_ bytes: [UInt8]) throws -> String {
    count += 1
    let name = Self.name(path, number: count)
    do {
      try Data(bytes).write(to: URL(filePath: name), options: .atomic)
    } catch {
      throw OfficeAccess.refuse("\(name) cannot be written: \(error.localizedDescription)", code: 1)
    }
    return name
  }

  /// `page-2.png` of `page.png` and 2.
  static func name(_ path: String, number: Int) -> String {
    guard number > 1 else { return path }
    let end = URL(filePath: path).pathExtension
    guard !end.isEmpty else { return "\(path)-\(number)" }
    return "\(path.dropLast(end.count + 1))-\(number).\(end)"
  }
}

extension PageImages {
  /// The pages on which values have a place; the first page where none has; nil where there are no pages.
  private static func drawing(of reading: Reading) -> DrawInstructions? {
    guard hasPages(reading.summary.kind), !reading.summary.isRefused else { return nil }
    var pages: [Int: [DrawInstructions.Mark]] = [:]
    for document in reading.documents {
      for (field, source) in document.sources.sorted(by: { $0.key < $1.key }) {
        guard let page = source.page, let box = source.box else { continue }
        add(field, source, box, to: &pages[page, default: []])
      }
    }
    if pages.isEmpty { pages[1] = [] }
    let drawn = pages.keys.sorted().prefix(DrawInstructions.maximumPages)
    return DrawInstructions(
      pages: drawn.map { number in
        let marks = (pages[number] ?? []).prefix(DrawInstructions.maximumMarks)
        return DrawInstructions.Page(number: number, marks: Array(marks))
      }
    )
  }

  /// What is taken from one place is one mark with several names; the least sure of them gives the colour.
  private static func add(
    _ field: String,
    _ source: Source,
    _ box: [Double],
    to marks: inout [DrawInstructions.Mark]
  ) {
    let certainty = certainty(source.confidence)
    guard let index = marks.firstIndex(where: { $0.box == box }) else {
      marks.append(DrawInstructions.Mark(box: box, label: field, certainty: certainty))
      return
    }
    marks[index].label += ", \(field)"
    if certainty != .sure, marks[index].certainty != .doubtful {
      marks[index].certainty = certainty
    }
  }

  private static let sure = ExactDecimal(coefficient: 99, scale: 2)
  private static let likely = ExactDecimal(coefficient: 9, scale: 1)

  private static func certainty(_ confidence: ExactDecimal?) -> DrawInstructions.Certainty {
    guard let confidence, confidence < sure else { return .sure }
    return confidence < likely ? .doubtful : .likely
  }

  static func hasPages(_ kind: FileKind) -> Bool {
    switch kind {
    case .pdf, .facturX, .image: true
    case .ubl, .cii, .fatturaPA, .facturae, .camt, .pain001, .mt940, .ofx, .qif, .bai2, .datev,
      .journal, .beancount, .csv, .xlsx, .ods, .zip, .hocr, .eml, .xml, .text, .empty, .unknown:
      false
    }
  }

  private static func reason(_ summary: ReadingSummary) -> String {
    guard hasPages(summary.kind) else {
      return "it has no pages to draw (it is \(summary.kind.rawValue)); PDFs and pictures have"
    }
    return "nothing was read from it"
  }
}
