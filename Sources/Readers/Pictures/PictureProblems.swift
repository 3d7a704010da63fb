import Documents
import Readings

/// What can be wrong with a picture file, in words for a bookkeeper.
enum PictureProblems {
  static let malformed = problem(
    "image.malformed",
    "The picture is damaged or cut off: it cannot be shown.",
    remedy: "Copy or download it again, or photograph the paper once more."
  )

  static let unsupported = problem(
    "image.unsupported",
    "The picture is of a kind that Tickmark cannot show (HEIC, AVIF or GIF).",
    remedy: "Save or send it as JPEG or PNG; phones have a setting for it (“most compatible”)."
  )

  static let withoutText = problem(
    "image.without-text",
    "No writing was found on the picture.",
    remedy: "Photograph the whole paper in good light, flat and from above, or enter it by hand."
  )

  static let noPaper = problem(
    "image.no-invoice",
    "There is writing on the picture, but neither a number nor an amount to pay was found in it.",
    remedy: "If it is an invoice or a receipt, enter it by hand, or drop a better picture of it."
  )

  static func tooLarge(_ count: Int64, limit: Int64) -> Problem {
    problem(
      "image.too-large",
      "The picture has \(count >> 20) MB; the limit is \(limit >> 20) MB.",
      remedy: "Save it as JPEG, or with 300 dots an inch."
    )
  }

  static func tooManyPages(limit: Int) -> Problem {
    problem(
      "image.too-many-pages",
      "The TIFF has more than \(limit) pages, or its pages go round in a circle.",
      remedy: "Split the file: one paper, one file."
    )
  }

  static func tooManyPixels(_ page: PicturePage, number: Int) -> Problem {
    problem(
      "image.too-many-pixels",
      "The picture has \(page.width) × \(page.height) pixels, more than can be held in memory.",
      page: number,
      remedy: "Scan or save it with 300 dots an inch."
    )
  }

  private static func problem(
    _ code: String,
    _ message: String,
    page: Int? = nil,
    remedy: String
  ) -> Problem {
    Problem(code: code, scope: .file, message: message, place: Place(page: page), remedy: remedy)
  }
}

/// What can go wrong when letters are recognised, on pictures and on pages of PDFs.
enum OCRProblems {
  static func of(_ failure: RecognizerShelf.Failure) -> Problem {
    switch failure {
    case .missing(let languages): missing(languages)
    case .damaged(let languages): damaged(languages)
    }
  }

  private static func missing(_ languages: [String]) -> Problem {
    let packages = languages.map(OCRLanguage.package).joined(separator: " ")
    return problem(
      "ocr.language-missing",
      .file,
      "To recognise the letters of a picture the language data of"
        + " \(languages.joined(separator: ", ")) is needed, which is not installed.",
      remedy: "apt-get install \(packages)   then drop the file again."
    )
  }

  private static func damaged(_ languages: [String]) -> Problem {
    let packages = languages.map(OCRLanguage.package).joined(separator: " ")
    return problem(
      "ocr.language-damaged",
      .file,
      "The language data of \(languages.joined(separator: ", ")) cannot be loaded.",
      remedy: "apt-get install --reinstall \(packages)   then drop the file again."
    )
  }

  static func unreadable(_ confidence: Int) -> Problem {
    problem(
      "ocr.unreadable",
      .file,
      "The writing on the picture is too pale, too small or too blurred: its letters were recognised with"
        + " \(confidence / 10) % certainty only.",
      remedy: "Photograph the paper once more: in good light, flat, from above, and near enough."
    )
  }

  static func unreadablePage(_ page: Int) -> Problem {
    problem(
      "ocr.unreadable-page",
      .document,
      "Page \(page) is a picture that is damaged, or takes too much memory; nothing of it was read.",
      page: page,
      remedy: "Look at the page, and enter by hand what is missing."
    )
  }

  static func tooSlow(_ page: Int) -> Problem {
    problem(
      "ocr.too-slow",
      .document,
      "Recognising the letters took too long: page \(page) was not read to its end, nor were those behind it.",
      page: page,
      remedy:
        "Look at the paper, and enter by hand what is missing; or scan it with 300 dots an inch."
    )
  }

  static func tooManyPages(_ count: Int, limit: Int) -> Problem {
    problem(
      "ocr.too-many-pages",
      .document,
      "\(count) pages are pictures; the letters of the first \(limit) were recognised.",
      page: limit + 1,
      remedy: "Split the file: one paper, one file."
    )
  }

  private static func problem(
    _ code: String,
    _ scope: Problem.Scope,
    _ message: String,
    page: Int? = nil,
    remedy: String
  ) -> Problem {
    Problem(code: code, scope: scope, message: message, place: Place(page: page), remedy: remedy)
  }
}
