internal import GRDB

extension Storage {
  /// True when the disk or another process is at fault, not Tickmark and not the data: the same may succeed later.
  package static func isPassing(_ error: any Error) -> Bool {
    guard let error = error as? DatabaseError else { return false }
    let passing: [ResultCode] = [
      .SQLITE_IOERR, .SQLITE_FULL, .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_BUSY, .SQLITE_LOCKED,
      .SQLITE_NOMEM, .SQLITE_PERM, .SQLITE_AUTH,
    ]
    return passing.contains(error.resultCode)
  }
}
