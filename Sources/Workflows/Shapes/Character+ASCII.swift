// Swift orders `é` between `e` and `f`, so ranges of characters are no test for ASCII letters.
extension Character {
  var isSmallASCII: Bool { isASCII && isLowercase }
  var isCapitalASCII: Bool { isASCII && isUppercase }
  var isDigitASCII: Bool { isASCII && isWholeNumber }
  var isLetterASCII: Bool { isASCII && isLetter }
}
