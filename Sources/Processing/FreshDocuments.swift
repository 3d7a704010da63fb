import Books
import Storage

/// Documents of this very transaction that wait for their first decision, so that deciding need not read them back.
///
/// Those that nobody can ask the database for are not even written before they are decided: they have no twin, are
/// reconciled against nothing and belong to no group. Small, whatever the file's size: they are decided when there are
/// enough. Used within one transaction only.
final class FreshDocuments {
  private(set) var ids: [DocumentID] = []
  private var documents: [DocumentID: Fresh] = [:]
  /// Who has a key among those that are not written.
  private var holders: [DuplicateKey: DocumentID] = [:]

  /// The exact and the near keys of documents.
  private enum DuplicateKey: Hashable {
    case exact(String)
    case near(String)
  }

  /// An object, because a document is large to copy.
  private final class Fresh {
    let document: ReadyDocument
    let prepared: Judge.Prepared
    let isAlone: Bool
    var isWritten: Bool

    init(_ document: ReadyDocument, _ prepared: Judge.Prepared, isAlone: Bool, isWritten: Bool) {
      self.document = document
      self.prepared = prepared
      self.isAlone = isAlone
      self.isWritten = isWritten
    }
  }

  /// Takes a document in and writes it where others may look for it; `mayWait`: nobody but its twins does.
  func add(
    _ document: ReadyDocument,
    _ prepared: Judge.Prepared,
    mayWait: Bool,
    _ transaction: StorageTransaction
  ) throws {
    let id = document.stored.id
    let keys = Self.keys(of: document)
    let twins = Set(keys.compactMap { holders[$0] })
    for twin in twins { try write(twin, transaction) }
    let isAlone = try twins.isEmpty && !transaction.isKnown(document.index)
    let waits = mayWait && isAlone
    if waits {
      for key in keys { holders[key] = id }
    } else {
      try transaction.insert(document)
    }
    ids.append(id)
    documents[id] = Fresh(document, prepared, isAlone: isAlone, isWritten: !waits)
  }

  private static func keys(of document: ReadyDocument) -> [DuplicateKey] {
    let index = document.index
    return [
      index.exactKey.map(DuplicateKey.exact), index.nearKey.map(DuplicateKey.near),
      index.nameKey.map(DuplicateKey.near),
    ].compactMap(\.self)
  }

  private func write(_ id: DocumentID, _ transaction: StorageTransaction) throws {
    guard let fresh = documents[id], !fresh.isWritten else { return }
    try transaction.insert(fresh.document)
    fresh.isWritten = true
    for key in Self.keys(of: fresh.document) { holders[key] = nil }
  }

  /// The document as stored; nil when it is not one of these.
  func document(_ id: DocumentID) -> StoredDocument? {
    documents[id]?.document.stored
  }

  /// What was known of it when it came; nil when it is not one of these.
  func prepared(_ id: DocumentID) -> Judge.Prepared? {
    documents[id]?.prepared
  }

  /// True when no document that came before it has one of its keys.
  func isAlone(_ id: DocumentID) -> Bool {
    documents[id]?.isAlone ?? false
  }

  /// The document where it is yet to be written, with its decision.
  func unwritten(_ id: DocumentID) -> ReadyDocument? {
    documents[id].flatMap { $0.isWritten ? nil : $0.document }
  }

  /// From its first decision on, what the database says of it counts.
  func forget(_ id: DocumentID) {
    documents[id] = nil
  }

  /// All are decided: what nobody decided is written as it is.
  func finish(_ transaction: StorageTransaction) throws {
    for id in ids { try write(id, transaction) }
    ids = []
    documents = [:]
    holders = [:]
  }
}
