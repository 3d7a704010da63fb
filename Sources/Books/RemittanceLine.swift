package import Values

/// One line of a payment run or payout: a part of a bulk entry in the bank.
package struct RemittanceLine: Hashable, Sendable {
  package enum Kind: String, Sendable {
    /// A file of payments that went to the bank (pain.001).
    case paymentRun = "payment-run"
    /// What a card processor or market place says is in its transfer.
    case payout
  }

  /// The bulk entry's reference: payment information id, payout id.
  package var batch: String
  /// The id of the message that held the batch; some banks book with it.
  package var message: String?
  package var kind: Kind?
  package var day: Day?
  package var account: String?
  package var counterparty: String?
  package var counterpartyIBAN: String?
  /// Before a fee was withheld; positive in the direction of the batch.
  package var gross: Money
  package var fee: Money?
  /// What the line is of the bulk entry.
  package var net: Money
  /// The line's own end-to-end or transaction id.
  package var reference: String?
  package var text: String?

  /// From a row of a remittance table; nil without batch, currency or net amount.
  package init?(row: [String: String]) {
    guard let batch = row["batch"], let currency = row["currency"].flatMap({ Currency($0) }),
      let net = Self.money(row["net"], currency)
    else { return nil }
    self.batch = batch
    self.net = net
    gross = Self.money(row["gross"], currency) ?? net
    fee = Self.money(row["fee"], currency)
    message = row["message"]
    kind = row["kind"].flatMap { Kind(rawValue: $0.replacing("_", with: "-")) }
    day = row["day"].flatMap { Day($0) }
    account = row["account"]
    counterparty = row["counterparty"]
    counterpartyIBAN = row["counterpartyIBAN"]
    reference = row["reference"]
    text = row["text"]
  }

  private static func money(_ text: String?, _ currency: Currency) -> Money? {
    text.flatMap { ExactDecimal($0) }.flatMap { try? Money($0, currency) }
  }
}
