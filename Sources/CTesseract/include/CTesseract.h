// Tesseract and Leptonica for `Readers`: pictures, what is done to them, and the words in them.
//
// No call throws; what cannot be had is null, absent or a status. Pictures are never changed: each step gives a new
// one, which its owner frees. Coordinates are pixels from a picture's top left. Texts belong to the object that gave them.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// MARK: Pictures

typedef struct Pix tickmark_picture;

enum {
  TICKMARK_PICTURE_JPEG = 1,
  TICKMARK_PICTURE_PNG = 2,
  TICKMARK_PICTURE_TIFF = 3,
  TICKMARK_PICTURE_BMP = 4,
  TICKMARK_PICTURE_WEBP = 5,
};

// Page `page` (from 0; TIFF only) of the file. `reduction` (1, 2, 4, 8; JPEG only) decodes less of it. The caller has
// looked at the header: nothing here bounds the size. Null when it is damaged.
tickmark_picture *tickmark_picture_decode(
    const uint8_t *bytes, size_t count, int format, int page, int reduction);
// Rows of `width` bytes of grey, each beginning `stride` bytes behind the one before it.
tickmark_picture *tickmark_picture_from_grey(
    const uint8_t *rows, int width, int height, size_t stride);
void tickmark_picture_free(tickmark_picture *picture);
int tickmark_picture_width(const tickmark_picture *picture);
int tickmark_picture_height(const tickmark_picture *picture);

// Eight bits of grey; what is transparent becomes white.
tickmark_picture *tickmark_picture_grey(tickmark_picture *picture);
// Turned clockwise by quarters (0...3).
tickmark_picture *tickmark_picture_turned(tickmark_picture *picture, int quarters);
// Left and right exchanged.
tickmark_picture *tickmark_picture_mirrored(tickmark_picture *picture);
tickmark_picture *tickmark_picture_scaled(tickmark_picture *grey, double factor);
// Turned clockwise by a small angle in radians; the size stays.
tickmark_picture *tickmark_picture_straightened(tickmark_picture *grey, double angle);
// White paper wherever there is paper, whatever the light.
tickmark_picture *tickmark_picture_normalised(tickmark_picture *grey);
// Ink black and paper white in each part of the picture, however pale the print is.
tickmark_picture *tickmark_picture_contrasted(tickmark_picture *grey);
// The part of it from (x, y), which lies on it, within `border` pixels of white.
tickmark_picture *tickmark_picture_part(
    tickmark_picture *grey, int x, int y, int width, int height, int border);
// Pale ink darker, paper white.
tickmark_picture *tickmark_picture_darkened(tickmark_picture *grey);
// Dots beside each other run together, as those of matrix printers should.
tickmark_picture *tickmark_picture_smoothed(tickmark_picture *grey);
// Black and white by what is around each pixel (Sauvola), one bit.
tickmark_picture *tickmark_picture_binarised(tickmark_picture *grey, int half_window, double factor);
// The lightest tone (0...255) in each of `columns` times `rows` equal parts, from a sample of their pixels: the tenth part
// of them is lighter. For a grey picture of at least as many pixels each way.
void tickmark_picture_paper_tones(tickmark_picture *grey, int columns, int rows, uint8_t *tones);
// The standard deviation of a sample of all its pixels.
double tickmark_picture_contrast(tickmark_picture *grey);

// By how many radians its lines of text lean, clockwise to make them level, and how sure that is (from 3 on: sure).
// False when there is nothing to go by.
bool tickmark_picture_skew(tickmark_picture *binary, double *angle, double *confidence);
// How many of 1000 squares of 16 pixels are all black: bars with white writing on them.
int tickmark_picture_black_squares(tickmark_picture *binary);
// Heights of its connected black areas, as counts for each height in pixels; what is higher counts as the last.
void tickmark_picture_heights(tickmark_picture *binary, int *counts, int count);

// MARK: Drawing

typedef struct {
  int x0, y0, x1, y1;
  uint8_t red, green, blue;
  // ASCII, ended by a zero; written beside the box.
  const char *label;
} tickmark_mark;

// In colours, with a frame around each box and its label beside it, clear of the other labels where there is room.
tickmark_picture *tickmark_picture_marked(
    tickmark_picture *grey, const tickmark_mark *marks, size_t count);
// The picture as a PNG file; null when there is no memory for it. The caller frees it by `tickmark_bytes_free`.
uint8_t *tickmark_picture_png(tickmark_picture *picture, size_t *count);
void tickmark_bytes_free(uint8_t *bytes);

// MARK: Recognition

typedef struct tickmark_ocr tickmark_ocr;
typedef struct tickmark_ocr_page tickmark_ocr_page;

typedef struct {
  int x0, y0, x1, y1;
  // UTF-8, not ended by a zero.
  const char *text;
  size_t text_count;
  // 0...100.
  float confidence;
  // Counted through the page from 0.
  int block, line;
} tickmark_ocr_word;

enum {
  TICKMARK_OCR_AUTO = 3,
  TICKMARK_OCR_COLUMN = 4,
  TICKMARK_OCR_BLOCK = 6,
  TICKMARK_OCR_LINE = 7,
};

// True when the model of a language (`deu`) is in the folder where Debian's packages put it.
bool tickmark_ocr_has(const char *language);
// Loads the models of `languages` (`deu+eng`), all of which are there. Null when one is damaged.
tickmark_ocr *tickmark_ocr_open(const char *languages);
void tickmark_ocr_close(tickmark_ocr *ocr);
// The words of a picture, whose letters are as high as at 300 dots an inch. White writing on black is looked for when it
// may be there, at the price of reading each poor line twice. `*seconds` of processor time are given to it, and are what is
// left of them afterwards; `*is_cut` when they were not enough. Null when recognition fails, as it does without memory.
tickmark_ocr_page *tickmark_ocr_read(
    tickmark_ocr *ocr, tickmark_picture *picture, int layout, bool has_white_writing,
    double *seconds, bool *is_cut);
void tickmark_ocr_page_free(tickmark_ocr_page *page);
size_t tickmark_ocr_word_count(const tickmark_ocr_page *page);
tickmark_ocr_word tickmark_ocr_word_at(const tickmark_ocr_page *page, size_t index);
// Quarters clockwise that make the writing upright, by the model `osd`, and how sure that is (from about 2
// on: sure). False when there is no model or too little writing.
bool tickmark_ocr_orientation(
    tickmark_ocr *ocr, tickmark_picture *picture, int *quarters, double *confidence);
#ifdef __cplusplus
}
#endif
