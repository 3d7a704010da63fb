/// Segments one below the other with the same left edge: an address, a footer's column.
struct TextBlock {
  var segments: [Int]
  var page: Int
  var box: Box

  /// Every block of a layout, from the top.
  static func blocks(_ layout: Layout) -> [TextBlock] {
    var open: [TextBlock] = []
    var closed: [TextBlock] = []
    for (index, segment) in layout.segments.enumerated() {
      let page = layout.lines[segment.line].page
      let height = segment.box.height
      let fitting = open.indices.filter { place in
        let block = open[place]
        guard block.page == page, let last = block.segments.last else { return false }
        let lastBox = layout.segments[last].box
        let gap = segment.box.y0 - lastBox.y1
        return gap > -0.5 * height && gap < 1.0 * max(height, lastBox.height)
          && abs(lastBox.x0 - segment.box.x0) < 0.9 * height
          && max(height, lastBox.height) < 1.7 * min(height, lastBox.height)
      }
      if let place = fitting.min(by: {
        abs(open[$0].box.x0 - segment.box.x0) < abs(open[$1].box.x0 - segment.box.x0)
      }) {
        open[place].segments.append(index)
        open[place].box = open[place].box.joined(segment.box)
      } else {
        open.append(TextBlock(segments: [index], page: page, box: segment.box))
      }
      if open.count > 60 { closed.append(open.removeFirst()) }
    }
    return (closed + open).sorted {
      ($0.page, $0.box.y0, $0.box.x0) < ($1.page, $1.box.y0, $1.box.x0)
    }
  }
}
