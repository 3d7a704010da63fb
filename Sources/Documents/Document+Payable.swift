package import Values

extension Document {
  /// What is to be paid or was paid, as stated: the amount due (BT-115), else the gross total (BT-112).
  package var payable: ExactDecimal? { totals.due ?? totals.gross }

  /// `payable` as money, nil when the amount or the currency is missing or it is no whole minor unit.
  package var payableMoney: Money? {
    guard let payable, let currency else { return nil }
    do throws(ArithmeticError) {
      return try Money(payable, currency)
    } catch {
      return nil
    }
  }

  /// `payableMoney` as the control totals count it: a credit note takes away.
  package var countedMoney: Money? {
    guard type == .creditNote, let money = payableMoney else { return payableMoney }
    do throws(ArithmeticError) {
      return try money.negated()
    } catch {
      return nil
    }
  }
}
