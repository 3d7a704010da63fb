import Documents
import Readings

/// The e-invoice inside a hybrid PDF (ZUGFeRD, Factur-X, XRechnung).
struct PDFEmbedded {
  var file: EmbeddedFile
  var bytes: [UInt8]
  var found: FileDetection
  /// Further e-invoices inside.
  var rivals: [PDFEmbedded] = []

  /// Names by which the standards know their file, the newest first.
  ///
  /// Any other name is taken when the content is an invoice. Source: Factur-X 1.0.07, 6.2.2; ZUGFeRD 1.0, 2.0.
  private static let usualNames = [
    "factur-x.xml", "xrechnung.xml", "zugferd-invoice.xml", "cii.xml", "ubl.xml",
  ]
  /// More than that many files are not opened.
  static let maximumAttachments = 100
  /// So many further e-invoices are held against the one that leads.
  private static let maximumRivals = 5

  enum Search {
    case none
    case found(PDFEmbedded)
    /// There is a file of such a name that is no readable invoice.
    case broken(Problem)
  }

  /// The attachment that is the invoice, by content; among several the one with the best known name.
  static func search(_ file: PDFFile, raw: [UInt8], limits: ReadLimits) -> Search {
    let count = min(file.attachmentCount, maximumAttachments)
    let names = count > 0 ? names(file, count: count, raw: raw) : []
    let order = (0..<count).sorted { (rank(names[$0].name), $0) < (rank(names[$1].name), $1) }
    var broken: Problem?
    var invoices: [PDFEmbedded] = []
    for index in order where invoices.count <= maximumRivals {
      let isUsual = rank(names[index].name) < usualNames.count
      guard let bytes = file.attachment(index) else {
        if isUsual { broken = broken ?? PDFProblems.attachmentUnreadable(names[index].name) }
        continue
      }
      let found = FileKindDetector.detect(MemoryInput(bytes), limits: limits)
      if found.kind == .ubl || found.kind == .cii {
        invoices.append(PDFEmbedded(file: names[index], bytes: bytes, found: found))
      } else if isUsual {
        broken = broken ?? PDFProblems.attachmentNoInvoice(names[index].name, found)
      }
    }
    if invoices.isEmpty { addLoose(raw, limits, to: &invoices, &broken) }
    if var first = invoices.first {
      first.rivals = Array(invoices.dropFirst())
      return .found(first)
    }
    return broken.map(Search.broken) ?? .none
  }

  /// Files that only `/AF` or an annotation names, where the name tree has no e-invoice.
  private static func addLoose(
    _ raw: [UInt8],
    _ limits: ReadLimits,
    to invoices: inout [PDFEmbedded],
    _ broken: inout Problem?
  ) {
    let files = PDFLooseFiles.files(in: raw)
    let order = files.indices.sorted { (rank(files[$0].name), $0) < (rank(files[$1].name), $1) }
    for file in order.map({ files[$0] }) where invoices.count <= maximumRivals {
      let found = FileKindDetector.detect(MemoryInput(file.bytes), limits: limits)
      if found.kind == .ubl || found.kind == .cii {
        let named = EmbeddedFile(name: file.name, relationship: file.relationship)
        invoices.append(PDFEmbedded(file: named, bytes: file.bytes, found: found))
      } else if rank(file.name) < usualNames.count {
        broken = broken ?? PDFProblems.attachmentNoInvoice(file.name, found)
      }
    }
  }

  private static func rank(_ name: String) -> Int {
    usualNames.firstIndex(of: name.lowercased()) ?? usualNames.count
  }

  private static func names(_ file: PDFFile, count: Int, raw: [UInt8]) -> [EmbeddedFile] {
    let specs = PDFFileSpecs(raw).specs
    let given = (0..<count).map { file.attachmentName($0) }
    // Poppler ends a name in UTF-16 at its first zero byte: only the mark is left of it.
    let isCut = { (name: [UInt8]) in name.count <= 2 }
    let known = Set(given.filter { !isCut($0) }.map(PDFBytes.decoded))
    let others = specs.filter { !known.contains($0.name) }
    var next = 0
    return given.map { name in
      guard isCut(name) else {
        let text = PDFBytes.decoded(name)
        let spec = specs.first { $0.name == text }
        return EmbeddedFile(name: text, relationship: spec?.relationship)
      }
      // The name tree is sorted, as Poppler's list is; the names left over are told apart by order
      // only when there are as many of them.
      let isPaired = others.count == given.count(where: isCut)
      let spec = isPaired ? others.sorted { $0.name < $1.name }[next] : nil
      next += 1
      return EmbeddedFile(name: spec?.name ?? "", relationship: spec?.relationship)
    }
  }
}
