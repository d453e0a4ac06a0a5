#include "engine/cli/result_query.hpp"

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <algorithm>

#include "engine/base/error.hpp"
#include "engine/base/suggest.hpp"
#include "engine/base/version.hpp"
#include "engine/cli/exit_codes.hpp"

namespace entente {

std::size_t row_of(const Labels& labels, const std::string& id, const std::string& what) {
  const auto found = std::find(labels.ids.begin(), labels.ids.end(), id);
  if (found != labels.ids.end()) return static_cast<std::size_t>(found - labels.ids.begin());
  const auto named = std::find_if(labels.names.begin(), labels.names.end(),
                                  [&](const std::string& name) { return edit_distance(name, id) == 0; });
  const std::string meant =
      named == labels.names.end()
          ? did_you_mean(id, labels.ids)
          : "Did you mean '" + labels.ids[static_cast<std::size_t>(named - labels.names.begin())] + "'?";
  throw InputError({{}, "'" + id + "' is no " + what + " of this result.", meant});
}

void check_run(const std::string& file, std::uint64_t run, std::uint64_t runs) {
  if (run >= runs) throw InputError({{file}, fmt::format("holds runs 0 to {}.", runs - 1), "Name one of them."});
}

void tell_difference(Shell& shell, const std::string& file, const std::string& difference) {
  fmt::print(shell.out, "Different: {}\n", difference);
  fmt::print(shell.err, "This is entente {} ({}); `entente inspect {} --provenance` says what computed the file.\n",
             version(), commit(), file);
  shell.exit_code = exit_code::different;
}

}  // namespace entente
