#pragma once

#include <cstdio>
#include <cstdlib>

/// EXPECT(condition): what a function requires of its caller. ENSURE(condition): what it promises.
/// Programmer contracts, checked in debug builds only; the checks of users' input are always on and throw InputError.
#ifdef NDEBUG
#define ENTENTE_CONTRACT(kind, condition) static_cast<void>(0)
#else
#define ENTENTE_CONTRACT(kind, condition) \
  ((condition) ? static_cast<void>(0)     \
               : (std::fprintf(stderr, "%s:%d: %s(%s) broken\n", __FILE__, __LINE__, kind, #condition), std::abort()))
#endif

#define EXPECT(condition) ENTENTE_CONTRACT("EXPECT", condition)
#define ENSURE(condition) ENTENTE_CONTRACT("ENSURE", condition)
