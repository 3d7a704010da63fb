#pragma once
// Tesseract's interface is C++: CTesseract includes it and shows a C one. This target only finds the library.
