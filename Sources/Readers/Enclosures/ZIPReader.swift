import Documents
import Readings

/// An archive: each file in it becomes an arrival of its own.
enum ZIPReader {
  static func read(
    _ input: some FileInput,
    instructions: ReadInstructions,
    into sink: (ReadingItem) -> Void
  ) -> ReadingSummary {
    withoutActuallyEscaping(sink) { sink in
      var summary = ReadingSummary(kind: .zip)
      if let problem = unpack(input, instructions, &summary, sink) {
        sink(.problem(problem))
        summary.isRefused = true
      }
      return summary
    }
  }

  /// - Returns: why nothing of it may be used.
  private static func unpack(
    _ input: some FileInput,
    _ instructions: ReadInstructions,
    _ summary: inout ReadingSummary,
    _ sink: @escaping (ReadingItem) -> Void
  ) -> Problem? {
    let limits = instructions.limits
    guard instructions.enclosures < limits.enclosures else {
      return EnclosureProblems.tooDeep("an archive", limit: limits.enclosures)
    }
    var files = EnclosedFiles(of: input.byteCount, limits: limits, sink)
    var problem: Problem?
    let failure = ZIPUnpacker.walk(input) { name, isFile in
      guard isFile, !EnclosedName.isLeftover(name), problem == nil else { return .pass }
      if files.begin(name) { return .take }
      problem = EnclosureProblems.tooMany(limit: limits.enclosedFiles)
      return .stop
    } take: { name, piece in
      guard let piece else {
        files.end()
        return true
      }
      switch files.append(piece) {
      case .goOn: return true
      case .allTooLarge: problem = EnclosureProblems.tooMuch
      case .fileTooLarge:
        let plain = EnclosedName.plain(name, number: files.count)
        problem = EnclosureProblems.fileTooLarge(plain, limit: limits.bytes)
      }
      return false
    }
    summary.enclosed = files.count
    if let problem { return problem }
    if let failure { return EnclosureProblems.zip(failure) }
    return files.count == 0 ? EnclosureProblems.emptyZIP : nil
  }
}
