#include "engine/run/threads.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <stdexcept>
#include <thread>

namespace entente {
namespace {

TEST(Threads, OneForEachProcessorUnlessTold) {
  EXPECT_GE(threads_for(0), 1);
  EXPECT_EQ(threads_for(5), 5);
}

TEST(Threads, AllAreAtWorkAtOnceWhateverTheMachineHas) {
  constexpr int threads = 5;
  std::atomic<int> arrived = 0;
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  on_threads(threads, [&] {
    ++arrived;
    while (arrived < threads && std::chrono::steady_clock::now() < until) std::this_thread::yield();
    EXPECT_EQ(arrived, threads);
  });
  EXPECT_EQ(arrived, threads);
}

TEST(Threads, WhatOneThrowsComesThrough) {
  std::atomic<int> calls = 0;
  EXPECT_THROW(on_threads(3,
                          [&] {
                            if (++calls == 2) throw std::runtime_error("two");
                          }),
               std::runtime_error);
}

}  // namespace
}  // namespace entente
