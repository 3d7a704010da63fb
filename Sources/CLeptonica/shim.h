#pragma once
// Leptonica fills its headers with macros and short names: CTesseract includes them and shows what is used. This target only finds the library.
