package import Values

/// What else an e-invoice says about its payment.
package struct PaymentParticulars: RareValue {
  /// BT-82.
  package var meansText: String?
  /// BG-17, where it says more than the accounts alone.
  package var transfers: [CreditTransfer] = []
  /// BT-87: the last digits.
  package var cardNumber: String?
  /// BT-88.
  package var cardHolder: String?
  /// BT-89: of a direct debit.
  package var mandate: String?
  /// BT-90.
  package var creditorID: String?
  /// BT-91.
  package var debitedAccount: String?
  /// Where there are several terms.
  package var instalments: [Instalment] = []

  package init() {}
}

/// BG-17: one account that may be paid to.
package struct CreditTransfer: RareValue {
  /// BT-84, as written.
  package var account: String?
  /// BT-85.
  package var name: String?
  /// BT-86.
  package var bic: String?

  package init() {}
}

/// One of several payment terms: a part of the sum, or a discount up to a day.
package struct Instalment: RareValue {
  /// BT-20.
  package var terms: String?
  /// BT-9.
  package var dueDate: Day?
  /// What is to be paid then, where the format says it (FatturaPA, Facturae).
  package var amount: ExactDecimal?

  package init() {}
}

/// References that few papers carry.
package struct ReferencesParticulars: RareValue {
  /// BT-11.
  package var project: String?
  /// BT-14.
  package var salesOrder: String?
  /// BT-15.
  package var receivingAdvice: String?
  /// BT-16.
  package var despatchAdvice: String?
  /// BT-17: tender or lot.
  package var tender: String?
  /// BT-18: a meter, a telephone number, a vehicle.
  package var invoicedObject: Identifier?
  /// BT-19: the buyer's accounting reference.
  package var accounting: String?

  package init() {}
}
