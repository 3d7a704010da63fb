internal import CTesseract
import Extraction

/// A decoded picture; no step changes it, each gives a new one.
///
/// Nil everywhere: there was no memory for it, or it was damaged.
@safe
final class Picture {
  /// For `Recognizer` and the other half of this class.
  let handle: OpaquePointer
  let width: Int
  let height: Int

  private init(handle: OpaquePointer) {
    unsafe self.handle = handle
    width = unsafe Int(tickmark_picture_width(handle))
    height = unsafe Int(tickmark_picture_height(handle))
  }

  /// What a step gave, or nil.
  convenience init?(_ handle: OpaquePointer?) {
    guard let handle = unsafe handle else { return nil }
    unsafe self.init(handle: handle)
  }

  deinit { unsafe tickmark_picture_free(handle) }

  var pixels: Int { width * height }

  /// One page of a file in grey, upright as its header says; the header's size is within limits.
  static func decode(
    _ bytes: [UInt8],
    _ header: PictureHeader,
    _ page: PicturePage,
    reduction: Int
  )
    -> Picture?
  {
    let format =
      switch header.format {
      case .jpeg: TICKMARK_PICTURE_JPEG
      case .png: TICKMARK_PICTURE_PNG
      case .tiff: TICKMARK_PICTURE_TIFF
      case .bmp: TICKMARK_PICTURE_BMP
      case .webp: TICKMARK_PICTURE_WEBP
      }
    let decoded = unsafe bytes.withUnsafeBufferPointer { buffer in
      unsafe tickmark_picture_decode(
        buffer.baseAddress,
        buffer.count,
        Int32(format),
        Int32(page.index),
        Int32(reduction)
      )
    }
    return unsafe Picture(decoded)?.grey?.upright(orientation: page.orientation)
  }

  /// Rows of grey, `stride` bytes each.
  static func grey(_ rows: UnsafePointer<UInt8>, width: Int, height: Int, stride: Int) -> Picture? {
    unsafe Picture(tickmark_picture_from_grey(rows, Int32(width), Int32(height), stride))
  }

  private var grey: Picture? { unsafe Picture(tickmark_picture_grey(handle)) }

  /// EXIF 2.32, 4.6.4, tag 274: mirrored, then turned.
  private func upright(orientation: Int) -> Picture? {
    let isMirrored = [2, 4, 5, 7].contains(orientation)
    let quarters = [3: 2, 4: 2, 5: 3, 6: 1, 7: 1, 8: 3][orientation] ?? 0
    let straight = isMirrored ? unsafe Picture(tickmark_picture_mirrored(handle)) : self
    return quarters == 0 ? straight : straight?.turned(quarters)
  }

  /// Clockwise.
  func turned(_ quarters: Int) -> Picture? {
    unsafe Picture(tickmark_picture_turned(handle, Int32(quarters)))
  }

  func scaled(_ factor: Double) -> Picture? {
    unsafe Picture(tickmark_picture_scaled(handle, factor))
  }

  /// Clockwise by a small angle in radians, about its middle.
  func straightened(_ angle: Double) -> Picture? {
    unsafe Picture(tickmark_picture_straightened(handle, angle))
  }

  var normalised: Picture? { unsafe Picture(tickmark_picture_normalised(handle)) }

  /// Ink black and paper white everywhere, however pale the print is.
  var contrasted: Picture? { unsafe Picture(tickmark_picture_contrasted(handle)) }

  /// What stands in `box` (cut at the edges), within a border of white.
  func part(_ box: Box, border: Int) -> Picture? {
    let (x, y) = (max(0, Int(box.x0)), max(0, Int(box.y0)))
    let (right, bottom) = (min(width, Int(box.x1)), min(height, Int(box.y1)))
    guard right > x, bottom > y else { return nil }
    return unsafe Picture(
      tickmark_picture_part(
        handle,
        Int32(x),
        Int32(y),
        Int32(right - x),
        Int32(bottom - y),
        Int32(border)
      )
    )
  }

  /// Pale ink darker.
  var darkened: Picture? { unsafe Picture(tickmark_picture_darkened(handle)) }

  /// Dots that stand beside each other run together.
  var smoothed: Picture? { unsafe Picture(tickmark_picture_smoothed(handle)) }

  func binarised(halfWindow: Int, factor: Double) -> Picture? {
    unsafe Picture(tickmark_picture_binarised(handle, Int32(halfWindow), factor))
  }

  /// The tone of the paper (0...255) in each of `columns` times `rows` parts.
  func paperTones(columns: Int, rows: Int) -> [UInt8] {
    var tones = [UInt8](repeating: 0, count: columns * rows)
    unsafe tickmark_picture_paper_tones(handle, Int32(columns), Int32(rows), &tones)
    return tones
  }

  /// The standard deviation of its greys, 0...128.
  var contrast: Double { unsafe tickmark_picture_contrast(handle) }

  /// Of a black and white one: how many of 1000 squares of 16 pixels are all black.
  var blackSquares: Int { unsafe Int(tickmark_picture_black_squares(handle)) }

  /// Of a black and white one: by how many radians clockwise its lines become level, and how sure that is.
  var skew: (angle: Double, confidence: Double)? {
    var (angle, confidence) = (0.0, 0.0)
    let isFound = unsafe tickmark_picture_skew(handle, &angle, &confidence)
    return isFound ? (angle, confidence) : nil
  }

  /// Of a black and white one: how many areas are so many pixels high.
  func heights(_ count: Int) -> [Int] {
    var counts = [Int32](repeating: 0, count: count)
    unsafe tickmark_picture_heights(handle, &counts, Int32(count))
    return counts.map(Int.init)
  }
}
