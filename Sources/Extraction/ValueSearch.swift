/// Where the value of a label may stand.
enum ValueSearch {
  enum Way: Int {
    /// Behind the label, in the same segment.
    case behind = 0
    /// Behind `Nr.` in a title that the label begins.
    case title = 1
    /// In the next segment of the line.
    case right = 10
    /// Under it.
    case below = 40
  }

  struct Region {
    var tokens: Range<Int>
    var way: Way
  }

  /// A value stands at most so many heights of its writing under its label.
  private static let reach = 2.4

  /// Nearest first; labels in between are not looked at here.
  static func regions(_ hit: LabelHit, _ layout: Layout) -> [Region] {
    var regions: [Region] = []
    let segment = layout.segments[hit.segment]
    if hit.tokens.upperBound < segment.tokens.upperBound {
      regions.append(
        Region(tokens: hit.tokens.upperBound..<segment.tokens.upperBound, way: .behind)
      )
    }
    let next = hit.segment + 1
    if next < layout.segments.count, layout.segments[next].line == hit.line {
      regions.append(Region(tokens: layout.segments[next].tokens, way: .right))
    }
    return regions + below(hit, layout)
  }

  /// The nearest segment of each of the two lines below that stands under the label.
  private static func below(_ hit: LabelHit, _ layout: Layout) -> [Region] {
    let box = layout.box(hit.tokens)
    let page = layout.lines[hit.line].page
    var regions: [Region] = []
    var line = hit.line + 1
    while line < min(layout.lines.count, hit.line + 16), layout.lines[line].page == page,
      regions.count < 2
    {
      defer { line += 1 }
      for segment in layout.lines[line].segments {
        let other = layout.segments[segment]
        let height = max(box.height, min(other.box.height, 2 * box.height))
        guard other.box.y0 - box.y1 < reach * height else { continue }
        let isUnder = other.box.overlapX(box) > 0.3 || abs(other.box.x0 - box.x0) < height
        if isUnder, other.box.middleY > box.y1 {
          regions.append(Region(tokens: other.tokens, way: .below))
          break
        }
      }
      if layout.lines[line].box.y0 - box.y1 > reach * 3 * box.height { break }
    }
    return regions
  }
}
