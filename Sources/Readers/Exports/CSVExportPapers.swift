import Documents
import Values

/// Papers of a known export: rows that belong together, and which party the column of names is.
struct CSVExportPapers {
  let export: CSVExport
  private var open: Document?

  init(_ export: CSVExport) { self.export = export }

  /// Takes the paper of one row; gives one that is complete.
  mutating func take(_ row: Document) -> Document? {
    let paper = meant(row)
    guard export.isGrouped else { return paper }
    guard let last = open, isSame(last, paper) else {
      defer { open = paper }
      return open
    }
    open = joined(last, paper)
    return nil
  }

  mutating func finish() -> Document? {
    defer { open = nil }
    return open
  }

  private func isSame(_ left: Document, _ right: Document) -> Bool {
    guard let number = left.number, number == right.number,
      left.seller.name == right.seller.name, left.buyer.name == right.buyer.name,
      left.issueDate == right.issueDate, left.currency == right.currency
    else { return false }
    return export.summed != nil || left.totals == right.totals
  }

  private func joined(_ paper: Document, _ row: Document) -> Document {
    var paper = paper
    paper.problems += row.problems
    guard export.summed == "totals.gross" else { return paper }
    if let left = paper.totals.gross, let right = row.totals.gross,
      let sum = try? left.adding(right)
    {
      paper.totals.gross = sum
    } else {
      paper.totals.gross = nil
    }
    return paper
  }

  /// A sales invoice names the customer where a bill names the supplier; a credit note is told by its type.
  private func meant(_ row: Document) -> Document {
    var paper = row
    guard let type = paper.extra.removeValue(forKey: "paper")?.lowercased() else { return paper }
    paper.sources["paper"] = nil
    let isSale = type.contains("sales") || type == "si" || type == "sc"
    if isSale {
      (paper.buyer.name, paper.seller.name) = (paper.seller.name, nil)
      paper.sources["buyer.name"] = paper.sources.removeValue(forKey: "seller.name")
    }
    if type.contains("credit") || type == "pc" || type == "sc" { paper.type = .creditNote }
    if case .typed = export.amount, let net = paper.totals.net,
      let gross = try? net.adding(paper.totals.tax ?? .zero)
    {
      // The audit trail has no column for it.
      paper.totals.gross = gross
      paper.sources["totals.gross"] = Source(method: .rule, line: paper.sources["totals.net"]?.line)
    }
    return paper
  }
}
