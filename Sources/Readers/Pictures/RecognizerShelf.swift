import Readings
import Synchronization

/// The loaded models of this process: each set of languages is loaded once and kept.
///
/// Recognition runs under the shelf's lock, one picture at a time: a model serves one picture, and a reader reads one file.
package enum RecognizerShelf {
  private struct Shelf {
    var recognizers: [(languages: [String], recognizer: Recognizer)] = []
  }

  /// A daemon's workflows name few different sets; each holds 20 to 60 MB.
  private static let maximumKept = 2
  private static let shelf = Mutex(Shelf())

  enum Failure: Error, Equatable {
    /// The workflow names languages whose models are not installed.
    case missing([String])
    /// A model is there and cannot be loaded.
    case damaged([String])
  }

  /// Languages with a model in Debian's folder.
  package static var installed: [String] {
    OCRLanguage.known.filter { Recognizer.hasModel(of: $0) }.sorted()
  }

  /// What is recognised with: the languages that the workflow names, else the usual ones that are installed.
  static func languages(_ instructions: ReadInstructions) -> Result<[String], Failure> {
    if let named = instructions.ocr?.languages, !named.isEmpty {
      let missing = named.filter { !Recognizer.hasModel(of: $0) }
      return missing.isEmpty ? .success(named) : .failure(.missing(missing))
    }
    let usual = OCRLanguage.usual(locale: instructions.locale)
    let there = usual.filter { Recognizer.hasModel(of: $0) }
    return there.isEmpty ? .failure(.missing(usual)) : .success(there)
  }

  /// Calls `body` with the models of `languages`.
  static func with<Value: Sendable>(
    _ languages: [String],
    _ body: (Recognizer) -> Value
  ) -> Result<Value, Failure> {
    shelf.withLock { shelf in
      if let place = shelf.recognizers.firstIndex(where: { $0.languages == languages }) {
        let kept = shelf.recognizers.remove(at: place)
        shelf.recognizers.append(kept)
        return .success(body(kept.recognizer))
      }
      // Room first: both at once may not fit into the reader's memory.
      if shelf.recognizers.count >= maximumKept { shelf.recognizers.removeFirst() }
      guard let loaded = Recognizer(languages: languages) else {
        return .failure(.damaged(languages))
      }
      shelf.recognizers.append((languages, loaded))
      return .success(body(loaded))
    }
  }
}
