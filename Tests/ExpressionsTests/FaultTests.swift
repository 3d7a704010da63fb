import Expressions
import Testing
import Values

@Suite struct FaultTests {
  @Test(
    "slips of writing have their place and what was meant",
    arguments: [
      ("document.number = \"R\"", "syntax 16-17: equality is written == [==]"),
      ("1 <> 2", "syntax 2-4: inequality is written != [!=]"),
      ("1 === 1", "syntax 2-5: equality is written == [==]"),
      ("1 =< 2", "syntax 2-4: \"at most\" is written <= [<=]"),
      ("1 ≥ 2", "syntax 2-5: \"at least\" is written >= [>=]"),
      (
        "true & true",
        "syntax 5-6: \"and\" is written &&; texts are put together by + [&&]"
      ),
      ("true | true", "syntax 5-6: \"or\" is written || [||]"),
      ("true and true", "syntax 5-8: \"and\" is written && [&&]"),
      ("true OR true", "syntax 5-7: \"OR\" is written || [||]"),
      ("not true", "syntax 0-3: \"not\" is written ! [!]"),
      ("1 – 2", "syntax 2-5: the minus sign is written - (this is a dash) [-]"),
      (
        "document.number == “R”",
        "syntax 19-26: a text stands in straight quotes; these are a word processor's [\"R\"]"
      ),
      ("1,5 > 1", "syntax 0-3: decimals stand behind a point [1.5]"),
      (
        "1.000,00 > 1",
        "syntax 0-8: thousands are not grouped, and decimals stand behind a point [1000.00]"
      ),
      (
        "1,000.50 > 1",
        "syntax 0-8: thousands are not grouped, and decimals stand behind a point [1000.50]"
      ),
      (
        "(1.234.567,5)",
        "syntax 1-12: thousands are not grouped, and decimals stand behind a point [1234567.5]"
      ),
      (
        "1 < 1.234.567",
        "syntax 4-13: thousands are not grouped, and decimals stand behind a point [1234567]"
      ),
      // One thousand to some, one to others.
      ("1,000 > 1", "syntax 0-5: thousands are not grouped, and decimals stand behind a point"),
      ("0,125 > 1", "syntax 0-5: decimals stand behind a point [0.125]"),
      ("5000 EUR > 1", "syntax 0-8: an amount is written with money() [money(\"5000 EUR\")]"),
      ("5000EUR > 1", "syntax 0-7: an amount is written with money() [money(\"5000 EUR\")]"),
      ("document.number is \"R\"", "syntax 16-18: \"is\" is written == [==]"),
      ("(1 + 2", "syntax 6-6: the bracket (1 is not closed [)]"),
      ("size(\"a\"", "syntax 8-8: the bracket of size( is not closed [)]"),
      ("document.totals.net * 19%", "syntax 22-25: percent are written as a share of one [0.19]"),
      ("2.5 % * 4 > 1", "syntax 0-5: percent are written as a share of one [0.025]"),
      ("1 + 2)", "syntax 5-6: this ) closes a bracket that was not opened []"),
      ("1 +", "syntax 3-3: a value is missing behind +"),
      ("", "syntax 0-0: there is no expression"),
      ("\"abc", "syntax 0-4: the text that begins here has no closing \""),
      (
        "1 = 1 & 2 = 2",
        "syntax 2-3: equality is written == [==]\nsyntax 6-7: \"and\" is written &&; texts are put together by + [&&]\nsyntax 10-11: equality is written == [==]"
      ),
      ("1;", "syntax 1-2: an expression ends without a semicolon []"),
    ]
  )
  func slips(source: String, expected: String) {
    #expect(faults(source) == expected)
  }

  @Test(
    "what other programs call the paper and its fields brings what they mean",
    arguments: [
      (
        "invoice.number == \"1\"",
        "unknown-name 0-7: there is no invoice; did you mean document? [document]"
      ),
      (
        "document.supplier.name == \"a\"",
        "unknown-field 9-22: document has no field supplier.name; did you mean document.seller.name? [seller.name]"
      ),
      (
        "supplierName == \"a\"",
        "unknown-name 0-12: there is no supplierName; did you mean document.seller.name? [document.seller.name]"
      ),
      (
        "vendor.name == \"a\"",
        "unknown-name 0-6: there is no vendor; did you mean document.seller? [document.seller]"
      ),
      (
        "document == \"a\"",
        "wrong-type 0-8: a document is no value of its own"
      ),
      (
        "amount > money(\"1 EUR\")",
        "unknown-name 0-6: there is no amount; did you mean document.totals.gross? [document.totals.gross]"
      ),
    ]
  )
  func elsewhere(source: String, expected: String) {
    #expect(faults(source) == expected)
  }

