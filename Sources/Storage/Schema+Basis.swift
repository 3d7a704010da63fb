extension Schema {
  /// What each decision was made on (`DecisionBasis`), so that it can be made again at any time.
  ///
  /// `definitionSet` names the definitions and templates that were in force together (`DefinitionPart`), one a line, and the version of Tickmark. `lookedUp` holds what tables gave for a key,
  /// as JSON, as long as decisions name it (`KeptTables`), whatever the tables hold by now. A decision's `basis` is NULL where
  /// `definitions` and `judgedOn` say all; both are NULL in decisions from before this migration. A document's `basis` is
  /// that of its present findings, NULL where it is the one of its standing decision.
  static let basis: String = """
    CREATE TABLE definitionSet(
      id INTEGER PRIMARY KEY, program TEXT NOT NULL, parts TEXT NOT NULL, UNIQUE(parts, program)
    );
    CREATE TABLE lookedUp(
      id INTEGER PRIMARY KEY, tableName TEXT NOT NULL, key TEXT NOT NULL, rows TEXT NOT NULL
    );
    CREATE INDEX lookedUpByKey ON lookedUp(tableName, key);
    ALTER TABLE decision ADD COLUMN definitions INTEGER REFERENCES definitionSet(id);
    ALTER TABLE decision ADD COLUMN judgedOn INTEGER;
    ALTER TABLE decision ADD COLUMN basis TEXT;
    ALTER TABLE document ADD COLUMN basis TEXT;
    """
}
