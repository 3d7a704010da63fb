/// What has broken readers before, or could.
enum MutationTexts {
  /// What may stand where a number, a day or a code should.
  static let values = [
    "", " ", "-1", "1e9", "0", "-0.00", "99999999999999999999999999999999999999",
    "170141183460469231731687303715884105728", "0.00000000000000000000000000000000000000001",
    "NaN", "1,5", "2026-02-30", "20260231", "0000-00-00", "9999-12-31", "2026-03-14T25:61:61",
    "EUR", "XXX", "TD99", "&#x10FFFF;", "e\u{301}\u{301}\u{301}", "\u{202E}desrever", "GROUP",
    "true", "1", "MG", "S", "#AAI#", "##", "#ABC", "N3.1", "DE75512108001245126199",
    "1.234.567,89", "1,234,567.89", "1'234.50", "-", "--5", "5-", "(5.00)", "1.0.0", "31/12/2026",
    "12/31/26", "1/2/3", "29.2.2025", "14. März 2026", "March 14, 2026", "€", "5 €", "USD 5",
    "\u{0}", "\u{FEFF}", "\u{2028}", "=1+1", "C2603140314", "RD", "260314", "99999999", "-99999999",
  ]

  /// What may stand where digits do; lengths, offsets and counts among them.
  static let numbers = [
    "", "0", "1", "-1", "2", "7", "65535", "65536", "2147483647", "2147483648", "4294967295",
    "4294967296", "9223372036854775807", "9223372036854775808", "18446744073709551616", "1e400",
    "0000000001", "99999999999999999999999999999999999999999999999999", "1048577", "16385", "0.1",
  ]

  /// What has a meaning of its own somewhere: ends, beginnings, escapes.
  static let marks = [
    "<", ">", "</", "/>", "<!--", "]]>", "<![CDATA[", "<?", "&", "&amp;", "&#0;", "<!DOCTYPE a>",
    "\"", "'", "\"\"", ",", ";", "\t", "|", "\n", "\r", "\r\n", "\n\n", "\r\n\r\n", "\u{0}",
    "\u{1A}",
    ":61:", ":86:", "\n-\n", "{1:F01", "?20", "^\n", "!Type:Bank\n", "<STMTTRN>", "</OFX>", "\n88,",
    "\n16,", "/", "@", "{", "}", "(", ")", "=", "  ", "\n  ", "include x\n", "commodity EUR\n",
    "stream\n", "endstream", "endobj", " 0 R", "<<", ">>", "[", "]", "%PDF-1.7\n", "trailer",
    "xref",
    "/Kids [2 0 R]", "/Filter /FlateDecode", "PK\u{1}\u{2}", "PK\u{5}\u{6}", "--b1\r\n", "--b1--",
    "Content-Type: multipart/mixed; boundary=b1\r\n", "=?utf-8?B?", "charset=utf-7", "=\r\n",
    "Content-Transfer-Encoding: uuencode\r\n", "boundary=\"\"", "bbox 0 0 99999 99999",
    "bbox -5 -5 -9 -9", "x_wconf 400", "<div class=\"ocr_page\">",
    "<table:table-row "
      + "table:number-rows-repeated=\"1048576\"/>", "<c r=\"XFD1048576\"><v>1</v></c>",
    "<row r=\"0\">", "xmlns:x=\"\"", "\u{80}", "\u{FFFF}", "\u{1F4B6}",
  ]
}
