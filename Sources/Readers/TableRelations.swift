import Readings
import Values

/// Which columns of an unknown table follow from others: running balances, sums, totals.
struct TableRelations {
  struct Column {
    var number: Int
    var style: NumberSurvey.Style
    /// The sum over all rows, also those past `relationRows`.
    var sum: ExactDecimal?
    var values: [ExactDecimal?]
  }

  let columns: [Column]
  let rowCount: Int
  /// What the reader keeps balances apart by: always the currency, and the account where there is one.
  private let keySets: [[Int]]
  private let keyTexts: [Int: [String]]
  /// True in the rows whose debit mark turns the sign of an amount.
  private let isDebit: [Bool]

  init(_ surveys: [ColumnSurvey], _ rows: ArraySlice<CSVRow>) {
    let rows = Array(rows.prefix(CSVLimits.relationRows))
    // One program writes all columns alike: an undecided column is read as the others are.
    let numeric = surveys.filter(Self.isNumeric).prefix(CSVLimits.relationColumns)
    let styles = Set(numeric.compactMap { $0.numbers?.style })
    let common: NumberSurvey.Style =
      styles.contains(.decimalComma) && !styles.contains(.decimalPoint)
      ? .decimalComma : .decimalPoint
    columns = numeric.map { Self.column($0, rows, common) }
    rowCount = rows.count
    let currency = surveys.first { $0.currencies > 0 && $0.currencies == $0.filled }?.number
    let account = surveys.first { survey in
      survey.meanings.contains { $0.field == "account" && $0.isExact } && survey.filled > 0
    }?.number
    let always = currency.map { [$0] } ?? []
    keySets = [always] + (account.map { [always + [$0]] } ?? [])
    keyTexts = Dictionary(
      uniqueKeysWithValues: Set([currency, account].compactMap { $0 }).map { number in
        (number, rows.map { $0.text(number - 1) })
      }
    )
    let side = surveys.first(where: \.isSide)?.number
    isDebit = rows.map { row in side.map { TableCell(row.text($0 - 1)).isDebitMark } ?? false }
  }

  private static func column(
    _ survey: ColumnSurvey,
    _ rows: [CSVRow],
    _ common: NumberSurvey.Style
  ) -> Column {
    let own = survey.numbers?.style ?? .either
    let style = own == .either || own == .open ? common : own
    return Column(
      number: survey.number,
      style: style,
      sum: survey.numbers?.sum,
      values: rows.map { row in
        ColumnSurveyor.value(of: TableCell(row.text(survey.number - 1)), style)
      }
    )
  }

  private static func isNumeric(_ survey: ColumnSurvey) -> Bool {
    guard let numbers = survey.numbers else { return false }
    return numbers.count * 10 >= survey.filled * 8 && numbers.withLeadingZeros == 0
      && (survey.days.map { $0.isPacked || $0.count * 2 < survey.filled } ?? true)
  }
}

// Running balances.
extension TableRelations {
  /// Columns that the reader's own proof of a running balance accepts.
  var balances: [BalanceFinding] {
    columns.flatMap { balance in
      let others = columns.filter { $0.number != balance.number }
      let ofOne = others.flatMap { amount in
        [false, true].compactMap { single(balance, amount, isNegated: $0) }
      }
      let ofTwo = others.flatMap { debit in
        others.compactMap { credit in
          credit.number != debit.number && isPair(debit, credit)
            ? pair(balance, debit, credit) : nil
        }
      }
      return ofOne + ofTwo
    }
  }

  private func single(
    _ balance: Column,
    _ amount: Column,
    isNegated: Bool
  ) -> BalanceFinding? {
    let found = proved(balance) { row -> ExactDecimal? in
      guard let value = amount.values[row] else { return nil }
      let sided = isDebit[row] && !value.isNegative ? value.negated : value
      return isNegated ? sided.negated : sided
    }
    guard let found else { return nil }
    var finding = BalanceFinding(balance: balance.number, isNegated: isNegated, steps: found.steps)
    finding.amount = amount.number
    finding.keys = found.keys
    return finding
  }

