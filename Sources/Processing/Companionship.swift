package import Documents

/// Which files of a group may simply accompany another, because nothing is wrong with them.
///
/// A damaged file may be the better form of the paper, or say otherwise: it is put aside as ever.
package enum Companionship {
  /// True when a file that gave nothing gave nothing by its nature: a kind that this version cannot read, or nothing inside.
  package static func isAttachment(_ problems: [Problem]) -> Bool {
    let wrong = problems.filter { $0.scope != .note }
    return !wrong.isEmpty
      && wrong.allSatisfy { problem in
        codes.contains(problem.code) || problem.code.hasSuffix(".not-readable-yet")
      }
  }

  /// A text with commas in it is a table of unknown columns to the reader.
  private static let codes: Set = [
    "csv.columns-unknown", "file.nothing-inside", "file.office-document", "file.unknown-kind",
    "hocr.no-invoice",
    "hocr.without-text", "image.no-invoice", "image.without-text", "mail.no-invoice",
    "pdf.no-invoice", "pdf.without-text",
    "xml.unknown-root", "mail.outlook",
  ]
}
