/// What is to be said about a text that stands where an IBAN, VAT number or BIC belongs.
package enum IdentifierVerdict: Equatable, Sendable {
  case valid
  /// Not of the identifier's form; the reason as half a sentence: `a letter or digit was expected`.
  case malformed(String)
  /// Characters without spaces and punctuation; `expected` is the nearest lawful length.
  case wrongLength(expected: Int, found: Int)
  /// The form is right, the sum is not: most likely a typing or recognition error.
  case wrongCheckDigits
  /// Starts with two letters that name no country of the scheme.
  case unknownCountry(String)
}
