import Books
import Checks
import Documents
import Readings
import Rules
import Testing
import Values
import Workflows

/// Papers in few words.
enum Fixtures {
  static func decimal(_ text: String) -> ExactDecimal {
    guard let decimal = ExactDecimal(text) else { preconditionFailure("no decimal: \(text)") }
    return decimal
  }

  static func day(_ text: String) -> Day {
    guard let day = Day(text) else { preconditionFailure("no day: \(text)") }
    return day
  }

  static func money(_ text: String, _ code: String = "EUR") -> Money {
    guard let currency = Currency(code), let money = try? Money(decimal(text), currency) else {
      preconditionFailure("no money: \(text) \(code)")
    }
    return money
  }

  static let workflow: Workflow = {
    let digits = String(repeating: "0", count: 64)
    guard let hash = ContentHash(hex: digits) else { preconditionFailure("no hash") }
    return Workflow(
      id: WorkflowID("bills"),
      fileName: "bills.json",
      contentHash: hash,
      watch: WatchPlan(folder: "inbox"),
      read: ReadInstructions(target: .invoice)
    )
  }()

  static func context(
    supplier: SupplierLookup = .noTable,
    duplicates: [DuplicateHit] = [],
    settings: [String: CheckSetting] = [:]
  ) -> CheckContext {
    var workflow = workflow
    workflow.check.severities = settings
    return CheckContext(
      today: day("2026-03-20"),
      workflow: workflow,
      supplier: supplier,
      duplicates: duplicates
    )
  }

  /// A lawful invoice of two lines at 19 %: 1000.00 + 190.00 = 1190.00.
  static func invoice(_ change: (inout Document) -> Void = { _ in }) -> Document {
    var document = Document(type: .invoice)
    document.typeCode = "380"
    document.number = "2026-0414"
    document.issueDate = day("2026-03-14")
    document.dueDate = day("2026-04-13")
    document.currency = Currency("EUR")
    document.seller.name = "Kessel Holzhandel GmbH"
    document.lines = [line("1", "10", "80.00", "800.00"), line("2", "4", "50.00", "200.00")]
    document.totals = totals(lines: "1000.00", net: "1000.00", tax: "190.00", gross: "1190.00")
    document.totals.due = decimal("1190.00")
    document.taxes = [tax("S", "19", "1000.00", "190.00")]
    change(&document)
    return document
  }

  static func line(
    _ id: String,
    _ quantity: String,
    _ price: String,
    _ net: String
  ) -> DocumentLine {
    var line = DocumentLine()
    line.id = id
    line.quantity = decimal(quantity)
    line.unitPrice = decimal(price)
    line.net = decimal(net)
    line.allowancesAndCharges = []
    return line
  }

  static func totals(lines: String, net: String, tax: String, gross: String) -> Totals {
    var totals = Totals()
    totals.lines = decimal(lines)
    totals.net = decimal(net)
    totals.tax = decimal(tax)
    totals.gross = decimal(gross)
    return totals
  }

  static func tax(
    _ category: String,
    _ rate: String?,
    _ base: String,
    _ amount: String
  ) -> TaxBreakdown {
    var tax = TaxBreakdown()
    tax.category = category
    tax.rate = rate.map(decimal)
    tax.base = decimal(base)
    tax.amount = decimal(amount)
    return tax
  }

  static func allowance(_ amount: String, isCharge: Bool = false) -> AllowanceCharge {
    var item = AllowanceCharge(isCharge: isCharge)
    item.amount = decimal(amount)
    return item
  }

  static func values(_ document: Document, _ rules: RulePlans = RulePlans()) -> RuleValues {
    RuleValues(
      rules.scope,
      document: document,
      fileName: "rechnung.xml",
      workflow: "bills",
      today: day("2026-03-20")
    )
  }

  /// An earlier document that is much alike.
  static var nearHit: DuplicateHit {
    var hit = DuplicateHit(kind: .near)
    hit.number = "2026-0399"
    return hit
  }

  static func exactKey(_ document: Document, _ plan: DuplicatePlan = DuplicatePlan()) -> String? {
    DuplicateKeys.keys(of: document, plan: plan, values: values(document)).exact
  }

  static func nearKey(_ document: Document, _ plan: DuplicatePlan = DuplicatePlan()) -> String? {
    DuplicateKeys.keys(of: document, plan: plan, values: values(document)).near
  }

  /// `code severity: message` of each finding.
  static func told(_ document: Document, _ context: CheckContext = context()) -> [String] {
    BuiltInChecks.run(document, context).map { "\($0.code) \($0.severity): \($0.message)" }
  }
}
