import Extraction

/// One page as a picture to words: upright, level and evenly lit, its letters brought to the size that the models know.
final class PageRecognizer {
  private let recognizer: Recognizer
  /// Processor time that is left for the file's pages.
  private(set) var secondsLeft: Double

  init(_ recognizer: Recognizer, seconds: Double) {
    self.recognizer = recognizer
    secondsLeft = seconds
  }

  /// A page that was looked at, and what a second look needs.
  struct Page {
    var number: Int
    /// As the models want it; nil when it was let go.
    fileprivate var picture: Picture?
    fileprivate var size: (width: Double, height: Double)
    /// Where its pixels lie in the file.
    fileprivate var placement: Placement
    fileprivate var hasWhiteWriting: Bool
    var words: [RecognizedWord] = []
    /// Not all of it was read: the time was over.
    var isCut = false

    /// Mean confidence of its letters, 0...1000.
    var confidence: Int { RecognizedWord.confidence(words) }

    /// Letters that were read.
    var letters: Int { words.reduce(0) { $0 + $1.text.count } }

    /// For the extractor.
    var paper: PaperPage {
      PaperPage(
        number: number,
        pixels: size,
        words: words.map { PaperWord(text: $0.text, box: $0.box, confidence: $0.confidence) },
        placement: placement
      )
    }

    /// Frees what a second look would need.
    mutating func letPictureGo() { picture = nil }
  }

  /// Height in pixels of the middle one of a page's letters (small ones, most of them) at which the models read best, as tried on receipts.
  private static let letterHeight = 30.0
  /// Making letters larger adds nothing that is on the picture, only time.
  private static let largestFactor = 3.0
  private static let smallestFactor = 0.25
  /// More pixels than this are made smaller before anything is done with them.
  static let workingPixels = 20_000_000
  /// Leptonica's own word for a sure angle.
  private static let sureSkew = 3.0
  /// Radians; less is not seen in the lines.
  private static let smallestSkew = 0.004
  /// Half the side of the square that decides what is black.
  private static let halfWindow = 12
  private static let blackness = 0.3
  /// Standard deviation of the greys of an empty page.
  private static let emptyContrast = 2.0
  /// Below this the page may be turned: finding that out costs as much as reading half of it.
  private static let poor = 500
  /// As Tesseract's model says how sure it is of a direction; below, nothing is turned.
  private static let sureTurn = 1.5

  /// Looks at a picture; nil when there was no memory for it.
  ///
  /// `placement` says where the picture's pixels lie in the file.
  func page(_ picture: Picture, number: Int, placement: Placement) -> Page? {
    guard var page = prepared(picture, number: number, placement: placement) else { return nil }
    guard picture.contrast > Self.emptyContrast else {
      page.letPictureGo()
      return page
    }
    read(&page, .column)
    guard page.confidence < Self.poor || page.letters < Self.fewestLetters, !page.isCut,
      let turn = page.picture.flatMap({ recognizer.orientation(of: $0) }), turn.quarters != 0,
      turn.confidence > Self.sureTurn, let upright = picture.turned(turn.quarters)
    else { return page }
    let turned = Self.turn(turn.quarters, picture).then(placement)
    guard var other = prepared(upright, number: number, placement: turned) else { return page }
    read(&other, .column)
    // A page that is turned gives few letters, or many wrong ones.
    return other.confidence * other.letters > page.confidence * page.letters ? other : page
  }

  /// Looks again at the lines that may hold what is in doubt, in up to three other ways.
  func lookAgain(_ page: inout Page, day: DoubtfulLines.Want?, amount: DoubtfulLines.Want?) {
    guard let picture = page.picture else { return }
    for line in DoubtfulLines(page.words).lines(day: day, amount: amount) {
      guard secondsLeft > 0, let part = Self.part(line, of: picture) else { continue }
      var vote = LineVote(line.words)
      for way in Self.ways {
        guard let other = way(part.picture), !vote.isSettled else { break }
        vote.add(words(of: other, .line, within: part.box))
      }
      page.words.removeAll { $0.line == line.number }
      page.words += vote.words
    }
  }

