import Documents

/// What can be wrong with a mail or an archive, in words for a bookkeeper.
enum EnclosureProblems {
  static func tooDeep(_ what: String, limit: Int) -> Problem {
    file(
      "enclosed.too-deep",
      "This is \(what) within \(limit) other mails and archives; deeper ones are not opened.",
      remedy: "Unpack it, and drop the papers themselves."
    )
  }

  static func tooMany(limit: Int) -> Problem {
    file(
      "enclosed.too-many-files",
      "It holds more than \(limit) files.",
      remedy: "Unpack it, and drop the papers in smaller archives or by themselves."
    )
  }

  /// A bomb: a small file that unpacks to very much.
  static let tooMuch = file(
    "enclosed.too-much",
    "What it holds is far larger than what it can honestly hold; nothing of it was taken.",
    remedy: "Do not open it if you do not know the sender; else unpack it, and drop the papers"
      + " themselves."
  )

  static func fileTooLarge(_ name: String, limit: Int64) -> Problem {
    Problem(
      code: "enclosed.file-too-large",
      scope: .file,
      message: "The file \"\(name)\" inside it is larger than the folder takes (\(limit) bytes).",
      rawText: name,
      remedy: "Unpack it and drop the papers without that file, or raise maxBytes in the workflow."
    )
  }

  static func zip(_ failure: ZIPFailure) -> Problem {
    switch failure {
    case .encrypted:
      file(
        "zip.encrypted",
        "The archive is protected with a password.",
        remedy: "Unpack it with the password, and drop what is in it."
      )
    case .damaged(let reason):
      file(
        "zip.damaged",
        "The archive is damaged: \(reason).",
        remedy: "Ask for it again, or unpack what can be saved of it and drop that."
      )
    case .archiveTooLarge, .memberTooLarge: tooMuch
    case .tooManyMembers: tooMany(limit: ZIPLimits().members)
    }
  }

  static let emptyZIP = file(
    "zip.nothing-inside",
    "The archive holds no file.",
    remedy: "Ask for it again."
  )

  static let badMail = file(
    "mail.malformed",
    "The mail cannot be taken apart.",
    remedy: "Save what is attached to it, and drop that."
  )

  static func mailTooLarge(_ count: Int64, limit: Int64) -> Problem {
    file(
      "mail.too-large",
      "The mail has \(count) bytes; the limit is \(limit).",
      remedy: "Save what is attached to it, and drop that."
    )
  }

  static let mailTooDeep = file(
    "mail.too-deep",
    "The parts of the mail are nested deeper than any mail program writes them.",
    remedy:
      "Do not open it if you do not know the sender; else save what is attached and drop that."
  )

  static let sealed = file(
    "mail.encrypted",
    "The mail, or a part of it, is encrypted or sealed (S/MIME, PGP).",
    remedy: "Open it in your mail program, save what is attached, and drop that."
  )

  static let noInvoice = file(
    "mail.no-invoice",
    "Nothing is attached to the mail, and its text is no invoice.",
    remedy: "If the invoice is behind a link in the mail, download it there and drop the file."
  )

  static func bodyLeftOut(_ number: String) -> Problem {
    Problem(
      code: "mail.body-left-out",
      scope: .note,
      message:
        "The text of the mail speaks of an invoice (\(number)); what is attached was taken for"
        + " it, and the text was not.",
      rawText: number,
      remedy: "Nothing, if the invoice is attached."
    )
  }

  static func picturesLeftOut(_ names: [String]) -> Problem {
    Problem(
      code: "mail.pictures-left-out",
      scope: .note,
      message: "\(names.count) small pictures of the mail's layout were left out:"
        + " \(names.prefix(5).joined(separator: ", ")).",
      remedy: "Nothing, if no paper is among them."
    )
  }

  private static func file(_ code: String, _ message: String, remedy: String) -> Problem {
    Problem(code: code, scope: .file, message: message, remedy: remedy)
  }
}
