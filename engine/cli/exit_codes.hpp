#pragma once

/// What the program's exit codes mean.
namespace entente::exit_code {

inline constexpr int done = 0;
inline constexpr int bug = 1;        ///< of the program's own
inline constexpr int different = 1;  ///< replay, diff: what was compared is not the same
inline constexpr int bad_input = 2;
inline constexpr int disk = 3;
inline constexpr int time_limit = 75;  ///< of a scheduler: continue me
inline constexpr int interrupted = 130;

}  // namespace entente::exit_code
