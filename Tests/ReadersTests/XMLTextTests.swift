import Testing
import Values

@testable import Readers

@Suite
struct XMLTextTests {
  @Test(
    arguments: [
      ("2016-04-04", nil, "2016-04-04"), ("2016-04-04+01:00", nil, "2016-04-04"),
      ("2016-04-04Z", nil, "2016-04-04"), ("2016-04-04T10:11:12", nil, "2016-04-04"),
      ("2016-04-04T10:11:12.5Z", nil, "2016-04-04"), ("20160404", nil, "2016-04-04"),
      ("20160404", "102", "2016-04-04"), ("201604041011", "203", "2016-04-04"),
      ("2016-04-31", nil, nil), ("2016-04-04x", nil, nil), ("2016-4-4", nil, nil), ("", nil, nil),
      ("04042016", nil, nil), ("160404", "101", nil), ("2016040410", "102", nil),
      ("2016-04-04+1:00", nil, nil), ("２０１６0404", nil, nil),
    ] as [(String, String?, String?)]
  )
  func `days are read exactly or not at all`(text: String, format: String?, day: String?) {
    #expect(XMLText.day(text, format: format)?.description == day)
  }

  @Test(
    arguments: [
      ("1190.00", "1190.00"), ("-1.5", "-1.5"), ("+1.5", "1.5"), (".5", "0.5"), ("-.5", "-0.5"),
      ("5.", "5"), ("", nil), (".", nil), ("-", nil), ("1,5", nil), ("1e2", nil), ("1 000", nil),
      ("NaN", nil), ("--1", nil), ("0x10", nil),
    ] as [(String, String?)]
  )
  func `numbers are read as xs decimal has them`(text: String, number: String?) {
    #expect(XMLText.decimal(text)?.description == number)
  }
}
