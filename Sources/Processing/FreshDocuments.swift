import Books
import Storage

/// Documents that were stored in this very transaction and wait for their first decision, so that
/// deciding need not read them back.
///
/// Small, whatever the file's size: they are decided when there are enough. Used within one
/// transaction only.
final class FreshDocuments {
  private(set) var ids: [DocumentID] = []
  private var documents: [DocumentID: StoredDocument] = [:]

  func add(_ stored: StoredDocument) {
    ids.append(stored.id)
    documents[stored.id] = stored
  }

  /// The document as stored; nil when it is not one of these.
  func document(_ id: DocumentID) -> StoredDocument? {
    documents[id]
  }

  /// From its first decision on, what the database says of it counts.
  func forget(_ id: DocumentID) {
    documents[id] = nil
  }

  func removeAll() {
    ids = []
    documents = [:]
  }
}