  /// Looks at the places between the lines where something is and nothing was read.
  func lookBetween(_ page: inout Page) {
    guard let picture = page.picture else { return }
    for gap in DoubtfulLines(page.words).gaps {
      guard secondsLeft > 0, let part = picture.part(gap, border: Self.border),
        part.contrast > Self.written, let other = part.contrasted
      else { continue }
      let line = (page.words.map(\.line).max() ?? -1) + 1
      page.words += words(of: other, .block, within: gap).filter { $0.confidence >= Self.sureAlone }
        .map { word in
          var word = word
          word.line += line
          return word
        }
    }
  }

  /// A word that only a later look has must be as sure as this.
  private static let sureAlone = 500
  /// Standard deviation of the greys of a strip on which there is pale writing.
  private static let written = 8.0

  /// Ways in which single lines were read best, and erred at different places, as tried on receipts.
  private static let ways: [@Sendable (Picture) -> Picture?] = [
    { $0.smoothed }, { $0.contrasted }, { $0.darkened },
  ]
  /// White around a line, in pixels.
  private static let border = 10

  /// The picture of a line, with some of what is around it: nothing of a letter may be cut off.
  private static func part(
    _ line: DoubtfulLines.Line,
    of picture: Picture
  ) -> (picture: Picture, box: Box)? {
    let height = line.box.y1 - line.box.y0
    let box = Box(
      x0: max(0, line.box.x0 - 0.8 * height),
      y0: max(0, line.box.y0 - 0.25 * height),
      x1: line.box.x1 + 0.8 * height,
      y1: line.box.y1 + 0.25 * height
    )
    return picture.part(box, border: border).map { ($0, box) }
  }

  /// The words of a part's picture, in the page's pixels.
  private func words(
    of line: Picture,
    _ arrangement: Recognizer.Arrangement,
    within box: Box
  ) -> [RecognizedWord] {
    let found = recognizer.words(
      of: line,
      arrangement,
      hasWhiteWriting: false,
      seconds: &secondsLeft
    )
    let (x, y) = (box.x0.rounded(.down), box.y0.rounded(.down))
    let border = Double(Self.border)
    return (found?.words ?? []).filter { !$0.text.isEmpty }.map { word in
      var word = word
      word.box.x0 += x - border
      word.box.x1 += x - border
      word.box.y0 += y - border
      word.box.y1 += y - border
      return word
    }
  }

  /// So little was made out that single lines would not help.
  static func isBlurred(_ page: Page) -> Bool {
    page.letters < 2 * fewestLetters || page.confidence < blurred
  }

  private static let blurred = 400

  /// Looks at all of it once more in another way and puts both together.
  func secondLook(_ page: inout Page) {
    guard let picture = page.picture else { return }
    var other = page
    other.picture = picture.contrasted ?? picture
    read(&other, .block)
    page.words = WordMerge.merged(page.words, other.words)
    page.isCut = page.isCut && other.isCut
  }

  private func read(_ page: inout Page, _ arrangement: Recognizer.Arrangement) {
    guard secondsLeft > 0, let picture = page.picture else {
      page.isCut = true
      return
    }
    let found = recognizer.words(
      of: picture,
      arrangement,
      hasWhiteWriting: page.hasWhiteWriting,
      seconds: &secondsLeft
    )
    page.words = found?.words.filter { !$0.text.isEmpty } ?? []
    page.isCut = found?.isCut ?? true
  }

  // MARK: Preparing

  private func prepared(_ picture: Picture, number: Int, placement: Placement) -> Page? {
    var (picture, placement) = (picture, placement)
    if picture.pixels > Self.workingPixels {
      let factor = (Double(Self.workingPixels) / Double(picture.pixels)).squareRoot()
      guard Self.scale(&picture, &placement, by: factor) else { return nil }
    }
    if Self.isUneven(picture), let even = picture.normalised { picture = even }
    guard var binary = Self.binary(picture) else {
      // Too small for the window: too small for writing.
      return Self.page(number, picture, placement, hasWhiteWriting: false)
    }
    let reduction = Self.reduction(picture)
    var height = Self.letterHeight(binary).map { $0 * reduction }
    if height == nil, let dark = picture.contrasted, let other = Self.binary(dark) {
      // Pale print is not seen at all.
      height = Self.letterHeight(other).map { $0 * reduction }
      if height != nil { (picture, binary) = (dark, other) }
    }
    let hasWhiteWriting = binary.blackSquares > 0
    if let skew = binary.skew, skew.confidence > Self.sureSkew, abs(skew.angle) > Self.smallestSkew,
      let level = picture.straightened(skew.angle)
    {
      placement = Self.level(skew.angle, picture).then(placement)
      picture = level
    }
    if let height {
      let room = (Double(Self.workingPixels) / Double(max(1, picture.pixels))).squareRoot()
      let wanted = min(
        Self.largestFactor,
        room,
        max(Self.smallestFactor, Self.letterHeight / height)
      )
      if abs(wanted - 1) > 0.1 { _ = Self.scale(&picture, &placement, by: wanted) }
    }
    return Self.page(number, picture, placement, hasWhiteWriting: hasWhiteWriting)
  }

