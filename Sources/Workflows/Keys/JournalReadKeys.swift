import Readings

/// `read.journal`: hledger, ledger and beancount journals.
enum JournalReadKeys {
  static let account = Key(
    "account",
    "The account, or several, whose postings are the entries, with those below it; * means all.",
    Shape.oneOrMore(.text)
  )
  static let includes = Key(
    "includes",
    "\"apart\": files that a journal includes are dropped by themselves, so an include is no problem.",
    Shape<Bool>.choice("what becomes of included files", [("apart", true)])
  )

  static let declared = [account.declared, includes.declared]

  static let shape = Shape<JournalInstructions>.object("`journal`", keys: declared) { fields in
    var journal = JournalInstructions()
    journal.accounts = fields.read(account) ?? []
    journal.includesAreApart = fields.read(includes) ?? false
    return journal
  }
}
