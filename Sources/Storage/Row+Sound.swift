internal import GRDB

extension Row {
  /// A column's value; throws `StorageError.damaged` where the column holds another type, which only damage does.
  ///
  /// GRDB's own subscripts stop the program then, and the program that looks for damage must not stop.
  func sound<Value: DatabaseValueConvertible>(_ column: String) throws -> Value {
    guard let value = Value.fromDatabaseValue(self[column]) else {
      throw StorageError.damaged("the column \(column) holds what it cannot hold")
    }
    return value
  }

  /// The same for a column that may hold nothing.
  func soundIfAny<Value: DatabaseValueConvertible>(_ column: String) throws -> Value? {
    let stored: DatabaseValue = self[column]
    return stored.isNull ? nil : try sound(column) as Value
  }
}
