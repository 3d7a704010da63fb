package import Books

extension RulingChoice {
  /// The rulings that make sense for a document's exception: matches first, reject last.
  ///
  /// `unread` are the fields that a person would have to supply before the document can be cleared.
  package static func forDocument(
    candidates: [CandidateLine],
    twin: DocumentID? = nil,
    unread: [String] = []
  ) -> [RulingChoice] {
    var choices: [RulingChoice] = []
    for field in unread {
      choices.append(
        RulingChoice(ruling: "set \(field)=VALUE", meaning: "put in what the paper says")
      )
    }
    for candidate in candidates.prefix(ExceptionItem.maximumCandidates) {
      let entry = candidate.entry
      let name = entry.counterparty.map { ", \($0)" } ?? ""
      choices.append(
        RulingChoice(
          ruling: "match \(entry.id)",
          meaning: "paid by the entry of \(entry.day), \(AmountText.of(entry.amount))\(name)"
        )
      )
    }
    if let twin {
      choices.append(
        RulingChoice(ruling: "duplicate \(twin)", meaning: "it is the same paper as \(twin)")
      )
    }
    choices.append(RulingChoice(ruling: "accept", meaning: "right as it is: clear it"))
    choices.append(RulingChoice(ruling: "reject", meaning: "not ours, or not to be paid"))
    return choices
  }

  /// The rulings for a ledger entry without a document.
  package static func forEntry() -> [RulingChoice] {
    [
      RulingChoice(ruling: "accept", meaning: "right without a document (a fee, a transfer)"),
      RulingChoice(ruling: "reject", meaning: "this should not have been booked"),
    ]
  }
}
