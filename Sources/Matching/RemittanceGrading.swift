import Books
import Documents
import Values
import Workflows

/// Whether a run's lines prove which documents its entry pays, and what keeps them from it.
struct RemittanceGrading {
  /// A document that the run names, with what its line and it say of each other.
  struct Member {
    var open: OpenDocument
    var paper: DocumentProfile
    /// Places of the lines that name it.
    var lines: [Int]
    var pair: Pair
    var row: EntryProfile
  }

  let problem: RemittanceProblem
  /// In an order that hangs on content; ids tell only true twins apart.
  let members: [Member]
  let doubts: [RemittanceDoubt]
  /// nil where there is a doubt.
  let match: WholeMatch?

  var entry: OpenEntry { problem.entries[0] }
  var isMoneyOut: Bool { entry.entry.amount.isNegative }

  init(_ problem: RemittanceProblem, _ weighing: inout Weighing) {
    self.problem = problem
    members = Self.members(problem, &weighing)
    var doubts = Self.doubts(problem, members)
    var match: WholeMatch?
    if doubts.isEmpty {
      match = Self.whole(problem, members)
      if match == nil { doubts = [.notWhole] }
    }
    self.doubts = doubts
    self.match = match
  }

  // MARK: Who is in it

  private static func members(
    _ problem: RemittanceProblem,
    _ weighing: inout Weighing
  ) -> [Member] {
    let entry = problem.entries[0].entry
    var places: [DocumentID: Int] = [:]
    var found: [Member] = []
    for (number, line) in problem.lines.enumerated() {
      let naming = RemittanceNaming(line.line)
      for open in line.named where problem.elsewhere[open.id] == nil {
        if let place = places[open.id] {
          found[place].lines.append(number)
          continue
        }
        let paper = weighing.profile(open)
        let (pair, row) = naming.pair(
          open,
          paper,
          place: found.count,
          on: entry.day,
          isMoneyOut: entry.amount.isNegative
        )
        places[open.id] = found.count
        found.append(Member(open: open, paper: paper, lines: [number], pair: pair, row: row))
      }
    }
    for place in found.indices { adapt(&found[place], problem) }
    return found.map { (order($0), $0) }.sorted { $0.0 < $1.0 }.map(\.1)
  }

  private static func order(_ member: Member) -> String {
    let paper = member.paper
    return [
      paper.numberText, paper.nameText, "\(paper.payable)", "\(paper.issueDate?.number ?? 0)",
      paper.id.description,
    ].joined(separator: "\u{1F}")
  }

  /// A line for several documents is the amount of all of them.
  private static func adapt(_ member: inout Member, _ problem: RemittanceProblem) {
    guard let first = member.lines.first, problem.lines[first].named.count > 1 else { return }
    let amounts: [Evidence] = [.amountEqual, .amountWithinTolerance, .amountDiffers]
    member.pair.evidence.removeAll { amounts.contains($0) }
    let isWhole = sum(problem.lines[first].named) == problem.lines[first].line.gross.minorUnits
    member.pair.evidence.insert(isWhole ? .amountSum : .amountDiffers, at: 0)
    // What is set off goes the other way within its line, and is as old as it is.
    guard member.paper.isCredit else { return }
    member.pair.evidence.removeAll { [.signOpposite, .dayBefore, .otherNumber].contains($0) }
  }

  /// Documents less credit notes, as the line counts them; nil beyond 64 bits.
  private static func sum(_ documents: [OpenDocument]) -> Int64? {
    var sum: Int64 = 0
    for open in documents {
      let size = Int64(clamping: open.payable.minorUnits.magnitude)
      let isCredit = open.document.isCredit(of: open.payable)
      let (next, overflow) = sum.addingReportingOverflow(isCredit ? -size : size)
      guard !overflow else { return nil }
      sum = next
    }
    return sum
  }

  // MARK: Doubts

  /// What speaks against any part of it; a document need not be paid soon, only not before it is there.
  static let against: [Evidence] = [
    .ibanDiffers, .nameDiffers, .signOpposite, .currencyDiffers, .dayBefore, .dayOutside,
    .otherNumber,
  ]
  /// Days between a run's own day and its booking that need no explanation: banks work ahead and after.
  static let usualDays: ClosedRange<Int> = -4...14

  private static func doubts(
    _ problem: RemittanceProblem,
    _ members: [Member]
  ) -> [RemittanceDoubt] {
    var doubts: [RemittanceDoubt] = []
    if problem.entries.count > 1 { doubts.append(.twoEntries) }
    doubts += problem.others.map { .otherRemittance(RemittanceWords.name($0)) }.sorted(by: order)
    doubts += problem.rivals.map { .rival($0.document.number ?? "\($0.payable)") }.sorted(by: order)
    doubts += aboutEntry(problem, members)
    for member in members {
      if member.lines.count > 1 { doubts.append(.namedTwice(member.open.id)) }
      for evidence in member.pair.evidence where against.contains(evidence) {
        doubts.append(.against(member.open.id, evidence))
      }
      if member.open.admits?(problem.entries[0].entry) == false {
        doubts.append(.against(member.open.id, .dayOutside))
      }
    }
    for (place, line) in problem.lines.enumerated() { doubts += aboutLine(place, line, problem) }
    let least =
      members.map {
        MatchingRules.hundredths($0.paper.plan.accept, MatchingRules.defaultAccept)
      }.max() ?? 0
    if least > confidence { doubts.append(.belowAccept(least)) }
    return doubts
  }

