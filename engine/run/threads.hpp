#pragma once

#include <functional>

namespace entente {

/// Threads that `requested` (0: one for each processor) stands for.
int threads_for(int requested);

/// Calls `work` on that many threads at once and returns when all calls have; throws what the first of them threw.
void on_threads(int requested, const std::function<void()>& work);

}  // namespace entente
