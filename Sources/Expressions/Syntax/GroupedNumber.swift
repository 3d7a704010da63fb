/// A number as it is written elsewhere: with a decimal comma, with grouped thousands, or with both.
struct GroupedNumber {
  /// As it is written here; nil where it can mean two numbers, or none.
  let plain: String?
  let isGrouped: Bool
  let expected: String

  /// `text`: digits, points and commas.
  init(_ text: String) {
    let parts = text.split(omittingEmptySubsequences: false) { $0 == "," || $0 == "." }
      .map(String.init)
    let marks = text.filter { $0 == "," || $0 == "." }
    let areGroups =
      (1...3).contains(parts[0].count) && parts[0] != "0"
      && parts.dropFirst().dropLast().allSatisfy { $0.count == 3 }
    guard let mark = marks.last, parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(\.isASCII) })
    else {
      (plain, isGrouped, expected) = (nil, false, "one number, with a point")
      return
    }
    let groupMarks = Set(marks.dropLast())
    let whole = parts.dropLast().joined()
    if marks.count == 1 {
      // `1,000` is a thousand to some and one to others.
      let isOpen = areGroups && parts[1].count == 3
      plain = isOpen ? nil : "\(parts[0]).\(parts[1])"
      isGrouped = isOpen
      expected = isOpen ? "\(parts[0])\(parts[1]), or \(parts[0]).\(parts[1])" : "a point"
    } else if areGroups, groupMarks.count == 1, !groupMarks.contains(mark) {
      plain = "\(whole).\(parts[parts.count - 1])"
      (isGrouped, expected) = (true, "one point, before the decimals")
    } else if areGroups, groupMarks == [mark], parts[parts.count - 1].count == 3 {
      plain = parts.joined()
      (isGrouped, expected) = (true, "digits alone")
    } else {
      (plain, isGrouped, expected) = (nil, true, "one number, with a point before its decimals")
    }
  }
}
