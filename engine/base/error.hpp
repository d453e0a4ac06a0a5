#pragma once

#include <exception>
#include <stdexcept>
#include <string>
#include <vector>

namespace entente {

/// Where a value stands in an input. Lines and columns count from 1; 0 means that none is known.
struct Location {
  std::string file;
  int line = 0;
  int column = 0;
};

/// `file:line:column`, as far as it is known.
std::string to_string(const Location& where);

/// One thing that is wrong in an input: where, what is wrong with the value as typed and what is required, and what to
/// do.
struct Problem {
  Location where;
  std::string what;
  std::string advice;
};

/// `file:line:column: what advice`, on one line.
std::string to_string(const Problem& problem);

/// The user's input cannot be used; holds every problem that was found. Exit code 2.
class InputError : public std::exception {
 public:
  explicit InputError(std::vector<Problem> problems);
  explicit InputError(Problem problem);

  const std::vector<Problem>& problems() const { return problems_; }
  /// All problems, one a line.
  const char* what() const noexcept override { return text_.c_str(); }

 private:
  std::vector<Problem> problems_;
  std::string text_;
};

/// A file could not be written or read back: full disk, read-only folder, damaged file. Exit code 3.
class DiskError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// A computation left the real numbers or a mechanism broke its promise; says which column of which row. Exit code 1.
class ModelError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace entente
