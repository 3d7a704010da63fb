package import Documents
import Values

/// Keys under which the papers of a party and the entries of the same party meet in an index.
///
/// Wide on purpose: an account, or one word of a name. They only make two things candidates; whether the parties are the
/// same is weighed afterwards.
package enum PartyKeys {
  /// Most words of a document's names that are indexed.
  static let maximumWords = 6
  /// Accounts shorter than this are no accounts.
  static let leastAccount = 8

  /// `learned` are other names under which its seller is paid.
  package static func of(_ document: Document, learned: [String] = []) -> [String] {
    let written =
      [document.payment.iban, document.seller.iban, document.payee.iban]
      + (document.payment.accounts ?? []).map { $0 }
    var keys: [String] = []
    for account in written.compactMap({ $0 }) { add(self.account(account), to: &keys) }
    let names = [document.payee.name, document.seller.name, document.seller.tradingName]
    var words: [String] = []
    for name in names.compactMap({ $0 }) {
      for word in telling(name) where !words.contains(word) { words.append(word) }
    }
    for word in words.prefix(maximumWords) { add("W" + word, to: &keys) }
    for name in learned { add(telling(name).first.map { "W" + $0 }, to: &keys) }
    return keys
  }

  /// The account, and the first word that tells one company from another: of the counterparty, else of the memo.
  package static func of(_ entry: Entry) -> [String] {
    var keys: [String] = []
    if let iban = entry.counterpartyIBAN { add(account(iban), to: &keys) }
    let name = entry.counterparty.flatMap { $0.isEmpty ? nil : $0 } ?? entry.memo ?? ""
    if let word = telling(name).first { add("W" + word, to: &keys) }
    return keys
  }

  private static func telling(_ name: String) -> [String] {
    let words = PartyName(name).words.filter { $0.contains(where: \.isLetter) && $0.count >= 3 }
    let distinctive = words.filter { !PartyName.isGeneric($0) }
    return distinctive.isEmpty ? words : distinctive
  }

  private static func account(_ text: String) -> String? {
    let normal = text.uppercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
    return normal.count >= leastAccount ? "A" + normal : nil
  }

  private static func add(_ key: String?, to keys: inout [String]) {
    if let key, !keys.contains(key) { keys.append(key) }
  }
}
