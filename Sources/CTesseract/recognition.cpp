// Tesseract behind a C face; see include/CTesseract.h. Every exception ends here: none may cross into Swift.
#include "CTesseract.h"

#include <dlfcn.h>
#include <time.h>
#include <unistd.h>

#include <allheaders.h>
#include <tesseract/baseapi.h>
#include <tesseract/ocrclass.h>
#include <tesseract/resultiterator.h>

#include <memory>
#include <mutex>
#include <string>
#include <vector>

struct tickmark_ocr {
  tesseract::TessBaseAPI api;
  // Loaded when first asked for.
  std::unique_ptr<tesseract::TessBaseAPI> orientation;
  bool knows_orientation = true;
};

struct tickmark_ocr_page {
  struct word {
    int x0, y0, x1, y1;
    std::string text;
    float confidence;
    int block, line;
  };
  std::vector<word> words;
};

namespace {

const int dots_per_inch = 300;

// Debian names the folder for the major version. No variable of the environment leads elsewhere: the reader may not
// open files there.
std::string model_folder() {
  return "/usr/share/tesseract-ocr/" + std::to_string(TESSERACT_MAJOR_VERSION) + "/tessdata/";
}

// One thread: the libraries ask for four by themselves, which only wait for each other on a busy machine. With no level
// of parallel regions allowed each of them runs in the thread that meets it.
void use_one_thread() {
  static std::once_flag once;
  std::call_once(once, [] {
    using set_levels = void (*)(int);
    auto function = reinterpret_cast<set_levels>(dlsym(RTLD_DEFAULT, "omp_set_max_active_levels"));
    if (function) function(0);
  });
}

double processor_seconds() {
  timespec time = {};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

struct Budget {
  double end;
  bool is_over = false;
};

bool is_over(void *context, int) {
  auto budget = static_cast<Budget *>(context);
  if (processor_seconds() > budget->end) budget->is_over = true;
  return budget->is_over;
}

void collect(tesseract::ResultIterator *found, std::vector<tickmark_ocr_page::word> &words) {
  using namespace tesseract;
  int block = -1, line = -1;
  do {
    if (found->IsAtBeginningOf(RIL_BLOCK)) block += 1;
    if (found->IsAtBeginningOf(RIL_TEXTLINE)) line += 1;
    if (found->Empty(RIL_WORD)) continue;
    std::unique_ptr<char[]> text(found->GetUTF8Text(RIL_WORD));
    tickmark_ocr_page::word word = {};
    if (!text || !found->BoundingBox(RIL_WORD, &word.x0, &word.y0, &word.x1, &word.y1)) continue;
    word.text = text.get();
    word.confidence = found->Confidence(RIL_WORD);
    word.block = block < 0 ? 0 : block;
    word.line = line < 0 ? 0 : line;
    words.push_back(std::move(word));
  } while (found->Next(RIL_WORD));
}

}  // namespace

bool tickmark_ocr_has(const char *language) {
  try {
    return access((model_folder() + language + ".traineddata").c_str(), R_OK) == 0;
  } catch (...) {
    return false;
  }
}

tickmark_ocr *tickmark_ocr_open(const char *languages) {
  setMsgSeverity(L_SEVERITY_NONE);
  use_one_thread();
  try {
    auto ocr = std::make_unique<tickmark_ocr>();
    const std::string folder = model_folder();
    if (ocr->api.Init(folder.c_str(), languages, tesseract::OEM_LSTM_ONLY) != 0) return nullptr;
    return ocr.release();
  } catch (...) {
    return nullptr;
  }
}

void tickmark_ocr_close(tickmark_ocr *ocr) { delete ocr; }

tickmark_ocr_page *tickmark_ocr_read(
    tickmark_ocr *ocr, tickmark_picture *picture, int layout, bool has_white_writing,
    double *seconds, bool *is_cut) {
  const double start = processor_seconds();
  *is_cut = false;
  std::unique_ptr<tickmark_ocr_page> page;
  try {
    page = std::make_unique<tickmark_ocr_page>();
    ocr->api.SetPageSegMode(static_cast<tesseract::PageSegMode>(layout));
    ocr->api.SetImage(picture);
    ocr->api.SetSourceResolution(dots_per_inch);
    // 0.7 is Tesseract's own threshold; at 0 no line is poor enough.
    ocr->api.SetVariable("invert_threshold", has_white_writing ? "0.7" : "0");
    Budget budget = {start + *seconds};
    tesseract::ETEXT_DESC monitor;
    monitor.cancel = is_over;
    monitor.cancel_this = &budget;
    const bool failed = ocr->api.Recognize(&monitor) != 0;
    *is_cut = budget.is_over;
    if (failed && !budget.is_over) {
      page.reset();
    } else {
      std::unique_ptr<tesseract::ResultIterator> found(ocr->api.GetIterator());
      if (found) collect(found.get(), page->words);
    }
    ocr->api.Clear();
  } catch (...) {
    page.reset();
  }
  *seconds -= processor_seconds() - start;
  return page.release();
}

void tickmark_ocr_page_free(tickmark_ocr_page *page) { delete page; }

size_t tickmark_ocr_word_count(const tickmark_ocr_page *page) { return page->words.size(); }

tickmark_ocr_word tickmark_ocr_word_at(const tickmark_ocr_page *page, size_t index) {
  const auto &word = page->words[index];
  return {word.x0,         word.y0,    word.x1,   word.y1, word.text.data(), word.text.size(),
          word.confidence, word.block, word.line};
}

bool tickmark_ocr_orientation(
    tickmark_ocr *ocr, tickmark_picture *picture, int *quarters, double *confidence) {
  *quarters = 0;
  *confidence = 0;
  if (!ocr->knows_orientation) return false;
  try {
    if (!ocr->orientation) {
      auto api = std::make_unique<tesseract::TessBaseAPI>();
      ocr->knows_orientation =
          api->Init(model_folder().c_str(), "osd", tesseract::OEM_TESSERACT_ONLY) == 0;
      if (!ocr->knows_orientation) return false;
      api->SetPageSegMode(tesseract::PSM_OSD_ONLY);
      ocr->orientation = std::move(api);
    }
    ocr->orientation->SetImage(picture);
    ocr->orientation->SetSourceResolution(dots_per_inch);
    int degrees = 0;
    float sure = 0, script_sure = 0;
    const char *script = nullptr;
    const bool found =
        ocr->orientation->DetectOrientationScript(&degrees, &sure, &script, &script_sure);
    ocr->orientation->Clear();
    if (!found) return false;
    // It says by how much the page is turned already.
    *quarters = (4 - degrees / 90) & 3;
    *confidence = sure;
    return true;
  } catch (...) {
    ocr->orientation.reset();
    return false;
  }
}