  /// Nothing that a machine finds is certain.
  static let confidence = 99

  private static func order(_ left: RemittanceDoubt, _ right: RemittanceDoubt) -> Bool {
    "\(left)" < "\(right)"
  }

  private static func aboutEntry(
    _ problem: RemittanceProblem,
    _ members: [Member]
  ) -> [RemittanceDoubt] {
    var doubts: [RemittanceDoubt] = []
    let entry = problem.entries[0].entry
    let costsArePositive = members.contains { $0.paper.plan.costs == .positive }
    let isRun = problem.remittance.kind.map { $0 == .paymentRun }
    if let isRun, isRun != (entry.amount.isNegative != costsArePositive) {
      doubts.append(.direction)
    }
    if let own = entry.account.map(AccountText.normal), own.count >= 15 {
      let stated = problem.remittance.accounts.map(AccountText.normal).filter { $0.count >= 15 }
      if !stated.isEmpty, !stated.contains(own) { doubts.append(.account) }
    }
    if let day = problem.remittance.day, !usualDays.contains(day.days(until: entry.day)) {
      doubts.append(.farDay)
    }
    return doubts
  }

  private static func aboutLine(
    _ place: Int,
    _ line: RemittanceProblem.Line,
    _ problem: RemittanceProblem
  ) -> [RemittanceDoubt] {
    let (gross, net) = (line.line.gross.minorUnits, line.line.net.minorUnits)
    if gross == 0, net == 0 { return [] }
    let elsewhere = line.named.filter { problem.elsewhere[$0.id] != nil }
    if !elsewhere.isEmpty { return elsewhere.map { .elsewhere($0.id, place) } }
    if line.namesSettled { return [.settled(place)] }
    if line.named.isEmpty {
      return [line.isContradicted ? .contradictedLine(place) : .unnamed(place)]
    }
    if fee(line.line) == nil { return [.fee(place)] }
    return sum(line.named) == gross ? [] : [.otherAmount(place)]
  }

  /// What was withheld of a line; nil where its figures do not fit together.
  static func fee(_ line: RemittanceLine) -> Int64? {
    let (fee, overflow) = line.gross.minorUnits.subtractingReportingOverflow(line.net.minorUnits)
    guard !overflow, line.gross.currency == line.net.currency else { return nil }
    if let stated = line.fee, stated.minorUnits.magnitude != fee.magnitude { return nil }
    if fee == 0 { return 0 }
    // A fee that is given back, or one on what is paid back, needs a person.
    return fee > 0 && fee <= line.gross.minorUnits ? fee : nil
  }

  // MARK: What is given

  /// Credit notes are set off against documents in order, and a fee is a rest of its line's documents; nil where it does not
  /// foot.
  private static func whole(_ problem: RemittanceProblem, _ members: [Member]) -> WholeMatch? {
    guard !members.isEmpty else { return nil }
    let amount = problem.entries[0].entry.amount
    var credit = members.filter(\.paper.isCredit).reduce(0) { $0 + $1.paper.amount }
    var fees = problem.lines.map { fee($0.line) ?? 0 }
    var allocations: [Allocation] = []
    var residuals: [Residual] = []
    for member in members {
      let (id, payable) = (member.open.id, member.open.payable)
      var (share, money) = (member.paper.amount, Int64(0))
      if !member.paper.isCredit, let line = member.lines.first {
        let fee = min(fees[line], share)
        fees[line] -= fee
        share -= fee
        let setOff = min(credit, share)
        credit -= setOff
        money = share - setOff
        if fee > 0 {
          residuals.append(Residual(side: .document(id), kind: .fee, amount: like(payable, fee)))
        }
      }
      allocations.append(
        Allocation(
          document: id,
          entry: problem.entries[0].id,
          documentAmount: like(payable, share),
          entryAmount: like(amount, money)
        )
      )
    }
    guard credit == 0, fees.allSatisfy({ $0 == 0 }) else { return nil }
    do throws(ConservationError) {
      return try WholeMatch(
        .remittance,
        documents: members.map(\.open.id),
        payables: Dictionary(uniqueKeysWithValues: members.map { ($0.open.id, $0.open.payable) }),
        amounts: [problem.entries[0].id: amount],
        allocations: allocations,
        residuals: residuals
      )
    } catch {
      return nil
    }
  }

  /// So much of the whole, with its sign and currency.
  private static func like(_ whole: Money, _ minor: Int64) -> Money {
    Money(minorUnits: whole.isNegative ? -minor : minor, currency: whole.currency)
  }
}