  @Test(
    "what Excel and other languages have is told as it is written here",
    arguments: [
      (
        "IF(1 > 2, 3, 4)",
        "unknown-function 0-2: there is no function IF: a choice is written with ? and :"
      ), ("AND(true, false)", "unknown-function 0-3: there is no function AND: it is written &&"),
      ("not(true)", "unknown-function 0-3: there is no function not: it is written !"),
      (
        "ISBLANK(document.dueDate)",
        "unknown-function 0-7: there is no function ISBLANK: has() asks whether something is there"
      ),
      (
        "ROUND(1.5)",
        "unknown-function 0-5: there is no function ROUND; did you mean round? [round]"
      ),
      ("TRUE", "unknown-name 0-4: there is no TRUE: it is written true [true]"),
      ("wahr", "unknown-name 0-4: there is no wahr: it is written true [true]"),
      (
        "document.number == NULL",
        "not-in-language 19-23: there is no NULL: what a paper does not say is absent, and has() asks for it"
      ), ("today(1)", "unknown-function 0-5: today() has nothing in its brackets"),
      (
        "[1, 2].contains(1)",
        "wrong-type 7-15: contains() looks into a text; what is in a list is asked with in"
      ),
    ]
  )
  func idioms(source: String, expected: String) {
    #expect(faults(source) == expected)
  }

  @Test(
    "a number that something can never be, or always is, is told",
    arguments: [
      (
        "document.dueDate.weekday == 0",
        "bad-literal 28-29: this is 1 to 7 (1 is Monday, 7 Sunday), never 0"
      ), ("document.dueDate.month in [12, 13]", "bad-literal 31-33: this is 1 to 12, never 13"),
      ("13 > document.dueDate.month", "bad-literal 0-2: this is 1 to 12, never 13"),
      ("document.dueDate.month > 12", "bad-literal 25-27: this is 1 to 12, never > 12"),
      ("1 <= document.dueDate.month", "bad-literal 0-1: this is 1 to 12, always >= 1"),
      (
        "similarity(document.seller.name, \"Kessel\") > 90",
        "bad-literal 45-47: this is 0 to 1, never 90 [0.90]"
      ), ("size(document.number) < 0", "bad-literal 24-25: this is 0 or more, never < 0"),
      ("document.number.indexOf(\"-\") == -2", "bad-literal 32-34: this is -1 or more, never -2"),
      (
        "timestamp(0).getMonth() == 12",
        "bad-literal 27-29: this is 0 to 11 (0 is January), never 12"
      ), ("document.dueDate.month > 11", ""), ("document.dueDate.weekday >= 6", ""),
      ("document.dueDate.year == 26", ""),
    ]
  )
  func numbers(source: String, expected: String) {
    #expect(faults(source) == expected)
  }

  @Test(
    "what stands in for an absent value is of its type, and a list to be added up of one currency",
    arguments: [
      (
        "document.?dueDate.orValue(\"2026-01-01\")",
        "wrong-type 26-38: orValue() stands in for a day, and this is a text"
      ), ("document.?dueDate.orValue(today())", ""),
      (
        "document.?dueDate.or(document.?number)",
        "wrong-type 21-37: or() stands in for a day, and this is a text"
      ),
      (
        "sum([money(\"1 EUR\"), money(\"2 USD\")])",
        "mixed-currencies 4-36: EUR and USD cannot be reckoned together"
      ),
      (
        "[document.totals.gross, money(\"2 USD\"), money(\"2 CHF\")].sort()",
        "mixed-currencies 0-55: CHF and USD cannot be reckoned together"
      ),
      ("[money(\"1 EUR\"), money(\"2 USD\")].exists(m, m.currency == \"USD\")", ""),
      ("sum([money(\"1 EUR\"), document.totals.gross])", ""),
    ]
  )
  func mixtures(source: String, expected: String) {
    #expect(faults(source) == expected)
  }

