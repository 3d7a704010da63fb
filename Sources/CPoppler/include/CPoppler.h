// Poppler for `Readers`: pages as words with boxes, and the files inside a PDF.
//
// No call throws or prints; what cannot be read is absent, empty or a status. Coordinates are points from the
// page's top left. Texts and bytes belong to the object that gave them.
#pragma once
#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

enum {
  TICKMARK_PDF_OPEN = 0,
  // It asks for a password.
  TICKMARK_PDF_LOCKED = 1,
  TICKMARK_PDF_BROKEN = 2,
};

typedef struct tickmark_pdf tickmark_pdf;
typedef struct tickmark_pdf_page tickmark_pdf_page;

typedef struct {
  double x0, y0, x1, y1;
  // UTF-8, not ended by a zero.
  const char *text;
  size_t text_count;
  // Quarter turns of the writing.
  int rotation;
  // False when the next word of the page continues it without a space.
  bool has_space_after;
} tickmark_pdf_word;

// The bytes must live as long as the document. Null unless the status is TICKMARK_PDF_OPEN.
tickmark_pdf *tickmark_pdf_open(const char *bytes, size_t count, int *status);
void tickmark_pdf_close(tickmark_pdf *document);
int tickmark_pdf_page_count(const tickmark_pdf *document);

int tickmark_pdf_attachment_count(tickmark_pdf *document);
// UTF-8 where the PDF says so, else the PDF's own bytes.
const char *tickmark_pdf_attachment_name(tickmark_pdf *document, int index, size_t *count);
// Null when it cannot be unpacked; valid until the next call or the end of the document.
const char *tickmark_pdf_attachment_bytes(tickmark_pdf *document, int index, size_t *count);

// Null when the page cannot be read. `index` begins at 0.
tickmark_pdf_page *tickmark_pdf_read_page(const tickmark_pdf *document, int index);
// Of a page whose words are not wanted. False when it cannot be read.
bool tickmark_pdf_page_size(
    const tickmark_pdf *document, int index, double *width, double *height);
void tickmark_pdf_page_free(tickmark_pdf_page *page);
double tickmark_pdf_page_width(const tickmark_pdf_page *page);
double tickmark_pdf_page_height(const tickmark_pdf_page *page);
size_t tickmark_pdf_word_count(const tickmark_pdf_page *page);
tickmark_pdf_word tickmark_pdf_word_at(const tickmark_pdf_page *page, size_t index);

// The text of a page, or (width and height above zero) of a part of it, in lines with its columns under each other, as
// `pdftotext -layout` has it. UTF-8; null when the page cannot be read; valid until the next call or the end.
const char *tickmark_pdf_layout_text(
    tickmark_pdf *document, int index, double x, double y, double width, double height,
    size_t *count);

typedef struct tickmark_pdf_drawing tickmark_pdf_drawing;
// A page as a grey picture, drawn at `dots_per_inch`. Null when it cannot be drawn.
tickmark_pdf_drawing *tickmark_pdf_draw(
    const tickmark_pdf *document, int index, double dots_per_inch);
void tickmark_pdf_drawing_free(tickmark_pdf_drawing *drawing);
int tickmark_pdf_drawing_width(const tickmark_pdf_drawing *drawing);
int tickmark_pdf_drawing_height(const tickmark_pdf_drawing *drawing);
// The first of its rows; each begins `*stride` bytes behind the one before it.
const unsigned char *tickmark_pdf_drawing_rows(
    const tickmark_pdf_drawing *drawing, size_t *stride);

#ifdef __cplusplus
}
#endif
