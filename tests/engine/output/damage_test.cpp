// What a disk, a person or a killed process can do to a file.

#include <gmock/gmock.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <thread>

#include "engine/base/error.hpp"
#include "engine/output/compare.hpp"
#include "engine/output/digest.hpp"
#include "engine/output/result_reader.hpp"
#include "engine/output/result_writer.hpp"
#include "tests/engine/output/sample.hpp"

namespace entente {
namespace {

using testing::HasSubstr;
using testing::MatchesRegex;

void write(const std::filesystem::path& path, const RecordLayout& layout, std::uint64_t runs) {
  ResultWriter writer(path, layout, runs, sample::provenance());
  for (std::uint64_t n = 0; n < runs; ++n) writer.append(sample::run(layout, n));
  writer.finish();
}

RecordLayout large() {
  return sample::layout({.times = 100, .states = 50});
}

// The text of the error of a kind that a call ends in.
template <class Error>
std::string error_of(const std::function<void()>& call) {
  try {
    call();
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

void read_everything(const std::filesystem::path& path) {
  const ResultReader reader(path);
  for (std::uint64_t n = 0; n < reader.runs(); ++n) reader.read_run(n);
  reader.provenance();
}

// Runs a call in a process of its own; what it returns is the exit code.
int in_child(const std::function<int()>& call) {
  const pid_t child = fork();
  if (child == 0) _exit(call());
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

int tries_to_write(const std::filesystem::path& path, const std::string& expected) {
  const RecordLayout layout = large();
  const std::string error = error_of<DiskError>([&] { write(path, layout, 60); });
  if (error.find(expected) == std::string::npos) std::fprintf(stderr, "the error is '%s'\n", error.c_str());
  return error.find(expected) == std::string::npos ? 1 : 3;
}

TEST(Damage, AFullDiskIsToldAndTheOlderFileSurvives) {
  const sample::Folder folder;
  write(folder / "a.h5", sample::layout(), 1);
  const std::string before = sample::content(folder / "a.h5");
  const int code = in_child([&] {
    const rlimit limit{300'000, 300'000};
    setrlimit(RLIMIT_FSIZE, &limit);
    signal(SIGXFSZ, SIG_IGN);
    return tries_to_write(folder / "a.h5", "File too large.");
  });
  EXPECT_EQ(code, 3);
  EXPECT_EQ(sample::content(folder / "a.h5"), before);
  EXPECT_EQ(folder.files(), 1U);
}

TEST(Damage, AFullFileSystemIsToldAndTheOlderFileSurvives) {
  const sample::Folder folder;
  if (mount("none", folder.path().c_str(), "tmpfs", 0, "size=1m") != 0) GTEST_SKIP() << "needs root";
  write(folder / "a.h5", sample::layout(), 1);
  const std::string before = sample::content(folder / "a.h5");
  const int code = in_child([&] { return tries_to_write(folder / "a.h5", "No space left on device."); });
  const std::string after = sample::content(folder / "a.h5");
  const std::size_t files = folder.files();
  umount(folder.path().c_str());
  EXPECT_EQ(code, 3);
  EXPECT_EQ(after, before);
  EXPECT_EQ(files, 1U);
}

TEST(Damage, AFolderThatCannotBeWrittenIsToldBeforeAnythingIsComputed) {
  const sample::Folder folder;
  std::filesystem::permissions(folder.path(), std::filesystem::perms::owner_read | std::filesystem::perms::owner_exec);
  const int code = in_child([&] {
    if (getuid() == 0 && setuid(65534) != 0) return 4;
    const std::string error =
        error_of<DiskError>([&] { ResultWriter(folder / "a.h5", sample::layout(), 1, sample::provenance()); });
    return error.find("Permission denied") == std::string::npos ? 1 : 3;
  });
  EXPECT_EQ(code, 3);
}

TEST(Damage, AKilledWriterLeavesTheOlderFileAndNothingHalfUnderTheName) {
  const sample::Folder folder;
  write(folder / "a.h5", sample::layout(), 1);
  const std::string older = content_digest(folder / "a.h5");
  write(folder / "b.h5", large(), 40);
  const std::string newer = content_digest(folder / "b.h5");
  int replaced = 0;
  for (unsigned k = 0; k < 20; ++k) {
    const pid_t child = fork();
    if (child == 0) {
      write(folder / "a.h5", large(), 40);
      _exit(0);
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(mix(k) % 400));
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    const std::string now = content_digest(folder / "a.h5");
    EXPECT_TRUE(now == older || now == newer);
    EXPECT_NO_THROW(read_everything(folder / "a.h5"));
    if (now == newer) {
      ++replaced;
      write(folder / "a.h5", sample::layout(), 1);
    }
  }
  for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
    const std::string name = entry.path().filename().string();
    EXPECT_THAT(name, MatchesRegex("[ab]\\.h5|\\.a\\.h5\\.[0-9]+-[0-9a-f]+\\.tmp"));
  }
  RecordProperty("replaced", replaced);
}

TEST(Damage, ATruncatedFileIsNoticed) {
  const sample::Folder folder;
  write(folder / "a.h5", sample::layout(), 3);
  const std::string whole = sample::content(folder / "a.h5");
  for (const std::size_t size : {whole.size() - 1, whole.size() / 2, std::size_t{4000}, std::size_t{100}}) {
    std::ofstream(folder / "b.h5", std::ios::binary) << whole.substr(0, size);
    EXPECT_THAT(error_of<DiskError>([&] { read_everything(folder / "b.h5"); }), HasSubstr("b.h5: cannot read the file"))
        << size;
  }
}

TEST(Damage, WhatIsNoResultIsRefused) {
  const sample::Folder folder;
  const auto error = [&](const std::string& name) {
    return error_of<InputError>([&] { ResultReader reader(folder / name); });
  };
  std::ofstream(folder / "empty.h5").flush();
  std::ofstream(folder / "text.h5") << "entente: 1\n";
  EXPECT_THAT(error("empty.h5"), HasSubstr("empty.h5: is not an HDF5 file"));
  EXPECT_THAT(error("text.h5"), HasSubstr("text.h5: is not an HDF5 file"));
  EXPECT_THAT(error("none.h5"), HasSubstr("none.h5: there is no such file."));
  EXPECT_THAT(error(""), HasSubstr("is a folder."));
}

// Every dataset of numbers has checksums: a flipped bit in any of their chunks is noticed when it is read.
TEST(Damage, AFlippedBitInTheDataIsNoticed) {
  const sample::Folder folder;
  const RecordLayout layout = large();
  write(folder / "a.h5", layout, 16);
  const std::string whole = sample::content(folder / "a.h5");
  const std::string digest = content_digest(folder / "a.h5");
  int silent = 0;
  constexpr int trials = 40;
  for (unsigned k = 0; k < trials; ++k) {
    std::string flipped = whole;
    const std::size_t place = whole.size() / 4 + mix(k) % (whole.size() / 2);  // the chunks of the series
    flipped[place] = static_cast<char>(flipped[place] ^ (1 << (k % 8)));
    std::ofstream(folder / "b.h5", std::ios::binary) << flipped;
    try {
      if (content_digest(folder / "b.h5") != digest) ++silent;
    } catch (const std::exception&) {
    }
  }
  EXPECT_EQ(silent, 0);
}

}  // namespace
}  // namespace entente
