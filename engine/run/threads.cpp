#include "engine/run/threads.hpp"

#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/info.h>
#include <oneapi/tbb/task_arena.h>
#include <oneapi/tbb/task_group.h>

namespace entente {

namespace tbb = oneapi::tbb;

int threads_for(int requested) {
  return requested > 0 ? requested : tbb::info::default_concurrency();
}

void on_threads(int requested, const std::function<void()>& work) {
  const int threads = threads_for(requested);
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(threads));
  tbb::task_arena arena(threads);
  arena.execute([&] {
    tbb::task_group group;
    for (int n = 0; n < threads; ++n) group.run(work);
    group.wait();
  });
}

}  // namespace entente
