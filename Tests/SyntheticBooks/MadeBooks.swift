/// Made-up books with what is true about them.
package struct MadeBooks: Sendable {
  /// Documents and entries that belong together.
  package struct Group: Sendable {
    package var scenario: String
    package var documents: [Int]
    package var entries: [Int]
    /// Document, entry, minor units of the document's currency.
    package var links: [(document: Int, entry: Int, minor: Int64)]
    /// Others that nothing in the tables tells apart from these.
    package var likeDocuments: [Int] = []
    package var likeEntries: [Int] = []
    /// True when the payment gives no number of what it pays.
    package var isSilent = false
  }

  package var documents: [DocumentRow] = []
  package var entries: [EntryRow] = []
  package var remittances: [RemittanceRow] = []
  package var parties: [Party] = []
  package var groups: [Group] = []
  /// Copies of documents: original, copy.
  package var copies: [(original: Int, copy: Int)] = []
  /// Pairs of entries of which the second pays something again.
  package var paidTwice: [(first: Int, second: Int)] = []

  /// `D7=E12` for each true link and each that is as good.
  package var links: Set<String> {
    var result: Set<String> = []
    for group in groups {
      for link in group.links {
        for document in [link.document] + group.likeDocuments {
          for entry in [link.entry] + group.likeEntries {
            result.insert("\(documents[document].id)=\(entries[entry].id)")
          }
        }
      }
    }
    return result
  }
}
