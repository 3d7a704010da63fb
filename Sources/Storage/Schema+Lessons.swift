extension Schema {
  /// What was learned from rulings: under which other name a seller is paid.
  ///
  /// A lesson stands as long as its ruling does and nobody has forgotten it; rows are never changed otherwise.
  static let lessons: String = """
    CREATE TABLE lesson(
      id INTEGER PRIMARY KEY, ruling INTEGER NOT NULL REFERENCES ruling(id), seller TEXT NOT NULL,
      name TEXT NOT NULL, shown TEXT NOT NULL, learnedAt INTEGER NOT NULL,
      forgottenBy TEXT, forgottenAt INTEGER, note TEXT
    );
    CREATE INDEX lessonBySeller ON lesson(seller);
    CREATE INDEX lessonByName ON lesson(name);
    """
}
