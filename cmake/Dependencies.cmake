# Third-party libraries, all from Debian 12. The list of packages is in the script `dev`.
# Installed beside ententeConfig.cmake too, which reads it for whoever links entente.
find_package(Boost 1.74 REQUIRED) # headers only: Boost.Random
find_package(Eigen3 3.4 REQUIRED NO_MODULE)
find_package(fmt 9 REQUIRED)
find_package(nlohmann_json 3.11 REQUIRED)
find_package(yaml-cpp 0.7 REQUIRED)
find_package(FastFloat 3.9 REQUIRED)
find_package(CLI11 2.1 REQUIRED)
find_package(TBB REQUIRED)
find_package(OpenSSL 3 REQUIRED COMPONENTS Crypto)
find_package(PkgConfig REQUIRED)
pkg_check_modules(libdeflate REQUIRED IMPORTED_TARGET GLOBAL libdeflate)
pkg_check_modules(hdf5 REQUIRED IMPORTED_TARGET GLOBAL hdf5-serial)

# hdf5-serial.pc does not name the dimension scales' library.
if(NOT TARGET entente::hdf5)
  find_library(ENTENTE_HDF5_HL hdf5_hl HINTS ${hdf5_LIBRARY_DIRS} REQUIRED)
  add_library(entente::hdf5 INTERFACE IMPORTED GLOBAL)
  target_link_libraries(entente::hdf5 INTERFACE "${ENTENTE_HDF5_HL}" PkgConfig::hdf5)
endif()

if(NOT TARGET entente::random123)
  find_path(ENTENTE_RANDOM123 Random123/philox.h REQUIRED)
  add_library(entente::random123 INTERFACE IMPORTED GLOBAL)
  target_include_directories(entente::random123 INTERFACE "${ENTENTE_RANDOM123}")
endif()
