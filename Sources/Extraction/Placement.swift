/// Where a page's points lie in the file that it came from: `x' = xx·x + yx·y + x0`, `y' = xy·x + yy·y + y0`.
///
/// A page that was read from a picture may have been scaled, turned and made level first; sources are told in the file's own units.
package struct Placement: Hashable, Sendable {
  package var xx = 1.0
  package var yx = 0.0
  package var xy = 0.0
  package var yy = 1.0
  package var x0 = 0.0
  package var y0 = 0.0

  /// The page as it stands in the file.
  package init() {}

  package init(scale: Double) {
    xx = scale
    yy = scale
  }

  package init(xx: Double, yx: Double, xy: Double, yy: Double, x0: Double, y0: Double) {
    self.xx = xx
    self.yx = yx
    self.xy = xy
    self.yy = yy
    self.x0 = x0
    self.y0 = y0
  }

  /// This one first, then `next`.
  package func then(_ next: Placement) -> Placement {
    Placement(
      xx: next.xx * xx + next.yx * xy,
      yx: next.xx * yx + next.yx * yy,
      xy: next.xy * xx + next.yy * xy,
      yy: next.xy * yx + next.yy * yy,
      x0: next.xx * x0 + next.yx * y0 + next.x0,
      y0: next.xy * x0 + next.yy * y0 + next.y0
    )
  }

  /// The upright box around what becomes of `box`.
  package func box(_ box: Box) -> Box {
    let corners = [(box.x0, box.y0), (box.x1, box.y0), (box.x0, box.y1), (box.x1, box.y1)].map {
      (x: xx * $0 + yx * $1 + x0, y: xy * $0 + yy * $1 + y0)
    }
    let first = corners[0]
    return corners.dropFirst().reduce(Box(x0: first.x, y0: first.y, x1: first.x, y1: first.y)) {
      $0.joined(Box(x0: $1.x, y0: $1.y, x1: $1.x, y1: $1.y))
    }
  }
}
