import Values

/// Proves a ledger's running balance row by row, oldest row first or newest first.
struct CSVBalance {
  enum Proof: Equatable {
    /// Fewer than two balances: nothing is proved.
    case nothing
    case proved
    /// In neither order do the rows lead from balance to balance.
    ///
    /// `line` is where the better order breaks.
    case broken(line: Int, expected: ExactDecimal, stated: ExactDecimal)
  }

  private struct Break {
    var line: Int
    var expected: ExactDecimal
    var stated: ExactDecimal
  }

  /// The balances of one account in one currency.
  private struct Chain {
    var last: ExactDecimal?
    var sinceLast = ExactDecimal.zero
    /// The same with the amount of the last balance's own row: what newest-first order takes off.
    var withLast = ExactDecimal.zero
    var rising: Break?
    var falling: Break?
    var steps = 0
  }

  private var chains: [String: Chain] = [:]
  private var firstLine: Int?
  private var lastLine = 0
  private(set) var isOverLimit = false

  mutating func take(_ key: String, _ amount: ExactDecimal, _ balance: ExactDecimal?, line: Int) {
    guard chains[key] != nil || chains.count < CSVLimits.balanceAccounts else {
      isOverLimit = true
      return
    }
    var chain = chains.removeValue(forKey: key) ?? Chain()
    Self.step(&chain, amount, balance, line)
    chains[key] = chain
    if balance != nil {
      firstLine = firstLine ?? line
      lastLine = line
    }
  }

  var proof: Proof {
    if isOverLimit { return .nothing }
    var isProved = false
    // The earliest break of any account is the one to look at first.
    var worst: Break?
    for chain in chains.values {
      isProved = isProved || chain.steps > 0
      guard let rising = chain.rising, let falling = chain.falling else { continue }
      let found = rising.line >= falling.line ? rising : falling
      if found.line < worst?.line ?? .max { worst = found }
    }
    if let worst {
      return .broken(line: worst.line, expected: worst.expected, stated: worst.stated)
    }
    return isProved ? .proved : .nothing
  }

  /// True when a row on `line` that could not be read moved no money.
  ///
  /// The balances before and behind it agree without it. Before the first and behind the last
  /// balance, and where several accounts share a file, nothing is known.
  func proves(without line: Int) -> Bool {
    guard proof == .proved, chains.count == 1, let firstLine else { return false }
    return line > firstLine && line < lastLine
  }

  private static func step(
    _ chain: inout Chain,
    _ amount: ExactDecimal,
    _ balance: ExactDecimal?,
    _ line: Int
  ) {
    chain.sinceLast = sum(chain.sinceLast, amount)
    guard let balance else {
      chain.withLast = sum(chain.withLast, amount)
      return
    }
    if let last = chain.last {
      chain.steps += 1
      let rising = sum(last, chain.sinceLast)
      let falling = sum(last, chain.withLast.negated)
      if rising != balance, chain.rising == nil {
        chain.rising = Break(line: line, expected: rising, stated: balance)
      }
      if falling != balance, chain.falling == nil {
        chain.falling = Break(line: line, expected: falling, stated: balance)
      }
    }
    chain.last = balance
    chain.sinceLast = .zero
    chain.withLast = amount
  }

  /// A sum past 38 digits is no balance: zero makes the proof fail, never succeed by chance.
  private static func sum(_ left: ExactDecimal, _ right: ExactDecimal) -> ExactDecimal {
    do throws(ArithmeticError) {
      return try left.adding(right)
    } catch {
      return .zero
    }
  }
}
