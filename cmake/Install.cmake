# cmake --install, and find_package(entente) afterwards.
include(CMakePackageConfigHelpers)
set(package_folder "${CMAKE_INSTALL_LIBDIR}/cmake/entente")

install(DIRECTORY engine models DESTINATION include FILES_MATCHING PATTERN "*.hpp")
install(DIRECTORY scenarios DESTINATION ${CMAKE_INSTALL_DATADIR}/entente FILES_MATCHING PATTERN "*.yaml")
# The Python package; the script of the report's page, if it is built, goes with it.
install(DIRECTORY analysis/entente DESTINATION ${CMAKE_INSTALL_DATADIR}/entente/python
        FILES_MATCHING PATTERN "*.py" PATTERN "report.css" PATTERN "dist/report.js"
        PATTERN "__pycache__" EXCLUDE PATTERN "node_modules" EXCLUDE PATTERN "src" EXCLUDE)
install(FILES "${PROJECT_BINARY_DIR}/libentente_libm.a" DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(EXPORT ententeTargets NAMESPACE entente:: DESTINATION ${package_folder})
install(FILES cmake/Dependencies.cmake cmake/MuslMath.cmake DESTINATION ${package_folder})

configure_package_config_file(
  cmake/ententeConfig.cmake.in "${PROJECT_BINARY_DIR}/ententeConfig.cmake"
  INSTALL_DESTINATION ${package_folder} PATH_VARS CMAKE_INSTALL_LIBDIR)
write_basic_package_version_file("${PROJECT_BINARY_DIR}/ententeConfigVersion.cmake" COMPATIBILITY SameMinorVersion)
install(FILES "${PROJECT_BINARY_DIR}/ententeConfig.cmake" "${PROJECT_BINARY_DIR}/ententeConfigVersion.cmake"
        DESTINATION ${package_folder})
