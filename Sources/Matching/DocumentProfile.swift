import Books
import Documents
import Values
import Workflows

/// What matching looks at in a document, computed once.
///
/// An object, because it is large to copy.
final class DocumentProfile: Sendable {
  let id: DocumentID
  let payable: Money
  /// Unsigned minor units of `payable`.
  let amount: Int64
  /// Largest unsigned difference that still counts as the same amount.
  let tolerance: Int64
  /// True when the entry that settles it is money out of a bank account.
  let isMoneyOut: Bool
  /// True for a credit note, and for what is stated like one.
  var isCredit: Bool { !isMoneyOut }
  let number: NumberForms?
  let numberText: String
  let paymentReference: NumberForms?
  let purchaseOrder: NumberForms?
  let names: [NameProfile]
  let nameText: String
  /// Other names under which it is paid.
  let learned: [NameProfile]
  let accounts: Set<String>
  let issueDate: Day?
  let dueDate: Day?
  let days: ClosedRange<Day>?
  let paymentTerms: String
  /// Paid on the spot, so that the entry follows within days.
  let isPaidAtOnce: Bool
  let keys: [String]
  let plan: ReconcilePlan
  /// Nil: every entry may belong to it.
  let admits: (@Sendable (Entry) -> Bool)?
  /// Why that could not be told of an entry.
  let unjudged: (@Sendable (Entry) -> String?)?

  /// `common` is the plan of documents that bring none of their own.
  init(_ open: OpenDocument, _ common: ReconcilePlan) {
    let document = open.document
    let plan = open.plan ?? common
    self.plan = plan
    admits = open.admits
    unjudged = open.unjudged
    id = open.id
    payable = open.payable
    amount = Int64(clamping: open.payable.minorUnits.magnitude)
    tolerance = AmountRules.tolerance(of: open.payable, plan)
    isMoneyOut = !document.isCredit(of: open.payable)
    number = NumberForms(document.number)
    numberText = document.number ?? ""
    paymentReference = NumberForms(document.payment.reference)
    purchaseOrder = NumberForms(document.references.purchaseOrder)
    let texts = [document.payee.name, document.seller.name, document.seller.tradingName]
    names = Self.profiles(texts.compactMap { $0 })
    nameText = texts.compactMap { $0 }.first ?? ""
    learned = Self.profiles(open.learned)
    accounts = Self.accounts(of: document)
    issueDate = document.issueDate
    dueDate = document.dueDate
    days = Matcher.dayRange(of: document, plan: plan)
    paymentTerms = TextFolding.folded(document.payment.terms ?? "")
    isPaidAtOnce = document.type == .receipt || document.type == .expense
    keys = Matcher.keys(of: document)
  }

  private static func profiles(_ names: [String]) -> [NameProfile] {
    var result: [NameProfile] = []
    for name in names {
      let profile = NameProfile(name)
      if !profile.words.isEmpty, !result.contains(where: { $0.words == profile.words }) {
        result.append(profile)
      }
    }
    return result
  }

  private static func accounts(of document: Document) -> Set<String> {
    let written: [String?] =
      [document.payment.iban, document.seller.iban, document.payee.iban]
      + (document.payment.accounts ?? []).map { $0 }
    return Set(written.compactMap { $0 }.map(AccountText.normal).filter { $0.count >= 8 })
  }
}

/// Account numbers as compared: capitals and digits only.
enum AccountText {
  static func normal(_ text: String) -> String {
    text.uppercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
  }
}

/// What the plan says about amounts.
enum AmountRules {
  /// The allowed unsigned difference: the stricter one where the plan gives an amount and a percentage.
  static func tolerance(of payable: Money, _ plan: ReconcilePlan) -> Int64 {
    var limits: [Int64] = []
    if let money = plan.toleranceAmount {
      limits.append(
        money.currency == payable.currency ? Int64(clamping: money.minorUnits.magnitude) : 0
      )
    }
    if let percent = plan.tolerancePercent { limits.append(share(percent, of: payable)) }
    return limits.min() ?? 0
  }

  private static func share(_ percent: ExactDecimal, of payable: Money) -> Int64 {
    do throws(ArithmeticError) {
      let hundredths = try payable.decimal.magnitude.multiplied(by: percent.magnitude)
      let share = try hundredths.divided(
        by: ExactDecimal(100),
        scale: payable.currency.exponent,
        rounding: .down
      )
      return Int64(clamping: share.coefficient)
    } catch {
      // A percentage of absurd precision allows nothing rather than anything.
      return 0
    }
  }
}
