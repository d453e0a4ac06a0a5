#include "engine/cli/submit_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <optional>
#include <sstream>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/base/number.hpp"
#include "engine/base/suggest.hpp"

namespace entente {

namespace {

namespace fs = std::filesystem;

/// `04:00:00` and `1-12:00:00` in seconds. Slurm's shorter forms are not read: `04:00` would be four minutes.
std::optional<std::uint64_t> seconds_of(std::string_view text) {
  const auto part = [&](char end) -> std::optional<std::uint64_t> {
    const std::size_t at = end == '\0' ? text.size() : text.find(end);
    if (at == std::string_view::npos) return std::nullopt;
    std::string_view digits = text.substr(0, at);
    if (digits.size() == 2 && digits.front() == '0') digits.remove_prefix(1);
    text.remove_prefix(std::min(at + 1, text.size()));
    return parse_unsigned(digits);
  };
  std::optional<std::uint64_t> days = 0;
  if (text.find('-') != std::string_view::npos) days = part('-');
  const auto hours = part(':'), minutes = part(':'), seconds = part('\0');
  constexpr std::uint64_t most = 10'000;
  if (!days || !hours || !minutes || !seconds || *days > most || *hours > most || *minutes > 59 || *seconds > 59)
    return std::nullopt;
  return ((*days * 24 + *hours) * 60 + *minutes) * 60 + *seconds;
}

bool is_size(std::string_view text) {
  if (text.empty() || std::string_view("KMGT").find(text.back()) == std::string_view::npos) return false;
  return parse_unsigned(text.substr(0, text.size() - 1)).value_or(0) > 0;
}

bool is_name(std::string_view text) {
  const auto stays = [](unsigned char c) {
    return std::isalnum(c) != 0 || std::string_view("_.,-").find(static_cast<char>(c)) != std::string_view::npos;
  };
  return std::all_of(text.begin(), text.end(), stays) && text.front() != '-';
}

/// One reading of the words.
class Reader {
 public:
  explicit Reader(const SubmitWords& words) : words_(words) {}

  Jobs read() {
    jobs_.shards = words_.shards;
    jobs_.threads = words_.threads;
    jobs_.rounds = words_.rounds;
    read_engine();
    read_time();
    read_slurm();
    read_program();
    if (!problems_.empty()) throw InputError(std::move(problems_));
    return std::move(jobs_);
  }

 private:
  void report(const char* option, std::string what, std::string advice) {
    problems_.push_back({{option}, std::move(what), std::move(advice)});
  }

  void read_engine() {
    std::vector<std::string> names;
    for (const Engine engine : {Engine::slurm, Engine::snakemake, Engine::parallel}) {
      names.emplace_back(to_string(engine));
      if (names.back() != words_.engine) continue;
      jobs_.engine = engine;
      return;
    }
    const std::string meant = did_you_mean(words_.engine, names);
    report("--engine", fmt::format("'{}' is no engine (must be slurm, snakemake or parallel).", words_.engine),
           meant.empty() ? "For example --engine slurm" : meant);
  }

  void read_time() {
    if (!words_.time.empty()) {
      jobs_.seconds = seconds_of(words_.time).value_or(0);
      if (jobs_.seconds < 60)
        report(
            "--time",
            fmt::format("'{}' is no time limit (must be hours, minutes and seconds, a minute or more).", words_.time),
            "For example --time 04:00:00, or with days --time 1-12:00:00");
      jobs_.grace = std::min(jobs_.grace, jobs_.seconds / 2);
    }
    if (words_.grace == 0) return;
    jobs_.grace = words_.grace;
    if (jobs_.seconds >= 60 && jobs_.grace >= jobs_.seconds)
      report("--grace", fmt::format("'{}' is no less than the time limit of {} s.", words_.grace, jobs_.seconds),
             "Give fewer seconds, so that a shard computes before it is asked to end.");
  }

  void read_slurm() {
    const std::pair<const char*, const std::string&> given[] = {{"--time", words_.time},
                                                                {"--mem", words_.memory},
                                                                {"--partition", words_.partition},
                                                                {"--account", words_.account}};
    for (const auto& [option, text] : given)
      if (jobs_.engine == Engine::parallel && !text.empty())
        report(option, fmt::format("'{}' is asked of Slurm, of which GNU parallel knows nothing.", text),
               "Leave it out, or choose --engine slurm or snakemake.");
    if (!words_.memory.empty() && !is_size(words_.memory))
      report("--mem", fmt::format("'{}' is no size (must be a whole number with K, M, G or T).", words_.memory),
             "For example --mem 4G");
    for (const auto& [option, text] : {given[2], given[3]})
      if (!text.empty() && !is_name(text))
        report(option, fmt::format("'{}' is no name of Slurm's (must be letters, digits and . _ - only).", text),
               std::string_view(option) == "--partition" ? "'sinfo' lists the partitions."
                                                         : "'sacctmgr show associations' lists your accounts.");
    jobs_.memory = words_.memory;
    jobs_.partition = words_.partition;
    jobs_.account = words_.account;
  }

  void read_program() {
    if (words_.program.empty()) {
      jobs_.program = {fs::read_symlink("/proc/self/exe").string()};
      return;
    }
    const auto is_odd = [](unsigned char c) { return std::iscntrl(c) != 0 || c == '\'' || c == '"' || c == '\\'; };
    if (std::any_of(words_.program.begin(), words_.program.end(), is_odd))
      report("--program",
             fmt::format("'{}' holds quotes or the like (must be words with blanks between them).", words_.program),
             "Write what needs them into a script, and name that.");
    if (fs::is_regular_file(words_.program)) {
      jobs_.program = {fs::absolute(words_.program).string()};
      return;
    }
    std::istringstream line(words_.program);
    for (std::string word; line >> word;) jobs_.program.push_back(word);
    if (jobs_.program.empty()) report("--program", "holds no word.", "For example --program /shared/bin/entente");
  }

  const SubmitWords& words_;
  Jobs jobs_;
  std::vector<Problem> problems_;
};

}  // namespace

Jobs read_jobs(const SubmitWords& words) {
  return Reader(words).read();
}

fs::path absolute_folder(const fs::path& folder) {
  fs::path path = fs::absolute(folder).lexically_normal();
  if (!path.has_filename()) path = path.parent_path();  // of `hold.sweep/`
  const std::string text = path.string();
  if (std::any_of(text.begin(), text.end(), [](unsigned char c) { return std::iscntrl(c) != 0; }))
    throw InputError(
        {{"--output"}, fmt::format("'{}' holds a line's end or the like.", text), "Choose another folder."});
  return path;
}

}  // namespace entente
