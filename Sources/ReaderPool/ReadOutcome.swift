package import Readings

/// How the reading of one file ended.
///
/// Only `finished` makes the items that came before count; after anything else they are to be
/// thrown away.
package enum ReadOutcome: Equatable, Sendable {
  case finished(ReadingSummary)
  /// The reader died over this file, or broke the rules; it has been replaced.
  case died(ReaderDeath)
  /// No reader could be had, for a reason that is not the file's: try again later.
  case unavailable(String)
}

/// How looking at one unknown file ended.
package enum SurveyOutcome: Equatable, Sendable {
  case surveyed(FileSurvey)
  case died(ReaderDeath)
  case unavailable(String)
}
