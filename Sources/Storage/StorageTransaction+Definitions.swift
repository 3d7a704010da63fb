import FoundationEssentials
internal import GRDB
package import Values

/// A definition file as it was when it decided something.
package struct StoredDefinition: Sendable {
  package var fileName: String
  package var bytes: [UInt8]
  package var hash: ContentHash
}

extension StorageTransaction {
  /// Keeps a definition for as long as the books live: each decision names its hash.
  package func keepDefinition(_ hash: ContentHash, fileName: String, bytes: [UInt8]) throws {
    try db.cachedStatement(
      sql: """
        INSERT INTO definition(hash, fileName, bytes, storedAt) VALUES (?,?,?,?)
        ON CONFLICT DO NOTHING
        """
    ).execute(arguments: [hash.hex, fileName, Data(bytes), now.milliseconds])
  }

  /// Nil for one that no daemon of this workspace ever had in force.
  package func definition(_ hash: ContentHash) throws -> StoredDefinition? {
    try Row.fetchOne(
      db,
      sql: "SELECT fileName, bytes FROM definition WHERE hash = ?",
      arguments: [hash.hex]
    ).map { row in
      StoredDefinition(fileName: row["fileName"], bytes: Array(row["bytes"] as Data), hash: hash)
    }
  }
}
