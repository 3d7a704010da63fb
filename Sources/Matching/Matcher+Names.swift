package import Books
package import Documents
import Values

extension Matcher {
  /// The counterparty's words, where they are a name and not at all one of the document's; else nil.
  package static func otherName(of document: Document, _ entry: Entry) -> String? {
    guard let counterparty = entry.counterparty else { return nil }
    let other = NameProfile(counterparty)
    guard !other.distinctive.isEmpty else { return nil }
    let names = [document.payee.name, document.seller.name, document.seller.tradingName]
      .compactMap { $0 }.map { NameProfile($0) }.filter { !$0.words.isEmpty }
    guard !names.isEmpty else { return nil }
    let isKnown = names.contains { name in
      max(name.similarity(to: other.forms), other.similarity(to: name.forms)) >= Scorer.similarName
    }
    return isKnown ? nil : other.words.joined(separator: " ")
  }
}
