import Books
import Documents
import FoundationEssentials
import Readings
import Testing
import Values

@testable import Workflows

@Suite("Workflow loader")
struct WorkflowLoaderTests {
  @Test("The smallest workflow has a bookkeeper's defaults")
  func smallest() throws {
    let workflow = try plan(Definitions.smallest)
    #expect(workflow.id == WorkflowID("supplier-invoices"))
    #expect(workflow.version == "1")
    #expect(workflow.watch == WatchPlan(folder: "inbox/invoices"))
    #expect(workflow.read.target == .invoice)
    #expect(workflow.read.currency == nil)
    #expect(workflow.duplicate == DuplicatePlan())
    #expect(workflow.reconcile == [ReconcilePlan(ledger: LedgerName("bank"))])
    #expect(workflow.output.isEmpty)
    #expect(workflow.contentHash == someHash)
  }

  @Test("The examples of WORKFLOW.md load together without a word")
  func examples() throws {
    let result = try load([
      "invoices.json": Definitions.invoices, "bank.json": Definitions.bank,
      "suppliers.json": Definitions.suppliers,
    ])
    #expect(Diagnostic.render(result.diagnostics) == "")
    #expect(
      result.workflows?.workflows.map(\.id.name) == ["bank", "supplier-invoices", "suppliers"]
    )
  }

  @Test("Card expenses: encodings, columns, control")
  func cards() throws {
    let csv = try #require(try plan(Definitions.cards).read.csv)
    #expect(csv.encodings == ["utf-8", "windows-1252"])
    #expect(csv.columns.map(\.field) == ["issueDate", "seller.name", "totals.gross", "card"])
    #expect(csv.columns.map(\.type) == [.day, .text, .amount, .text])
    #expect(csv.columns[1].headers == ["Händler", "Merchant"])
    #expect(csv.columns[2].negate)
    #expect(csv.columns[3].match == "([0-9]{4})$")
    #expect(csv.control?.sum == "totals.gross")
    #expect(csv.control?.maximumRows == 20000)
  }

  @Test("A ledger's columns have the entry's types and fill the named ledger")
  func ledger() throws {
    let workflow = try plan(Definitions.bank)
    #expect(workflow.into == "bank")
    let types = workflow.read.csv?.columns.map(\.type)
    #expect(types == [.text, .day, .amount, .text, .text, .text, .text])
  }

  @Test("Every key arrives in the plan")
  func allKeys() throws {
    let workflow = try plan(Definitions.allKeys)
    #expect(workflow.version == "2.1")
    #expect(workflow.title == "Every key")
    #expect(workflow.description == "No key is left out")
    #expect(workflow.owner == "accounts@example.org")
    #expect(workflow.use == ["limits": TableUse(table: "expense-limits", key: "category")])
    #expect(
      workflow.check.severities == ["totals-foot": .severity(.info), "iban-valid": .off]
    )
    #expect(workflow.duplicate.exact == ["card", "issueDate"])
    #expect(workflow.duplicate.near == ["seller.name"])
    #expect(workflow.duplicate.nearDays == 7)
  }

  @Test("Every option of watch arrives in the plan")
  func watch() throws {
    let watch = try plan(Definitions.allKeys).watch
    #expect(watch.folder == "inbox/all")
    #expect(!watch.isRecursive)
    #expect(watch.include == ["*.csv", "2026/*.txt"])
    #expect(watch.exclude == ["*.bak"])
    #expect(watch.maximumBytes == 1_572_864)
    #expect(watch.quiet == .milliseconds(500))
    #expect(watch.giveUpAfter == .seconds(3_600))
    #expect(watch.doneFile == "{name}.done")
    #expect(watch.group?.wait == .seconds(60))
  }

  @Test("Every option of read.csv arrives in the plan")
  func csv() throws {
    let read = try plan(Definitions.allKeys).read
    #expect(read.locale == "de-AT")
    #expect(read.currency == Currency("CHF"))
    #expect(read.limits.bytes == 1_572_864)
    let csv = try #require(read.csv)
    #expect(csv.encodings == ["iso-8859-15"])
    #expect(csv.separator == "\t")
    #expect(csv.locale == "fr-CH")
    #expect(csv.headerContains == ["Datum"])
    #expect(csv.stopAt == "^Total\\b")
    #expect(csv.skipLines == 3)
    let gross = try #require(csv.columns.first { $0.field == "totals.gross" })
    #expect(gross.debitHeaders == ["Soll", "Debit"])
    #expect(gross.creditHeaders == ["Haben"])
    #expect(gross.currency == Currency("EUR"))
    #expect(csv.columns[0].format == "d.M.yy")
    #expect(csv.columns[0].isRequired)
    #expect(csv.columns[3].constant == "EUR")
    #expect(csv.columns[3].type == .currency)
    #expect(csv.columns[4].index == 4)
    #expect(csv.columns[5].type == .number)
    #expect(csv.control?.equals == "km ([0-9]+)")
    #expect(csv.control?.minimumRows == 2)
  }

  @Test("Every option of reconcile arrives in the plan")
  func reconcile() throws {
    let plans = try plan(Definitions.allKeys).reconcile
    #expect(plans.first == ReconcilePlan(ledger: LedgerName("general")))
    let bank = try #require(plans.last)
    #expect(bank.windowDays == 10)
    #expect(bank.toleranceAmount?.minorUnits == 2)
    #expect(bank.tolerancePercent == ExactDecimal("0.5"))
    #expect(bank.patterns == ["one-to-one"])
    #expect(bank.accept == ExactDecimal("0.95"))
    #expect(bank.margin?.description == "0.10")
    #expect(bank.graceDays == 5)
    #expect(bank.costs == .negative)
  }

  @Test("Every output arrives in the plan, holes split")
  func output() throws {
    let output = try plan(Definitions.allKeys).output
    #expect(output.count == Outcome.allCases.count)
    let template = PathTemplate(parts: [
      .text("paid/"), .field("workflow"), .text("/"), .field("document.issueDate.year"),
      .text("-"), .field("document.issueDate.month"), .text("/"), .field("document.card"),
      .text(" "), .field("file.stem"), .text("."), .field("file.extension"),
    ])
    #expect(output[.cleared]?.first == .file(template))
    var journal = JournalPlan(format: .hledger, path: "books/cards.journal")
    journal.expenseAccount = "expenses:card"
    journal.taxAccount = "assets:input tax"
    journal.payableAccount = "liabilities:card"
    #expect(output[.cleared]?.last == .journal(journal))
    guard case .journal(let beancount) = output[.exception]?.last else {
      Issue.record("no journal")
      return
    }
    #expect(beancount.expenseAccount == "Expenses:Unsorted")
    #expect(beancount.payableAccount == "Assets:Bank")
  }

  @Test("The suppliers table is used where there is one and nothing else is said")
  func suppliersByDefault() throws {
    let files = ["a.json": Definitions.smallest, "b.json": Definitions.suppliers]
    let with = try load(files)
    let id = WorkflowID("supplier-invoices")
    let use = TableUse(table: "suppliers", key: "vatID")
    #expect(with.workflows?.workflow(id)?.use == ["suppliers": use])
    #expect(try plan(Definitions.smallest).use.isEmpty)
  }

  @Test("A byte order mark, CRLF and comments change nothing")
  func oddText() throws {
    let text = "\u{FEFF}" + Definitions.allKeys.split(separator: "\n").joined(separator: "\r\n")
    let (plain, odd) = (try plan(Definitions.allKeys), try plan(text))
    #expect(plain == odd)
  }

  @Test("The order of the files changes nothing")
  func orderOfFiles() throws {
    let hash = try #require(someHash)
    let texts = [Definitions.invoices, Definitions.bank, "{", Definitions.invoices]
    let sources = texts.enumerated().map {
      DefinitionSource(fileName: "\($0).json", bytes: Array($1.utf8), contentHash: hash)
    }
    let forward = WorkflowLoader.load(sources)
    let backward = WorkflowLoader.load(sources.reversed())
    #expect(forward.diagnostics == backward.diagnostics)
    #expect(forward.workflows == nil)
  }

  @Test("No definitions are no error")
  func nothing() throws {
    let result = try load([:])
    #expect(result.workflows?.workflows == [])
    #expect(result.diagnostics == [])
  }
}
