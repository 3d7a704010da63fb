import Expressions
import Synchronization

/// Fields that were made once for the same columns.
///
/// A rule is compiled against the type of an object and later reads an object of that very type, perhaps of a definition that
/// was loaded again; so the same columns have one type for as long as anything holds it.
final class SharedFields<Key: Hashable & Sendable, Subject: Sendable>: Sendable {
  private struct Made: Sendable {
    weak var type: ObjectType?
    var reads: [RuleField<Subject>.Read]
  }

  private struct Store: Sendable {
    var made: [Key: Made] = [:]
    /// So many are looked through for those that nothing holds any more.
    var limit = 64
  }

  private let store: Mutex<Store> = Mutex(Store())

  func fields(_ key: Key, make: () -> RuleFields<Subject>) -> RuleFields<Subject> {
    store.withLock { store in
      if let known = store.made[key], let type = known.type {
        return RuleFields(type, known.reads)
      }
      let fields = make()
      store.made[key] = Made(type: fields.type, reads: fields.reads)
      if store.made.count > store.limit {
        store.made = store.made.filter { $0.value.type != nil }
        store.limit = max(64, store.made.count * 2)
      }
      return fields
    }
  }

  /// How many are kept, those included that nothing holds.
  var count: Int { store.withLock { $0.made.count } }
}
