import Synchronization

/// Fields that were made once for the same columns.
///
/// A rule is compiled against the type of an object and later reads an object of that very type, perhaps of a definition that
/// was loaded again; so the same columns have one type for the life of the program.
final class SharedFields<Key: Hashable & Sendable, Subject: Sendable>: Sendable {
  private let made: Mutex<[Key: RuleFields<Subject>]> = Mutex([:])

  func fields(_ key: Key, make: () -> RuleFields<Subject>) -> RuleFields<Subject> {
    made.withLock { made in
      if let known = made[key] { return known }
      let fields = make()
      made[key] = fields
      return fields
    }
  }
}
