# entente_options: what every file that sees our headers must be compiled with, for the same bits everywhere.
# entente_warnings: for our own files only.
add_library(entente_options INTERFACE)
target_compile_features(entente_options INTERFACE cxx_std_20)
target_compile_options(entente_options INTERFACE -ffp-contract=off -U__FP_FAST_FMA)
target_compile_definitions(entente_options INTERFACE EIGEN_DONT_VECTORIZE EIGEN_MPL2_ONLY)
target_link_libraries(entente_options INTERFACE entente::libm)
set_target_properties(entente_options PROPERTIES EXPORT_NAME options)
install(TARGETS entente_options EXPORT ententeTargets)

add_library(entente_warnings INTERFACE)
target_compile_options(entente_warnings INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wno-sign-conversion -Wshadow)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # False alarms of g++ 12 on std::string (its bug 105651) and std::optional; clang-tidy looks for the same.
  target_compile_options(entente_warnings INTERFACE -Wno-restrict -Wno-maybe-uninitialized)
endif()
if(ENTENTE_WERROR)
  target_compile_options(entente_warnings INTERFACE -Werror)
endif()

if(ENTENTE_COVERAGE)
  add_compile_options(--coverage -fprofile-update=atomic)
  add_link_options(--coverage)
endif()
if(ENTENTE_SANITIZE)
  add_compile_options(-fsanitize=${ENTENTE_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${ENTENTE_SANITIZE})
endif()

find_program(ENTENTE_CCACHE ccache)
if(ENTENTE_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${ENTENTE_CCACHE}")
endif()
