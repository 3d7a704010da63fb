// Boxes and labels on a picture; see include/CTesseract.h.
#include "CTesseract.h"

#include <allheaders.h>

#include <algorithm>
#include <memory>
#include <vector>

namespace {

struct PixDeleter {
  void operator()(Pix *picture) const { pixDestroy(&picture); }
};
using Picture = std::unique_ptr<Pix, PixDeleter>;

struct FontDeleter {
  void operator()(L_Bmf *font) const { bmfDestroy(&font); }
};
using Font = std::unique_ptr<L_Bmf, FontDeleter>;

struct Area {
  int x, y, width, height;

  bool meets(const Area &other) const {
    return x < other.x + other.width && other.x < x + width && y < other.y + other.height &&
           other.y < y + height;
  }
};

// A share of the colour over everything in the area, so that print stays readable.
void tint(Pix *picture, const Area &area, l_uint32 colour, double share) {
  Box *box = boxCreate(area.x, area.y, area.width, area.height);
  if (!box) return;
  pixBlendInRect(picture, box, colour, static_cast<l_float32>(share));
  boxDestroy(&box);
}

void frame(Pix *picture, const Area &area, int width, const tickmark_mark &mark) {
  Box *box = boxCreate(area.x, area.y, area.width, area.height);
  if (!box) return;
  pixRenderBoxArb(picture, box, width, mark.red, mark.green, mark.blue);
  boxDestroy(&box);
}

class Labels {
 public:
  // No label is to lie on a box, its own or another's.
  Labels(Pix *picture, const std::vector<Area> &boxes)
      : picture_(picture),
        width_(pixGetWidth(picture)),
        height_(pixGetHeight(picture)),
        taken_(boxes) {
    // Leptonica has its letters in sizes from 4 to 20 points, even numbers only.
    const int size = std::clamp(std::max(width_, height_) / 290, 4, 10) & ~1;
    font_.reset(bmfCreate(nullptr, size));
  }

  void write(const tickmark_mark &mark, const Area &box, l_uint32 colour) {
    l_int32 width = 0;
    if (!font_ || !mark.label || bmfGetStringWidth(font_.get(), mark.label, &width) != 0) return;
    const Area area = place(box, width + 4, font_->lineheight + 2);
    // Nearly white below it: the label hides what it stands on, and says whose it is by its colour.
    tint(picture_, area, 0xffffff00, 0.85);
    l_int32 written = 0, overflow = 0;
    pixSetTextline(
        picture_, font_.get(), mark.label, colour, area.x + 2, area.y + 1 + font_->baselinetab['x'],
        &written, &overflow);
    taken_.push_back(area);
  }

 private:
  // Above the box, below it, right of it, left of it; then ever further above and below.
  Area place(const Area &box, int width, int height) const {
    const int right = std::max(0, width_ - width), bottom = std::max(0, height_ - height);
    Area first{};
    for (int step = 0; step < 8; step++) {
      const Area candidates[] = {
          {box.x, box.y - height * (step + 1), width, height},
          {box.x, box.y + box.height + height * step, width, height},
          {box.x + box.width + 2, box.y + height * step / 2, width, height},
          {box.x - width - 2, box.y + height * step / 2, width, height},
      };
      for (Area area : candidates) {
        area.x = std::clamp(area.x, 0, right);
        area.y = std::clamp(area.y, 0, bottom);
        if (first.width == 0) first = area;
        if (std::none_of(taken_.begin(), taken_.end(), [&](const Area &other) {
              return area.meets(other);
            }))
          return area;
      }
    }
    return first;
  }

  Pix *picture_;
  int width_, height_;
  Font font_;
  std::vector<Area> taken_;
};

}  // namespace

tickmark_picture *tickmark_picture_marked(
    tickmark_picture *grey, const tickmark_mark *marks, size_t count) {
  setMsgSeverity(L_SEVERITY_NONE);
  try {
    Picture picture(pixConvertTo32(grey));
    if (!picture) return nullptr;
    const int width = pixGetWidth(picture.get()), height = pixGetHeight(picture.get());
    std::vector<Area> areas;
    for (size_t index = 0; index < count; index++) {
      const auto &mark = marks[index];
      // A pixel of air on each side, within the picture.
      const int x0 = std::clamp(mark.x0 - 2, 0, width - 1), x1 = std::clamp(mark.x1 + 2, 0, width);
      const int y0 = std::clamp(mark.y0 - 2, 0, height - 1);
      const int y1 = std::clamp(mark.y1 + 2, 0, height);
      const Area area{x0, y0, std::max(1, x1 - x0), std::max(1, y1 - y0)};
      l_uint32 colour = 0;
      composeRGBPixel(mark.red, mark.green, mark.blue, &colour);
      tint(picture.get(), area, colour, 0.12);
      areas.push_back(area);
    }
    const int line = std::max(1, std::max(width, height) / 1000);
    for (size_t index = 0; index < count; index++)
      frame(picture.get(), areas[index], line, marks[index]);
    Labels labels(picture.get(), areas);
    for (size_t index = 0; index < count; index++) {
      l_uint32 colour = 0;
      composeRGBPixel(marks[index].red, marks[index].green, marks[index].blue, &colour);
      labels.write(marks[index], areas[index], colour);
    }
    return picture.release();
  } catch (...) {
    return nullptr;
  }
}

uint8_t *tickmark_picture_png(tickmark_picture *picture, size_t *count) {
  setMsgSeverity(L_SEVERITY_NONE);
  l_uint8 *bytes = nullptr;
  *count = 0;
  if (pixWriteMemPng(&bytes, count, picture, 0) != 0) return nullptr;
  return bytes;
}

void tickmark_bytes_free(uint8_t *bytes) { lept_free(bytes); }
