package import Values

/// A bank statement's own claim about its rows: opening + rows = closing.
package struct Statement: Hashable, Sendable, Codable {
  package var id: String?
  package var account: String?
  package var opening: Money?
  package var closing: Money?
  package var from: Day?
  package var to: Day?
  /// How many entries of the reading belong to it, in order.
  package var entryCount: Int

  package init(entryCount: Int) {
    self.entryCount = entryCount
  }
}

/// What proving a statement says.
package enum StatementProof: Equatable, Sendable {
  case proved
  /// The statement names no balances, so there is nothing to prove.
  case noBalances
  /// opening + rows is `computed`, the statement says `stated`.
  case broken(computed: Money, stated: Money)
  /// The amounts do not fit 64 bits or mix currencies.
  case impossible(String)
}

extension Statement {
  /// Proves that opening + `amounts` = closing.
  package func prove(_ amounts: some Sequence<Money>) -> StatementProof {
    guard let opening, let closing else { return .noBalances }
    guard opening.currency == closing.currency else {
      return .impossible("balances in \(opening.currency) and \(closing.currency)")
    }
    do throws(ArithmeticError) {
      var sum = opening
      for amount in amounts { sum = try sum.adding(amount) }
      return sum == closing ? .proved : .broken(computed: sum, stated: closing)
    } catch {
      switch error {
      case .mixedCurrencies(let one, let other):
        return .impossible("amounts in \(one) and \(other)")
      case .overflow, .inexact, .divisionByZero:
        return .impossible("amounts too large")
      }
    }
  }
}
