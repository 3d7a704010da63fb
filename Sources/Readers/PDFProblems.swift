import Documents

/// What can be wrong with a PDF, in words for a bookkeeper.
enum PDFProblems {
  static let locked = file(
    "pdf.encrypted",
    "The PDF asks for a password before it shows anything.",
    remedy: "Open it with the password, save it without one and drop that file, or ask the sender."
  )

  static let malformed = file(
    "pdf.malformed",
    "The PDF is damaged or cut off: its pages cannot be found in it.",
    remedy:
      "Download it again or ask the sender; if it opens on your screen, print it into a new PDF."
  )

  static let withoutPages = file(
    "pdf.without-pages",
    "The PDF has no pages.",
    remedy: "Export or download it again, or ask the sender for the paper."
  )

  static func tooLarge(_ count: Int64, limit: Int64) -> Problem {
    file(
      "pdf.too-large",
      "The PDF has \(count >> 20) MB; the limit for PDFs is \(limit >> 20) MB.",
      remedy: "Ask for the paper without large pictures, or split the file into its papers."
    )
  }

  static func tooManyPages(_ count: Int, limit: Int) -> Problem {
    file(
      "pdf.too-many-pages",
      "The PDF has \(count) pages; the limit is \(limit).",
      remedy: "Split the file: one paper, one file."
    )
  }

  static func tooManyWords(limit: Int, page: Int) -> Problem {
    file(
      "pdf.too-many-words",
      "The PDF has more than \(limit) words; page \(page) passes that limit.",
      page: page,
      remedy: "Split the file: one paper, one file."
    )
  }

  static func unreadablePage(_ page: Int) -> Problem {
    file(
      "pdf.unreadable-page",
      "Page \(page) of the PDF is damaged and cannot be read.",
      page: page,
      remedy:
        "Download it again or ask the sender; if it opens on your screen, print it into a new PDF."
    )
  }

  static func withoutText(_ pages: Int) -> Problem {
    file(
      "pdf.without-text",
      "The PDF holds no text (\(pages) \(pages == 1 ? "page" : "pages")), and no writing was found when its"
        + " pages were looked at as pictures.",
      remedy: "Ask the sender for the PDF that the invoice program made, or for the invoice as XML"
        + " (XRechnung, Factur-X); or enter it by hand."
    )
  }

  static let noInvoice = file(
    "pdf.no-invoice",
    "The PDF has text, but neither an invoice number nor an amount to pay could be found in it.",
    remedy:
      "Is it an invoice? If so, ask the sender for it as XML (XRechnung, Factur-X), or enter it by hand."
  )

  static func attachmentUnreadable(_ name: String) -> Problem {
    attachment(name, "cannot be unpacked: it is damaged or too large")
  }

  static func attachmentNoInvoice(_ name: String, _ found: FileDetection) -> Problem {
    attachment(name, found.problem?.message ?? "is \(found.description), no UBL or CII invoice")
  }

  static func severalInvoices(
    _ name: String,
    _ other: String,
    _ differing: [String],
    field: String
  ) -> Problem {
    Problem(
      code: "pdf.several-invoices",
      scope: .document,
      message:
        "Two e-invoices inside the PDF contradict each other: \(name), which was read, and \(other)"
        + " (\(differing.joined(separator: "; "))).",
      place: Place(field: field),
      rawText: other,
      remedy: "Compare both with the page, and ask the sender which is right before it is paid."
    )
  }

  private static func attachment(_ name: String, _ reason: String) -> Problem {
    Problem(
      code: "pdf.bad-attachment",
      scope: .document,
      message: "The e-invoice inside the PDF, \(name), could not be used; what is printed was read"
        + " instead. The reason: it \(reason).",
      rawText: name,
      remedy:
        "Compare the values with the paper, and tell the sender that the file inside is broken."
    )
  }

  private static func file(
    _ code: String,
    _ message: String,
    page: Int? = nil,
    remedy: String
  ) -> Problem {
    Problem(code: code, scope: .file, message: message, place: Place(page: page), remedy: remedy)
  }
}
