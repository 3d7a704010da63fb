/// `read.ocr`: how the letters of pictures are recognised.
package struct OCRInstructions: Hashable, Sendable, Codable {
  /// Tesseract's names of the languages, the likeliest first; never empty.
  package var languages: [String]

  package init(languages: [String]) {
    self.languages = languages
  }
}

/// The languages that Tesseract has models for, by its names: ISO 639-2/T, some with a script or an age.
package enum OCRLanguage {
  /// Those that Debian packages (bookworm's list of `tesseract-ocr-*`).
  package static let known: Set<String> = Set(
    """
    afr amh ara asm aze aze_cyrl bel ben bod bos bre bul cat ceb ces chi_sim chi_sim_vert chi_tra chi_tra_vert chr cos cym
    dan deu div dzo ell eng enm epo est eus fao fas fil fin fra frk frm fry gla gle glg grc guj hat heb hin hrv hun hye iku
    ind isl ita ita_old jav jpn jpn_vert kan kat kat_old kaz khm kir kmr kor kor_vert lao lat lav lit ltz mal mar mkd mlt
    mon mri msa mya nep nld nor oci ori pan pol por pus que ron rus san sin slk slv snd spa spa_old sqi srp srp_latn sun swa
    swe syr tam tat tel tgk tha tir ton tur uig ukr urd uzb uzb_cyrl vie yid yor
    """.split(whereSeparator: \.isWhitespace).map(String.init)
  )

  /// ISO 639-1 to Tesseract's name, for the languages whose papers are usual here.
  private static let byShortName = [
    "bg": "bul", "ca": "cat", "cs": "ces", "da": "dan", "de": "deu", "el": "ell", "en": "eng",
    "es": "spa", "et": "est", "fi": "fin", "fr": "fra", "ga": "gle", "hr": "hrv", "hu": "hun",
    "is": "isl", "it": "ita", "lb": "ltz", "lt": "lit", "lv": "lav", "ms": "msa", "mt": "mlt",
    "nb": "nor", "nl": "nld", "nn": "nor", "no": "nor", "pl": "pol", "pt": "por", "ro": "ron",
    "ru": "rus", "sk": "slk", "sl": "slv", "sr": "srp", "sv": "swe", "tr": "tur", "uk": "ukr",
  ]

  /// Tesseract's name for the language of `de-AT` or `de`.
  package static func ofLocale(_ locale: String) -> String? {
    locale.split(whereSeparator: { $0 == "-" || $0 == "_" }).first.flatMap {
      byShortName[$0.lowercased()]
    }
  }

  /// The Debian package with a language's model.
  package static func package(of language: String) -> String {
    "tesseract-ocr-" + language.map { $0 == "_" ? "-" : String($0) }.joined()
  }

  /// What is read where the workflow names no languages: that of its locale, and English, whose words stand on papers everywhere.
  package static func usual(locale: String?) -> [String] {
    let own = locale.flatMap(ofLocale)
    return own.map { $0 == "eng" ? ["eng"] : [$0, "eng"] } ?? ["eng"]
  }
}
