import Foundation

/// Papers of others, where TICKMARK_CORPORA names the folder that holds them.
package enum CorpusPapers {
  /// Larger ones take the time of many.
  private static let maximumBytes = 60_000
  private static let maximumPictureBytes = 200_000
  private static let folders = [
    "einvoices", "invoice-pdfs", "invoice2data", "receipts", "reconciliation/small", "statements",
  ]
  /// What lies beside papers: what is in them, and notes.
  private static let others: Set = ["json", "jsonl", "md", "py", "yml"]

  /// In the order of their names; empty where there is no such folder.
  package static func all(_ root: String?) throws -> [[UInt8]] {
    guard let root else { return [] }
    var paths: [String] = []
    for folder in folders {
      let base = URL(filePath: root).appending(path: folder)
      let found = FileManager.default.enumerator(at: base, includingPropertiesForKeys: nil)
      while let url = found?.nextObject() as? URL {
        if !others.contains(url.pathExtension) { paths.append(url.path) }
      }
    }
    return try paths.sorted().compactMap { path in
      let url = URL(filePath: path)
      guard try url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else {
        return nil
      }
      let data = try Data(contentsOf: url)
      let isPicture = ["jpg", "png"].contains(url.pathExtension)
      let limit = isPicture ? maximumPictureBytes : maximumBytes
      return data.isEmpty || data.count > limit ? nil : [UInt8](data)
    }
  }
}
