import Readings

/// Whose postings are the ledger's entries.
struct JournalAccounts {
  /// In small letters; an account stands for those below it.
  private var wanted: [String] = []
  private var isEvery = false
  /// The account that the journal itself shows, where the workflow names none.
  private(set) var chosen: String?
  private var known: [String: Bool] = [:]

  /// What the workflow names, else what the journal shows; or why neither does.
  static func find(
    _ named: [String],
    _ survey: JournalSurvey
  ) -> Result<JournalAccounts, JournalRefusal> {
    var accounts = JournalAccounts()
    guard !named.isEmpty else { return accounts.byEvidence(survey) }
    accounts.isEvery = named.contains("*")
    accounts.wanted = named.map { $0.lowercased() }
    if survey.touched.keys.contains(where: { accounts.contains($0) }) { return .success(accounts) }
    let names = byCount(survey).map(\.name)
    let near = CSVHeader.nearest(to: named, in: names)
    return .failure(JournalRefusal(JournalProblems.accountNotFound(named, names, near: near)))
  }

  mutating func contains(_ account: String) -> Bool {
    if isEvery { return true }
    if let answer = known[account] { return answer }
    let name = account.lowercased()
    let answer = wanted.contains { name == $0 || name.hasPrefix($0 + ":") }
    if known.count < JournalLimits.accounts { known[account] = answer }
    return answer
  }

  /// The one account of assets or liabilities that every booking touches.
  private func byEvidence(_ survey: JournalSurvey) -> Result<JournalAccounts, JournalRefusal> {
    let everywhere = survey.touched.filter { $0.value == survey.bookings }.keys
    let owned = everywhere.filter { name in
      let root = name.prefix { $0 != ":" }.lowercased()
      return ["assets", "asset", "liabilities", "liability"].contains(root)
    }
    guard owned.count == 1, let only = owned.first else {
      let listed = Self.byCount(survey)
      return .failure(
        JournalRefusal(JournalProblems.whichAccount(listed, of: survey.bookings))
      )
    }
    var accounts = JournalAccounts()
    accounts.wanted = [only.lowercased()]
    accounts.chosen = only
    return .success(accounts)
  }

  private static func byCount(_ survey: JournalSurvey) -> [(name: String, count: Int)] {
    survey.touched.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { ($0.key, $0.value) }
  }
}
