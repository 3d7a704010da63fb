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

  /// `payableMoney` as the control totals count it: what gives money back takes away.
  package var countedMoney: Money? {
    guard let money = payableMoney, money.isNegative != isCredit(of: money) else {
      return payableMoney
    }
    do throws(ArithmeticError) {
      return try money.negated()
    } catch {
      return nil
    }
  }

  /// True when the paper gives money back: a credit note, or an invoice of less than nothing.
  ///
  /// Credit notes as e-invoices state what they give back without a sign, and one below nothing is a charge (EN 16931). On
  /// paper and in tables a minus only says once more that it is one.
  package func isCredit(of payable: Money) -> Bool {
    guard type == .creditNote, payable.isNegative else {
      return (type == .creditNote) != payable.isNegative
    }
    switch (sources["totals.due"] ?? sources["totals.gross"])?.method {
    case .template?, .rule?, .ocr?, .table?: return true
    case .embeddedXML?, .xml?, .person?, nil: return false
    }
  }
}
