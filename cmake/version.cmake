# Run by the build (cmake -P) with source, output, version, compiler and flags: writes version.cpp when something changed.
execute_process(
  COMMAND git describe --always --dirty --abbrev=12 --exclude=*
  WORKING_DIRECTORY "${source}"
  OUTPUT_VARIABLE commit
  OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
if(NOT commit)
  set(commit unknown)
endif()
configure_file("${source}/cmake/version.cpp.in" "${output}" @ONLY)
