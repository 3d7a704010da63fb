internal import CTesseract

extension Picture {
  /// In colours, with frames and their labels; nil when there was no memory for it.
  func marked(_ marks: [PictureMark]) -> Picture? {
    // The letters of all labels, one after the other, each ended by a zero.
    var letters: [CChar] = []
    var starts: [Int] = []
    for mark in marks {
      starts.append(letters.count)
      letters += mark.label.utf8.map { CChar(bitPattern: $0) } + [0]
    }
    return unsafe letters.withUnsafeBufferPointer { letters in
      let all = unsafe zip(marks, starts).map { mark, start in
        unsafe tickmark_mark(
          x0: mark.x0,
          y0: mark.y0,
          x1: mark.x1,
          y1: mark.y1,
          red: mark.colour.red,
          green: mark.colour.green,
          blue: mark.colour.blue,
          label: letters.baseAddress.map { unsafe $0 + start }
        )
      }
      return unsafe Picture(tickmark_picture_marked(handle, all, all.count))
    }
  }

  /// As a PNG file.
  var png: [UInt8]? {
    var count = 0
    guard let bytes = unsafe tickmark_picture_png(handle, &count) else { return nil }
    defer { unsafe tickmark_bytes_free(bytes) }
    return unsafe Array(UnsafeBufferPointer(start: bytes, count: count))
  }
}
