// Leptonica's pictures behind a C face; see include/CTesseract.h.
#include "CTesseract.h"

#include <allheaders.h>

#include <algorithm>
#include <cmath>
#include <memory>

namespace {

struct PixDeleter {
  void operator()(Pix *picture) const { pixDestroy(&picture); }
};
using Picture = std::unique_ptr<Pix, PixDeleter>;

// Leptonica tells each failure on the error output, though the answer says it already.
void be_quiet() { setMsgSeverity(L_SEVERITY_NONE); }

Pix *decode_jpeg(const uint8_t *bytes, size_t count, int reduction) {
  int warnings = 0;
  Pix *picture = pixReadMemJpeg(bytes, count, 0, reduction, &warnings, L_JPEG_READ_LUMINANCE);
  // Colours of print (CMYK) cannot be had as grey at once.
  if (!picture) picture = pixReadMemJpeg(bytes, count, 0, reduction, &warnings, 0);
  return picture;
}

}  // namespace

tickmark_picture *tickmark_picture_decode(
    const uint8_t *bytes, size_t count, int format, int page, int reduction) {
  be_quiet();
  switch (format) {
    case TICKMARK_PICTURE_JPEG: return decode_jpeg(bytes, count, reduction);
    case TICKMARK_PICTURE_PNG: return pixReadMemPng(bytes, count);
    case TICKMARK_PICTURE_TIFF: return pixReadMemTiff(bytes, count, page);
    case TICKMARK_PICTURE_BMP: return pixReadMemBmp(bytes, count);
    case TICKMARK_PICTURE_WEBP: return pixReadMemWebP(bytes, count);
    default: return nullptr;
  }
}

tickmark_picture *tickmark_picture_from_grey(
    const uint8_t *rows, int width, int height, size_t stride) {
  be_quiet();
  Pix *picture = pixCreateNoInit(width, height, 8);
  if (!picture) return nullptr;
  const int words = pixGetWpl(picture);
  for (int y = 0; y < height; y++) {
    l_uint32 *line = pixGetData(picture) + static_cast<size_t>(y) * words;
    const uint8_t *row = rows + static_cast<size_t>(y) * stride;
    for (int x = 0; x < width; x++) SET_DATA_BYTE(line, x, row[x]);
  }
  return picture;
}

void tickmark_picture_free(tickmark_picture *picture) { pixDestroy(&picture); }

int tickmark_picture_width(const tickmark_picture *picture) { return pixGetWidth(picture); }
int tickmark_picture_height(const tickmark_picture *picture) { return pixGetHeight(picture); }

tickmark_picture *tickmark_picture_grey(tickmark_picture *picture) {
  Picture opaque(
      pixGetSpp(picture) == 4 ? pixAlphaBlendUniform(picture, 0xffffff00) : pixClone(picture));
  return opaque ? pixConvertTo8(opaque.get(), 0) : nullptr;
}

tickmark_picture *tickmark_picture_turned(tickmark_picture *picture, int quarters) {
  return pixRotateOrth(picture, quarters & 3);
}

tickmark_picture *tickmark_picture_mirrored(tickmark_picture *picture) {
  return pixFlipLR(nullptr, picture);
}

tickmark_picture *tickmark_picture_scaled(tickmark_picture *grey, double factor) {
  const auto scale = static_cast<l_float32>(factor);
  // Not sharpened, as `pixScale` would: that takes longer, and so does Tesseract with what it gives, and reads no better.
  return pixScaleGeneral(grey, scale, scale, 0, 0);
}

tickmark_picture *tickmark_picture_straightened(tickmark_picture *grey, double angle) {
  return pixRotateAMGray(grey, static_cast<l_float32>(angle), 255);
}

tickmark_picture *tickmark_picture_normalised(tickmark_picture *grey) {
  return pixBackgroundNormSimple(grey, nullptr, nullptr);
}

tickmark_picture *tickmark_picture_binarised(
    tickmark_picture *grey, int half_window, double factor) {
  Pix *binary = nullptr;
  pixSauvolaBinarize(
      grey, half_window, static_cast<l_float32>(factor), 1, nullptr, nullptr, nullptr, &binary);
  return binary;
}

