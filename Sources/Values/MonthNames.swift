/// Month names in English, German, French, Spanish, Italian and Dutch, and in Polish and Portuguese, with their
/// abbreviations; none means two months.
package enum MonthNames {
  /// 1...12 for a name as `TextFolding` folds it, without an abbreviation's point.
  package static func number(_ folded: String) -> Int? { table[folded] }

  private static let table: [String: Int] = {
    var table: [String: Int] = [:]
    for line in names {
      for (index, group) in line.split(separator: " ").enumerated() {
        for name in group.split(separator: "/") { table[String(name)] = index + 1 }
      }
    }
    return table
  }()

  /// One language a line, January first.
  static let names = [
    "JANUARY/JAN FEBRUARY/FEB MARCH/MAR APRIL/APR MAY JUNE/JUN JULY/JUL AUGUST/AUG "
      + "SEPTEMBER/SEP/SEPT OCTOBER/OCT NOVEMBER/NOV DECEMBER/DEC",
    "JANUAR/JAENNER/JANNER/JAEN FEBRUAR/FEBER MAERZ/MARZ/MAER/MRZ APRIL MAI JUNI JULI AUGUST SEPTEMBER OKTOBER/OKT "
      + "NOVEMBER DEZEMBER/DEZ",
    "JANVIER/JANV FEVRIER/FEVR/FEV MARS AVRIL/AVR MAI JUIN JUILLET/JUIL AOUT SEPTEMBRE OCTOBRE "
      + "NOVEMBRE DECEMBRE/DEC",
    "ENERO/ENE FEBRERO MARZO ABRIL/ABR MAYO JUNIO JULIO AGOSTO/AGO SEPTIEMBRE/SETIEMBRE/SET OCTUBRE "
      + "NOVIEMBRE DICIEMBRE/DIC",
    "GENNAIO/GEN FEBBRAIO MARZO APRILE MAGGIO/MAG GIUGNO/GIU LUGLIO/LUG AGOSTO SETTEMBRE/SETT "
      + "OTTOBRE/OTT NOVEMBRE DICEMBRE",
    // Polish in the case that stands in dates, and Portuguese.
    "STYCZNIA LUTEGO MARCA KWIETNIA MAJA CZERWCA LIPCA SIERPNIA WRZESNIA PAZDZIERNIKA LISTOPADA GRUDNIA",
    "JANEIRO FEVEREIRO MARCO ABRIL MAIO JUNHO JULHO AGOSTO SETEMBRO OUTUBRO NOVEMBRO DEZEMBRO",
    "JANUARI FEBRUARI MAART/MRT APRIL MEI JUNI JULI AUGUSTUS SEPTEMBER OKTOBER NOVEMBER DECEMBER",
  ]
}
