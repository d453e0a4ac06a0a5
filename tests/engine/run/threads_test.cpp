#include "engine/run/threads.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>

namespace entente {
namespace {

TEST(Threads, OneForEachProcessorUnlessTold) {
  EXPECT_GE(threads_for(0), 1);
  EXPECT_EQ(threads_for(5), 5);
}

TEST(Threads, AllAreAtWorkAtOnceWhateverTheMachineHas) {
  constexpr int threads = 5;
  std::atomic<int> arrived = 0;
  on_threads(threads, [&] {
    ++arrived;
    while (arrived < threads) {
    }
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