  private func pair(_ balance: Column, _ debit: Column, _ credit: Column) -> BalanceFinding? {
    guard let found = proved(balance, { difference(debit, credit, $0) }) else { return nil }
    var finding = BalanceFinding(balance: balance.number, isNegated: false, steps: found.steps)
    finding.debit = debit.number
    finding.credit = credit.number
    finding.keys = found.keys
    return finding
  }

  private func proved(
    _ balance: Column,
    _ amount: (Int) -> ExactDecimal?
  ) -> (keys: [Int], steps: Int)? {
    for keys in keySets {
      if let steps = steps(balance, keys, amount) { return (keys, steps) }
    }
    return nil
  }

  /// The balances that follow from the rows before them; nil when one does not, or nothing moves.
  private func steps(
    _ balance: Column,
    _ keys: [Int],
    _ amount: (Int) -> ExactDecimal?
  ) -> Int? {
    var proof = CSVBalance()
    var (moves, balances) = (0, 0)
    var accounts: Set<String> = []
    for row in 0..<rowCount {
      guard let stated = balance.values[row] else { continue }
      guard let value = amount(row) else { return nil }
      let account = keys.compactMap { keyTexts[$0]?[row] }.joined(separator: "|")
      accounts.insert(account)
      proof.take(account, value, stated, line: row + 1)
      moves += value.isZero ? 0 : 1
      balances += 1
    }
    guard proof.proof == .proved, moves >= 2, moves * 2 >= balances else { return nil }
    return balances - accounts.count
  }

  /// Never both in one row, and each somewhere.
  private func isPair(_ one: Column, _ other: Column) -> Bool {
    func isThere(_ value: ExactDecimal?) -> Bool { value.map { !$0.isZero } ?? false }
    let isDisjoint = zip(one.values, other.values).allSatisfy { !isThere($0) || !isThere($1) }
    return isDisjoint && one.values.contains(where: isThere)
      && other.values.contains(where: isThere)
  }

  /// Credit less debit, as the reader takes it: a debit that is written with a minus keeps it.
  private func difference(_ debit: Column, _ credit: Column, _ row: Int) -> ExactDecimal? {
    if let out = debit.values[row], !out.isZero { return out.isNegative ? out : out.negated }
    return credit.values[row] ?? debit.values[row]
  }
}

// Sums.
extension TableRelations {
  /// Columns that are the sum of two others in each row that has all three.
  var sums: [SumFinding] {
    var found: [SumFinding] = []
    for total in columns {
      for (index, first) in columns.enumerated() where first.number != total.number {
        for second in columns[(index + 1)...] where second.number != total.number {
          guard let rows = rows(total, first, second) else { continue }
          found.append(
            SumFinding(
              total: total.number,
              first: first.number,
              second: second.number,
              rows: rows
            )
          )
        }
      }
    }
    return found
  }

  private func rows(_ total: Column, _ first: Column, _ second: Column) -> Int? {
    var rows = 0
    for row in 0..<rowCount {
      guard let sum = total.values[row], let one = first.values[row], let other = second.values[row]
      else { continue }
      do throws(ArithmeticError) {
        guard try one.adding(other) == sum else { return nil }
      } catch {
        return nil
      }
      if !one.isZero, !other.isZero { rows += 1 }
    }
    return rows >= min(2, rowCount) && rows > 0 ? rows : nil
  }

  /// Figures below the rows that are the sum of a whole column.
  func totals(_ trailer: [CSVRow], _ separator: UInt8) -> [TotalFinding] {
    trailer.flatMap { row in
      row.texts.enumerated().flatMap { cell, text in
        let sums = columns.filter { column in
          guard let sum = column.sum, !sum.isZero else { return false }
          return ColumnSurveyor.value(of: TableCell(text), column.style) == sum
        }
        guard !sums.isEmpty, let pattern = TrailerPatterns.figure(of: row, cell, separator) else {
          return [TotalFinding]()
        }
        let shown = SurveyCell(line: row.line, text: text.cut(to: CSVLimits.surveyText))
        return sums.map { TotalFinding(cell: shown, column: $0.number, pattern: pattern) }
      }
    }
  }
}
