import Values

/// A document as a table gives it, with what is true about it.
package struct DocumentRow: Sendable {
  package var id = ""
  package var kind = "bill"
  package var name = ""
  package var taxID = ""
  package var iban = ""
  package var number = ""
  package var order = ""
  package var issued: Int32 = 0
  package var due: Int32 = 0
  package var currency = "EUR"
  /// As read; `total` is what the paper says.
  package var readMinor: Int64 = 0
  package var discount = ""
  package var discountDays = ""
  package var total: Int64 = 0
  /// The party's place among the parties.
  package var party = 0

  package static let header = """
    doc_id,kind,vendor_name,vendor_tax_id,vendor_iban,number,po_number,issue_date,due_date,currency,total,tax,\
    discount_pct,discount_days,employee_id,source_file
    """

  package var line: String {
    [
      id, kind, quoted(name), taxID, iban, quoted(number), order, day(issued), day(due), currency,
      decimal(readMinor, currency), "", discount, discountDays, "", "",
    ].joined(separator: ",")
  }
}

/// An entry as a bank's export gives it.
package struct EntryRow: Sendable {
  package var id = ""
  package var booked: Int32 = 0
  package var currency = "EUR"
  package var minor: Int64 = 0
  package var name = ""
  package var iban = ""
  package var reference = ""
  package var memo = ""
  package var channel = "sepa"
  package var originalCurrency = ""
  package var originalMinor: Int64 = 0

  package init() {}

  package static let header = """
    entry_id,account,booking_date,value_date,currency,amount,counterparty,counterparty_iban,reference,memo,channel,\
    orig_currency,orig_amount
    """

  package var line: String {
    let original = originalCurrency.isEmpty ? "" : decimal(originalMinor, originalCurrency)
    return [
      id, "GIRO", day(booked), day(booked), currency, decimal(minor, currency), quoted(name), iban,
      reference, quoted(memo), channel, originalCurrency, original,
    ].joined(separator: ",")
  }
}

/// One line of what a payment file or payout report says.
package struct RemittanceRow: Sendable {
  package var batch: String
  package var isPayout: Bool
  package var number: Int
  package var booked: Int32
  package var name: String
  package var iban: String
  package var gross: Int64
  package var fee: Int64
  package var text: String

  package static let header =
    "batch_reference,kind,line,date,counterparty,counterparty_iban,currency,gross,fee,net,text"

  package var line: String {
    [
      batch, isPayout ? "payout" : "payment_run", "\(number)", day(booked), quoted(name), iban,
      "EUR", decimal(gross, "EUR"), decimal(fee, "EUR"), decimal(gross - fee, "EUR"), quoted(text),
    ].joined(separator: ",")
  }
}

func quoted(_ cell: String) -> String {
  guard cell.utf8.contains(where: { $0 == 0x2C || $0 == 0x22 }) else { return cell }
  return "\"" + cell.replacing("\"", with: "\"\"") + "\""
}

func day(_ number: Int32) -> String {
  number == 0 ? "" : "\(Day(number: number))"
}

func decimals(of currency: String) -> Int { currency == "JPY" ? 0 : 2 }

func decimal(_ minor: Int64, _ currency: String) -> String {
  guard decimals(of: currency) == 2 else { return "\(minor)" }
  let size = minor.magnitude
  let cents = size % 100
  return "\(minor < 0 ? "-" : "")\(size / 100).\(cents < 10 ? "0" : "")\(cents)"
}
