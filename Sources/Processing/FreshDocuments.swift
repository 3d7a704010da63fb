import Books
import Storage

/// Documents that were stored in this very transaction and wait for their first decision, so that
/// deciding need not read them back.
///
/// Small, whatever the file's size: they are decided when there are enough. Used within one
/// transaction only.
final class FreshDocuments {
  private(set) var ids: [DocumentID] = []
  private var documents: [DocumentID: Fresh] = [:]
  /// Keys that another document has too; nil until somebody has looked.
  private var sharedKeys: Set<String>?

  /// An object, because a document is large to copy.
  private final class Fresh {
    let stored: StoredDocument
    let prepared: Judge.Prepared

    init(_ stored: StoredDocument, _ prepared: Judge.Prepared) {
      self.stored = stored
      self.prepared = prepared
    }
  }

  func add(_ stored: StoredDocument, _ prepared: Judge.Prepared) {
    ids.append(stored.id)
    documents[stored.id] = Fresh(stored, prepared)
    sharedKeys = nil
  }

  /// The document as stored; nil when it is not one of these.
  func document(_ id: DocumentID) -> StoredDocument? {
    documents[id]?.stored
  }

  /// What was known of it when it was stored; nil when it is not one of these.
  func prepared(_ id: DocumentID) -> Judge.Prepared? {
    documents[id]?.prepared
  }

  /// Looks once for all of them which have a key that another document has.
  func findTwins(_ transaction: StorageTransaction) throws {
    let indexes = documents.values.map(\.prepared.index)
    sharedKeys = try transaction.sharedKeys(
      exact: indexes.compactMap(\.exactKey),
      near: indexes.compactMap(\.nearKey)
    )
  }

  /// True when it is known that no other document has one of its keys.
  func isAlone(_ id: DocumentID) -> Bool {
    guard let sharedKeys, let index = documents[id]?.prepared.index else { return false }
    return ![index.exactKey, index.nearKey].contains { $0.map(sharedKeys.contains) ?? false }
  }

  /// From its first decision on, what the database says of it counts.
  func forget(_ id: DocumentID) {
    documents[id] = nil
  }

  func removeAll() {
    ids = []
    documents = [:]
    sharedKeys = nil
  }
}
