import Readings
import Values

/// `read.ocr`: pictures and scanned pages.
enum OCRKeys {
  static let languages = Key(
    "languages",
    "Languages of the papers by Tesseract's names, the likeliest first: deu, eng. Each has a Debian package, tesseract-ocr-deu.",
    Shape.oneOrMore(language),
    isRequired: true
  )

  static let declared = [languages.declared]

  /// Each of them takes memory and time.
  private static let mostLanguages = 4

  private static let language = Shape<String>.checked(
    "a language by Tesseract's name: eng, deu, fra, spa, ita, nld, ...",
    schema: [("enum", .texts(OCRLanguage.known.sorted()))]
  ) { text throws(TextFault) in
    guard !OCRLanguage.known.contains(text) else { return text }
    throw TextFault(
      code: .badValue,
      reason: "`\(text)` is no language that can be recognised",
      suggestion: OCRLanguage.ofLocale(text)
        ?? Spelling.nearest(to: text, among: OCRLanguage.known.sorted())
    )
  }

  static let shape = Shape<OCRInstructions>.object("`ocr`", keys: declared) { fields in
    guard let named = fields.read(languages) else { return nil }
    var seen: Set<String> = []
    let unique = named.filter { seen.insert($0).inserted }
    if unique.count < named.count {
      fields.context.report(
        .duplicateEntry,
        at: fields.place(languages),
        "a language is named twice",
        expected: "each language once"
      )
    }
    if unique.count > mostLanguages {
      fields.context.report(
        .outOfRange,
        at: fields.place(languages),
        "these are \(unique.count) languages",
        expected: "at most \(mostLanguages): each takes memory and time with every picture"
      )
    }
    return OCRInstructions(languages: unique)
  }
}