  @Test(
    "names and fields that are not there bring the nearest",
    arguments: [
      (
        "document.totals.gros",
        "unknown-field 9-20: document has no field totals.gros; did you mean document.totals.gross? [totals.gross]"
      ),
      (
        "document.gross",
        "unknown-field 9-14: document has no field gross; did you mean document.totals.gross? [totals.gross]"
      ),
      (
        "documnet.number == \"\"",
        "unknown-name 0-8: there is no documnet; did you mean document? [document]"
      ),
      ("today < day(\"2026-01-01\")", "unknown-name 0-5: today is written with brackets [today()]"),
      (
        "document.totals",
        "wrong-type 9-15: document.totals is a group of fields and no value of its own"
      ),
      (
        "document.totals.gross.amout",
        "unknown-field 22-27: money has no field amout; did you mean amount? [amount]"
      ),
      (
        "null",
        "not-in-language 0-4: there is no null: what a paper does not say is absent, and has() asks for it"
      ),
      (
        "Today() > day(\"2026-01-01\")",
        "unknown-function 0-5: there is no function Today; did you mean today? [today]"
      ),
      (
        "document.number.lenght() > 1",
        "unknown-function 16-22: there is no function lenght; did you mean size? [size]"
      ),
      (
        "document.number.length > 1",
        "unknown-field 16-22: a text has no field length; did you mean size()? [size()]"
      ),
      (
        "LEN(document.number) > 1",
        "unknown-function 0-3: there is no function LEN; did you mean size? [size]"
      ),
      (
        "document.number.toUpperCase() == \"A\"",
        "unknown-function 16-27: there is no function toUpperCase; did you mean upper? [upper]"
      ),
      (
        "Size(document.number) > 1",
        "unknown-function 0-4: there is no function Size; did you mean size? [size]"
      ),
      ("weekz(1)", "unknown-function 0-5: there is no function weekz; did you mean weeks? [weeks]"),
    ]
  )
  func names(source: String, expected: String) {
    #expect(faults(source) == expected)
  }

  @Test(
    "types that do not go together say what they are",
    arguments: [
      (
        "document.totals.gross > 5000",
        "wrong-type 24-28: money is compared with a number: write the amount with its currency, or take .amount of it [money(\"5000 EUR\")]"
      ),
      ("document.number == 1", "wrong-type 0-20: a text is compared with a number"),
      (
        "document.totals.paid > money(\"1 EUR\")",
        "mixed-currencies 0-37: an amount in USD is compared with one in EUR"
      ),
      (
        "money(\"1 EUR\") + money(\"1 USD\")",
        "mixed-currencies 0-31: EUR and USD cannot be reckoned together"
      ),
      ("document.number && true", "wrong-type 0-15: && takes true or false, and this is a text"),
      (
        "document.number + 1",
        "wrong-type 0-19: + does not take a text and a number: text(...) makes a text"
      ),
      (
        "day(\"2026-02-30\")",
        "bad-literal 0-17: \"2026-02-30\" is no day; a day is written like \"2026-03-14\""
      ),
      (
        "money(\"5 EURO\")",
        "bad-literal 0-15: \"5 EURO\" is no amount: EURO is no currency's code of three letters, as EUR or USD are"
      ),
      ("1 < 2 < 3", "wrong-type 0-9: comparisons do not follow each other: each is true or false"),
      (
        "document.number > 1 && nonsense",
        "wrong-type 0-19: a text is compared with a number\nunknown-name 23-31: there is no nonsense"
      ),
      (
        "document.dueDate + 30 > today()",
        "wrong-type 0-21: + does not take a day and a number: a day moves by days(...)"
      ),
    ]
  )
  func types(source: String, expected: String) {
    #expect(faults(source) == expected)
  }

  @Test("amounts whose currencies differ only on the paper are an error when they meet")
  func currenciesAtEvaluation() {
    #expect(onPaper("document.totals.gross > money(\"1 USD\")") == "error mixed-currencies")
    #expect(onPaper("document.totals.gross + money(\"1 USD\")") == "error mixed-currencies")
    #expect(onPaper("document.totals.gross == money(\"1190 USD\")") == "false")
  }

  @Test(
    "has() asks for what may be absent",
    arguments: [
      ("has(document.dueDate)", "false"), ("has(document.number)", "true"),
      ("has(supplier)", "false"),
      ("document.dueDate == today()", "error absent"), ("supplier == \"\"", "error absent"),
      ("document.?dueDate == optional.none()", "true"), ("findings.block == 0", "true"),
      ("document.totals.gross.amount", "1190.00"), ("document.lines[1]", "3"),
    ]
  )
  func presence(source: String, expected: String) {
    #expect(onPaper(source) == expected)
  }

  @Test("what an expression reads is told by whole paths")
  func reads() throws {
    let compiled = try ExpressionCompiler.compile(
      "document.totals.gross.amount > 1 && today() > document.dueDate && findings.block == 0",
      in: Paper.environment
    )
    #expect(
      compiled.reads == ["document.totals.gross", "today", "document.dueDate", "findings.block"]
    )
  }

  @Test("the expected type of the whole is demanded")
  func expecting() {
    #expect(throws: ExpressionFaults.self) {
      try ExpressionCompiler.compile("1 + 1", in: Paper.environment, expecting: .bool)
    }
    #expect(throws: Never.self) {
      try ExpressionCompiler.compile("1 == 1", in: Paper.environment, expecting: .bool)
    }
  }
}