tickmark_picture *tickmark_picture_contrasted(tickmark_picture *grey) {
  // Tiles of 100 pixels hold some letters; where tones differ by less than 40 there are none.
  return pixContrastNorm(nullptr, grey, 100, 100, 40, 2, 2);
}

tickmark_picture *tickmark_picture_part(
    tickmark_picture *grey, int x, int y, int width, int height, int border) {
  Box *box = boxCreate(x, y, width, height);
  if (!box) return nullptr;
  Picture part(pixClipRectangle(grey, box, nullptr));
  boxDestroy(&box);
  return part ? pixAddBorder(part.get(), border, 255) : nullptr;
}

tickmark_picture *tickmark_picture_darkened(tickmark_picture *grey) {
  return pixGammaTRC(nullptr, grey, 0.4f, 0, 230);
}

tickmark_picture *tickmark_picture_smoothed(tickmark_picture *grey) {
  return pixBlockconv(grey, 2, 2);
}

void tickmark_picture_paper_tones(tickmark_picture *grey, int columns, int rows, uint8_t *tones) {
  const int width = pixGetWidth(grey), height = pixGetHeight(grey), words = pixGetWpl(grey);
  for (int row = 0; row < rows; row++) {
    for (int column = 0; column < columns; column++) {
      const int left = width * column / columns, right = width * (column + 1) / columns;
      const int top = height * row / rows, bottom = height * (row + 1) / rows;
      const int step = std::max(1, std::min(right - left, bottom - top) / 32);
      int counts[256] = {}, total = 0;
      for (int y = top; y < bottom; y += step) {
        const l_uint32 *line = pixGetData(grey) + static_cast<size_t>(y) * words;
        for (int x = left; x < right; x += step) {
          counts[GET_DATA_BYTE(line, x)] += 1;
          total += 1;
        }
      }
      int tone = 255;
      for (int lighter = 0; tone > 0 && (lighter += counts[tone]) * 10 < total;) tone -= 1;
      tones[row * columns + column] = static_cast<uint8_t>(tone);
    }
  }
}

double tickmark_picture_contrast(tickmark_picture *grey) {
  const int width = pixGetWidth(grey), height = pixGetHeight(grey), words = pixGetWpl(grey);
  const int step = std::max(1, std::min(width, height) / 256);
  double sum = 0, squares = 0, count = 0;
  for (int y = 0; y < height; y += step) {
    const l_uint32 *line = pixGetData(grey) + static_cast<size_t>(y) * words;
    for (int x = 0; x < width; x += step) {
      const double tone = GET_DATA_BYTE(line, x);
      sum += tone;
      squares += tone * tone;
      count += 1;
    }
  }
  if (count == 0) return 0;
  const double mean = sum / count;
  return std::sqrt(std::max(0.0, squares / count - mean * mean));
}

int tickmark_picture_black_squares(tickmark_picture *binary) {
  Picture squares(pixReduceRankBinaryCascade(binary, 4, 4, 4, 4));
  l_int32 count = 0;
  if (!squares || pixCountPixels(squares.get(), &count, nullptr) != 0) return 0;
  const double all = static_cast<double>(pixGetWidth(squares.get())) * pixGetHeight(squares.get());
  return all > 0 ? static_cast<int>(count * 1000.0 / all) : 0;
}

bool tickmark_picture_skew(tickmark_picture *binary, double *angle, double *confidence) {
  l_float32 degrees = 0, sure = 0;
  const bool found = pixFindSkew(binary, &degrees, &sure) == 0;
  *angle = found ? degrees * 3.14159265358979323846 / 180 : 0;
  *confidence = found ? sure : 0;
  return found;
}

void tickmark_picture_heights(tickmark_picture *binary, int *counts, int count) {
  std::fill(counts, counts + count, 0);
  Boxa *boxes = pixConnCompBB(binary, 8);
  if (!boxes) return;
  const int found = boxaGetCount(boxes);
  for (int index = 0; index < found; index++) {
    l_int32 height = 0;
    if (boxaGetBoxGeometry(boxes, index, nullptr, nullptr, nullptr, &height) == 0)
      counts[std::min(height, count - 1)] += 1;
  }
  boxaDestroy(&boxes);
}
