/// Month names in English, German, French, Spanish, Italian and Dutch.
enum DayFormatMonths {
  /// 1...12 for a name or abbreviation in lower case, without its point.
  static func number(_ word: String) -> Int? { table[word] }

  private static let table: [String: Int] = {
    var table: [String: Int] = [:]
    for line in names {
      for (index, group) in line.split(separator: " ").enumerated() {
        for name in group.split(separator: "/") { table[String(name)] = index + 1 }
      }
    }
    return table
  }()

  // One language a line, January first; abbreviations that mean one month in all six languages.
  private static let names = [
    "january/jan february/feb march/mar april/apr may june/jun july/jul august/aug "
      + "september/sep/sept october/oct november/nov december/dec",
    "januar/jänner/jän februar/feber/feb märz/mär/mrz/maerz april/apr mai juni/jun juli/jul "
      + "august/aug september/sep/sept oktober/okt november/nov dezember/dez",
    "janvier/janv février/fevrier/févr/fév/fev mars avril/avr mai juin juillet/juil août/aout "
      + "septembre/sept octobre/oct novembre/nov décembre/decembre/déc",
    "enero/ene febrero/feb marzo/mar abril/abr mayo/may junio/jun julio/jul agosto/ago "
      + "septiembre/setiembre/sep/set octubre/oct noviembre/nov diciembre/dic",
    "gennaio/gen febbraio/feb marzo/mar aprile/apr maggio/mag giugno/giu luglio/lug agosto/ago "
      + "settembre/set/sett ottobre/ott novembre/nov dicembre/dic",
    "januari/jan februari/feb maart/mrt april/apr mei juni/jun juli/jul augustus/aug "
      + "september/sep oktober/okt november/nov december/dec",
  ]
}
