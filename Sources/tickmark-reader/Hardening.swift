import CSystem
import Glibc
import Readers

/// Gives up what reading does not need.
enum Hardening {
  /// Zero, or the error number.
  static func harden(_ arguments: ReaderArguments, firstClosedDescriptor: Int32) -> Int32 {
    CharacterSets.keepReady()
    MailLibrary.prepare()
    var wanted = tickmark_hardening(
      memory_bytes: arguments.memoryBytes,
      parent: arguments.parent,
      first_closed_descriptor: firstClosedDescriptor
    )
    return unsafe tickmark_harden(&wanted)
  }
}

/// The character sets that the C library keeps in files of their own.
///
/// They are opened before the file system is closed off; the ones that invoices really use.
enum CharacterSets {
  private static let common = [
    "CP1252", "ISO-8859-15", "ISO-8859-2", "CP1250", "ISO-8859-1", "CP1251", "KOI8-R",
    "ISO-8859-7", "ISO-8859-9", "ISO-2022-JP", "SHIFT_JIS", "GB18030", "EUC-KR",
  ]

  static func keepReady() {
    // Never closed: the library forgets a set when nobody has it open.
    for name in common { unsafe iconv_open("UTF-8", name) }
  }
}

/// What the daemon shows when a reader dies.
enum ErrorOutput {
  static func write(_ text: String) {
    let bytes = Array(text.utf8)
    _ = unsafe bytes.withUnsafeBytes { unsafe tickmark_write_all(2, $0.baseAddress, $0.count) }
  }
}
