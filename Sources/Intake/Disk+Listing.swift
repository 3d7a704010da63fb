import CSystem

extension Disk {
  /// The names in a folder, in the order of the disk, without `.` and `..`.
  package func list(
    _ folder: borrowing Descriptor,
    _ path: InboxPath
  ) throws(SystemFault) -> [[UInt8]] {
    try check(.list, path)
    var names: [[UInt8]] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = unsafe intake_list(folder.number, &buffer, buffer.count)
      guard count >= 0 else { throw fault(.list, Int32(-count), path) }
      guard count > 0 else { return names }
      Self.readNames(buffer[..<Int(count)], into: &names)
    }
  }

  /// Records of `struct linux_dirent64`: 8 bytes inode, 8 offset, 2 length, 1 type, then the name.
  private static func readNames(_ records: ArraySlice<UInt8>, into names: inout [[UInt8]]) {
    var start = records.startIndex
    while start + 19 < records.endIndex {
      let length = Int(records[start + 16]) | Int(records[start + 17]) << 8
      precondition(length > 19, "the kernel gives whole records")
      let name = Array(records[(start + 19)..<(start + length)].prefix { $0 != 0 })
      if name != [UInt8(ascii: ".")] && name != Array("..".utf8) { names.append(name) }
      start += length
    }
  }
}
