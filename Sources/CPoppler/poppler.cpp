// A C face for poppler-cpp; see include/CPoppler.h. Every exception ends here: none may cross into Swift.
#include "CPoppler.h"

#include <poppler-document.h>
#include <poppler-embedded-file.h>
#include <poppler-global.h>
#include <poppler-image.h>
#include <poppler-page-renderer.h>
#include <poppler-page.h>

#include <climits>
#include <memory>
#include <string>
#include <vector>

struct tickmark_pdf {
  std::unique_ptr<poppler::document> document;
  std::vector<poppler::embedded_file *> attachments;
  bool attachments_known = false;
  // The text that was asked for last.
  poppler::byte_array layout;
  // Of the attachment that was asked for last.
  std::string name;
  poppler::byte_array bytes;
};

struct tickmark_pdf_drawing {
  poppler::image image;
};

struct tickmark_pdf_page {
  struct word {
    poppler::rectf box;
    poppler::byte_array text;
    int rotation;
    bool has_space_after;
  };
  double width = 0, height = 0;
  std::vector<word> words;
};

namespace {

void quiet(const std::string &, void *) {}

// Poppler lists the attachments anew at each call and keeps them itself.
const std::vector<poppler::embedded_file *> &attachments(tickmark_pdf *pdf) {
  if (!pdf->attachments_known) {
    pdf->attachments_known = true;
    if (pdf->document->has_embedded_files()) pdf->attachments = pdf->document->embedded_files();
  }
  return pdf->attachments;
}

poppler::embedded_file *attachment(tickmark_pdf *pdf, int index) {
  const auto &all = attachments(pdf);
  return index >= 0 && static_cast<size_t>(index) < all.size() ? all[index] : nullptr;
}

}  // namespace

tickmark_pdf *tickmark_pdf_open(const char *bytes, size_t count, int *status) {
  *status = TICKMARK_PDF_BROKEN;
  if (count > INT_MAX) return nullptr;
  try {
    poppler::set_debug_error_function(quiet, nullptr);
    auto pdf = std::make_unique<tickmark_pdf>();
    pdf->document.reset(
        poppler::document::load_from_raw_data(bytes, static_cast<int>(count)));
    if (!pdf->document) return nullptr;
    if (pdf->document->is_locked()) {
      *status = TICKMARK_PDF_LOCKED;
      return nullptr;
    }
    *status = TICKMARK_PDF_OPEN;
    return pdf.release();
  } catch (...) {
    return nullptr;
  }
}

void tickmark_pdf_close(tickmark_pdf *document) { delete document; }

int tickmark_pdf_page_count(const tickmark_pdf *document) {
  try {
    return document->document->pages();
  } catch (...) {
    return 0;
  }
}

int tickmark_pdf_attachment_count(tickmark_pdf *document) {
  try {
    return static_cast<int>(attachments(document).size());
  } catch (...) {
    return 0;
  }
}

const char *tickmark_pdf_attachment_name(tickmark_pdf *document, int index, size_t *count) {
  *count = 0;
  try {
    auto file = attachment(document, index);
    if (!file) return nullptr;
    document->name = file->name();
    *count = document->name.size();
    return document->name.data();
  } catch (...) {
    return nullptr;
  }
}

const char *tickmark_pdf_attachment_bytes(tickmark_pdf *document, int index, size_t *count) {
  *count = 0;
  try {
    auto file = attachment(document, index);
    if (!file || !file->is_valid()) return nullptr;
    document->bytes = file->data();
    *count = document->bytes.size();
    return document->bytes.data();
  } catch (...) {
    document->bytes = {};
    return nullptr;
  }
}

tickmark_pdf_page *tickmark_pdf_read_page(const tickmark_pdf *document, int index) {
  try {
    std::unique_ptr<poppler::page> page(document->document->create_page(index));
    if (!page) return nullptr;
    auto read = std::make_unique<tickmark_pdf_page>();
    const auto rect = page->page_rect();
    read->width = rect.width();
    read->height = rect.height();
    for (const auto &box : page->text_list()) {
      read->words.push_back(
          {box.bbox(), box.text().to_utf8(), box.rotation(), box.has_space_after()});
    }
    return read.release();
  } catch (...) {
    return nullptr;
  }
}

bool tickmark_pdf_page_size(
    const tickmark_pdf *document, int index, double *width, double *height) {
  try {
    std::unique_ptr<poppler::page> page(document->document->create_page(index));
    if (!page) return false;
    const auto rect = page->page_rect();
    *width = rect.width();
    *height = rect.height();
    return true;
  } catch (...) {
    return false;
  }
}

const char *tickmark_pdf_layout_text(
    tickmark_pdf *document, int index, double x, double y, double width, double height,
    size_t *count) {
  *count = 0;
  try {
    std::unique_ptr<poppler::page> page(document->document->create_page(index));
    if (!page) return nullptr;
    const poppler::rectf part(x, y, width, height);
    document->layout =
        page->text(part, poppler::page::text_layout_enum::physical_layout).to_utf8();
    *count = document->layout.size();
    return document->layout.data();
  } catch (...) {
    document->layout = {};
    return nullptr;
  }
}

void tickmark_pdf_page_free(tickmark_pdf_page *page) { delete page; }

double tickmark_pdf_page_width(const tickmark_pdf_page *page) { return page->width; }
double tickmark_pdf_page_height(const tickmark_pdf_page *page) { return page->height; }
size_t tickmark_pdf_word_count(const tickmark_pdf_page *page) { return page->words.size(); }

tickmark_pdf_word tickmark_pdf_word_at(const tickmark_pdf_page *page, size_t index) {
  const auto &word = page->words[index];
  return {word.box.left(),     word.box.top(),  word.box.right(),
          word.box.bottom(),   word.text.data(), word.text.size(),
          word.rotation,       word.has_space_after};
}

tickmark_pdf_drawing *tickmark_pdf_draw(
    const tickmark_pdf *document, int index, double dots_per_inch) {
  try {
    std::unique_ptr<poppler::page> page(document->document->create_page(index));
    if (!page) return nullptr;
    poppler::page_renderer renderer;
    renderer.set_image_format(poppler::image::format_gray8);
    renderer.set_render_hint(poppler::page_renderer::antialiasing);
    renderer.set_render_hint(poppler::page_renderer::text_antialiasing);
    auto drawing = std::make_unique<tickmark_pdf_drawing>();
    drawing->image = renderer.render_page(page.get(), dots_per_inch, dots_per_inch);
    const bool is_grey = drawing->image.is_valid() &&
                         drawing->image.format() == poppler::image::format_gray8;
    return is_grey ? drawing.release() : nullptr;
  } catch (...) {
    return nullptr;
  }
}

void tickmark_pdf_drawing_free(tickmark_pdf_drawing *drawing) { delete drawing; }
int tickmark_pdf_drawing_width(const tickmark_pdf_drawing *drawing) {
  return drawing->image.width();
}
int tickmark_pdf_drawing_height(const tickmark_pdf_drawing *drawing) {
  return drawing->image.height();
}
const unsigned char *tickmark_pdf_drawing_rows(
    const tickmark_pdf_drawing *drawing, size_t *stride) {
  *stride = static_cast<size_t>(drawing->image.bytes_per_row());
  return reinterpret_cast<const unsigned char *>(drawing->image.const_data());
}
