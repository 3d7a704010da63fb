// The umbrella of the shims: each room has its own header.
#pragma once
#include "intake.h"
#include "pool.h"
