import TestPapers
import Testing

@testable import Readers

/// What pictures say of themselves, in every format, and headers that lie or stop short.
@Suite struct PictureHeaderTests {
  private func header(_ bytes: [UInt8]) -> PictureHeader? {
    PictureHeader.read(bytes, maximumPages: 5)
  }

  private let picture = TestPicture(width: 30, height: 20)

  @Test func `sizes, orientation and pages are known without decoding`() throws {
    let png = try #require(header(picture.png))
    #expect(png.format == .png && png.pages.map(\.width) == [30] && png.pages.map(\.height) == [20])
    let bmp = try #require(header(picture.bmp))
    #expect(bmp.format == .bmp && bmp.pages.map(\.pixels) == [600])
    let jpeg = try #require(header(picture.jpeg(orientation: 6)))
    #expect(jpeg.format == .jpeg && jpeg.pages.first?.orientation == 6)
    #expect(jpeg.pages.first?.width == 240 && jpeg.pages.first?.height == 160)
    #expect(header(picture.jpeg())?.pages.first?.orientation == 1)
    let tiff = try #require(header(TestPicture.tiff([(picture, 1), (picture.turned(1), 8)])))
    #expect(tiff.format == .tiff && tiff.pages.map(\.width) == [30, 20])
    #expect(tiff.pages.map(\.index) == [0, 1])
    let many = try #require(
      header(TestPicture.tiff([(TestPicture, Int)](repeating: (picture, 1), count: 6)))
    )
    #expect(many.pages.count == 5 && many.hasMorePages)
  }

  @Test func `WebP says its size in three ways`() {
    func file(_ kind: String, _ body: [UInt8]) -> [UInt8] {
      Array("RIFF".utf8) + [0, 0, 0, 0] + Array("WEBP\(kind)".utf8) + [0, 0, 0, 0] + body
    }
    let lossy = file("VP8 ", [0, 0, 0, 0x9D, 0x01, 0x2A, 40, 0, 30, 0])
    let exact = file("VP8L", [0x2F, 39, 0x40, 0x07, 0])
    let extended = file("VP8X", [0, 0, 0, 0, 39, 0, 0, 29, 0, 0])
    for bytes in [lossy, exact, extended] {
      #expect(header(bytes)?.pages.first?.width == 40)
      #expect(header(bytes)?.pages.first?.height == 30)
    }
  }

  @Test func `directories that go round in a circle end`() {
    var bytes = TestPicture.tiff([(picture, 1)])
    let next = 8 + 2 + 9 * 12
    bytes.replaceSubrange(next..<next + 4, with: [8, 0, 0, 0])
    #expect(header(bytes)?.hasMorePages == true)
  }

  @Test func `no beginning of a file crashes, and none is taken for more than it is`() {
    let files = [
      picture.png, picture.bmp, picture.jpeg(orientation: 3), TestPicture.tiff([(picture, 1)]),
    ]
    for file in files {
      for count in 0..<min(file.count, 200) { _ = header(Array(file.prefix(count))) }
      for index in 0..<min(file.count, 120) {
        for value: UInt8 in [0, 0x7F, 0xFF] {
          var odd = file
          odd[index] = value
          let pages = header(odd)?.pages ?? []
          #expect(pages.allSatisfy { $0.width > 0 && $0.height > 0 })
        }
      }
    }
  }
}
