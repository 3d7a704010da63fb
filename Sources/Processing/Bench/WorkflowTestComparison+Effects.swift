import Workflows

/// What a decision does beside the books: named copies, bookings, messages.
extension WorkflowTestComparison {
  var effects: [Finding] {
    var found: [Finding] = []
    if let wanted = expected.files, wanted.sorted() != actual.files.sorted() {
      found.append(list("files", wanted, actual.files))
    }
    return found + journal + messages
  }

  private var journal: [Finding] {
    guard let wanted = expected.journal else { return [] }
    // What the difference shows is what is compared: a figure in a remark is no booking.
    let bookings = Self.bookings(actual.journal)
    let text = bookings.joined(separator: " ")
    let missing = wanted.filter { !text.contains(Self.collapsed($0)) }
    guard !missing.isEmpty || wanted.isEmpty && !text.isEmpty else { return [] }
    let got = bookings + actual.notBooked
    return [finding(["journal"], Self.words(missing), Self.words(got), .texts(bookings))]
  }

  /// The lines of bookings, without the head of the file, declarations and remarks.
  private static func bookings(_ text: String) -> [String] {
    text.split(separator: "\n").map { collapsed(String($0)) }.filter { line in
      let words = line.split(separator: " ")
      guard let first = words.first, !line.hasPrefix(";") else { return false }
      return !["commodity", "account", "option"].contains(first)
        && !(words.count > 1 && ["open", "commodity"].contains(words[1]))
    }
  }

  private static func collapsed(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private var messages: [Finding] {
    guard let wanted = expected.messages else { return [] }
    guard wanted.count == actual.messages.count else {
      let got = actual.messages.map { "\($0.url) \($0.body)" }.joined(separator: "; ")
      let shown = got.isEmpty ? "none" : "\(actual.messages.count): \(got)"
      return [message("", wanted.isEmpty ? "none" : "\(wanted.count)", shown)]
    }
    return zip(wanted, actual.messages).enumerated().flatMap { number, pair in
      differences(pair.0, pair.1, at: "[\(number)]")
    }
  }

  private func differences(
    _ wanted: WorkflowTest.Message,
    _ got: WorkflowTestDocument.Message,
    at place: String
  ) -> [Finding] {
    var found: [Finding] = []
    if let url = wanted.url, url != got.url { found.append(message("\(place).url", url, got.url)) }
    let body = WebhookBody(json: got.body)
    for one in wanted.body?.differences(from: body) ?? [] {
      let there = one.got ?? "nothing: it is not in the message"
      found.append(message("\(place).\(one.place)", one.expected, there))
    }
    return found
  }

  /// `--update` writes all messages as they came out.
  private func message(_ place: String, _ wanted: String, _ got: String) -> Finding {
    let all = actual.messages.map {
      "{ \"url\": \(WebhookBody.text($0.url, nil).text), \"body\": \($0.body) }"
    }
    var found = finding(["messages"], wanted, got, .json("[\(all.joined(separator: ", "))]"))
    found.difference.what += place
    return found
  }
}
