import Documents
import Readings
import Values

/// Which currency an amount of a row is in.
///
/// What the file says, then what the workflow says, never a guess.
struct CSVCurrency {
  /// For amounts where the file does not say.
  let fallback: Currency?

  enum Answer: Equatable {
    case known(Currency)
    /// Nobody says; `sign` is a sign that several currencies share.
    case unknown(sign: String?)
    /// Two of cell, currency column and workflow contradict each other.
    case contradiction(String)
  }

  /// The row's currency by its own column; the problem when the code is none.
  func stated(
    _ column: CSVColumn?,
    _ row: CSVRow,
    _ reader: CSVCellReader,
    _ problems: inout [Problem]
  ) -> Currency? {
    guard let column, let text = reader.text(column, row, &problems) else { return nil }
    if case .exact(let currency) = CurrencyMark(text) { return currency }
    problems.append(
      column.problem(
        "bad-currency",
        row,
        "\"\(column.name)\" is no ISO 4217 currency code.",
        rawText: text,
        remedy: "Write a code such as EUR or CHF."
      )
    )
    return nil
  }

  func answer(mark: CurrencyMark?, column: Currency?, row: Currency?) -> Answer {
    if let column, let row, column != row {
      return .contradiction("the row says \(row) and the workflow \(column)")
    }
    let named = column ?? row
    switch mark {
    case nil:
      return (named ?? fallback).map { .known($0) } ?? .unknown(sign: nil)
    case .exact(let currency):
      guard named == nil || named == currency else {
        return .contradiction("the cell says \(currency), not \(named?.code ?? "")")
      }
      return .known(currency)
    case .oneOf(let sign, let codes):
      guard let expected = named ?? fallback else { return .unknown(sign: sign) }
      guard codes.contains(expected.code) else {
        return .contradiction("the cell's \(sign) is not \(expected)")
      }
      return .known(expected)
    }
  }

  static func unknown(_ column: CSVColumn, _ row: CSVRow, sign: String?, file: Bool) -> Problem {
    let message =
      sign.map { "\"\($0)\" in \"\(column.name)\" may be one of several currencies." }
      ?? "Nothing says in which currency \"\(column.name)\" is."
    let remedy = "Set \"currency\" in the workflow's read, or name a currency column."
    return Problem(
      code: "csv.no-currency",
      scope: file ? .file : .document,
      message: message,
      place: column.place(row),
      remedy: remedy
    )
  }

  static func contradiction(
    _ column: CSVColumn,
    _ row: CSVRow,
    _ why: String,
    _ raw: String
  )
    -> Problem
  {
    column.problem(
      "currency-mismatch",
      row,
      "The currency of \"\(column.name)\" is in doubt: \(why).",
      rawText: raw,
      remedy: "Correct the row, or the currency in the workflow."
    )
  }

  /// Why a number is no money of its currency.
  static func noMoney(
    _ error: ArithmeticError,
    _ column: CSVColumn,
    _ row: CSVRow,
    _ currency: Currency,
    _ raw: String
  ) -> Problem {
    if case .inexact = error { return decimals(column, row, currency, raw) }
    return column.problem(
      "bad-amount",
      row,
      "\"\(column.name)\" is larger than any amount that can be booked.",
      rawText: raw,
      remedy: "Compare it with the bank's own statement and correct the amount."
    )
  }

  static func decimals(
    _ column: CSVColumn,
    _ row: CSVRow,
    _ currency: Currency,
    _ raw: String
  )
    -> Problem
  {
    column.problem(
      "too-many-decimals",
      row,
      "\"\(column.name)\" has more decimals than \(currency) has (\(currency.exponent)).",
      rawText: raw,
      remedy: "Correct the amount; Tickmark does not round it."
    )
  }
}
