#pragma once
// Poppler's interface is C++: CPoppler includes it and shows a C one. This target only finds the library.