  private static func page(
    _ number: Int,
    _ picture: Picture,
    _ placement: Placement,
    hasWhiteWriting: Bool
  ) -> Page {
    Page(
      number: number,
      picture: picture,
      size: (Double(picture.width), Double(picture.height)),
      placement: placement,
      hasWhiteWriting: hasWhiteWriting
    )
  }

  /// Of a large picture at half its size: the height of letters and the slant of lines are seen there too.
  private static func binary(_ picture: Picture) -> Picture? {
    let reduced = reduction(picture) > 1 ? picture.scaled(1 / reduction(picture)) : picture
    return (reduced ?? picture).binarised(halfWindow: halfWindow, factor: blackness)
  }

  private static func reduction(_ picture: Picture) -> Double {
    picture.pixels > largePixels ? 2 : 1
  }

  private static let largePixels = 6_000_000

  private static func scale(
    _ picture: inout Picture,
    _ placement: inout Placement,
    by factor: Double
  ) -> Bool {
    guard let scaled = picture.scaled(factor), scaled.width > 0 else { return false }
    placement = Placement(scale: Double(picture.width) / Double(scaled.width)).then(placement)
    picture = scaled
    return true
  }

  /// Parts of the page that are looked at for light and shade.
  private static let parts = 6
  /// A shadow, not another kind of paper: so much darker than the lightest part.
  private static let shade = 40

  /// The paper is lit unevenly, as on photos; scans are left as they are.
  private static func isUneven(_ picture: Picture) -> Bool {
    guard min(picture.width, picture.height) >= 20 * parts else { return false }
    let tones = picture.paperTones(columns: parts, rows: parts).sorted()
    guard let lightest = tones.last else { return false }
    // A logo or a dark edge takes a few of the parts.
    return Int(lightest) - Int(tones[tones.count / 6]) > shade
  }

  /// Letters are between these many pixels high; what is not is dust, a frame or a picture.
  private static let lowestLetter = 6
  private static let highestLetter = 198
  /// Fewer areas than this say nothing.
  private static let fewestLetters = 20

  /// The middle height of what may be letters; nil when there are too few.
  private static func letterHeight(_ binary: Picture) -> Double? {
    let counts = binary.heights(highestLetter + 2)
    let letters = counts.indices.filter { (lowestLetter...highestLetter).contains($0) }
    let total = letters.reduce(0) { $0 + counts[$1] }
    guard total >= fewestLetters else { return nil }
    var sum = 0
    for height in letters {
      sum += counts[height]
      if sum * 2 >= total { return Double(height) }
    }
    return nil
  }

  /// From a picture that was turned clockwise by quarters back to what it was.
  static func turn(_ quarters: Int, _ picture: Picture) -> Placement {
    let (width, height) = (Double(picture.width), Double(picture.height))
    return switch quarters {
    case 1: Placement(xx: 0, yx: 1, xy: -1, yy: 0, x0: 0, y0: height)
    case 2: Placement(xx: -1, yx: 0, xy: 0, yy: -1, x0: width, y0: height)
    case 3: Placement(xx: 0, yx: -1, xy: 1, yy: 0, x0: width, y0: 0)
    default: Placement()
    }
  }

  /// From a picture that was turned clockwise about its middle back to what it was.
  static func level(_ angle: Double, _ picture: Picture) -> Placement {
    let (x, y) = (Double(picture.width) / 2, Double(picture.height) / 2)
    // The first terms of the series: the angle is a tenth of a radian at most.
    let square = angle * angle
    let c = 1 - square / 2 + square * square / 24
    let s = angle * (1 - square / 6 + square * square / 120)
    return Placement(xx: c, yx: s, xy: -s, yy: c, x0: x - c * x - s * y, y0: y + s * x - c * y)
  }
}
