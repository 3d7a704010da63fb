import CSystem

/// Whether a file system tells about changes that others make; `f_type` of statfs(2).
enum FileSystemKind {
  /// Names of those that do not: changes made on the other side give no events.
  private static let silent: [Int64: String] = [
    0x6969: "NFS",
    0x517B: "SMB",
    0xFE53_4D42: "SMB",
    0xFF53_4D42: "CIFS",
    fuse: "FUSE",
    0x0102_1997: "9p",
    0x786F_4256: "VirtualBox shared folder",
    0xBACB_ACBC: "VMware shared folder",
    0x7C7C_6673: "Parallels shared folder",
    0x00C3_6400: "Ceph",
    0x5346_414F: "AFS",
    0x6B41_4653: "AFS",
    0x7375_7245: "Coda",
    0x0116_1970: "GFS2",
    0x7461_636F: "OCFS2",
    0x0BD0_0BD0: "Lustre",
    0x4750_4653: "GPFS",
  ]

  private static let fuse: Int64 = 0x6573_5546

  /// False: a refused lease does not mean that somebody writes.
  static func hasLocalLeases(_ file: borrowing Descriptor) -> Bool {
    let magic = intake_file_system_magic(file.number)
    return silent[magic] == nil || magic == fuse
  }

  /// The name of a file system that has to be polled; nil: events come.
  static func silentName(of folder: borrowing Descriptor) -> String? {
    silent[intake_file_system_magic(folder.number)]
  }
}
