# entente_layer(NAME FOLDERS… [LINKS target…] [DOORS target…])
#
# A layer is one static library, made of every .cpp in its folders; LINKS are the layers below it, DOORS the third-party
# libraries that it alone may include. A folder with headers only makes an interface library.
function(entente_layer name)
  cmake_parse_arguments(arg "" "" "FOLDERS;SOURCES;LINKS;DOORS" ${ARGN})
  set(sources ${arg_SOURCES})
  foreach(folder IN LISTS arg_FOLDERS)
    file(GLOB found CONFIGURE_DEPENDS "${folder}/*.cpp")
    list(APPEND sources ${found})
  endforeach()
  list(REMOVE_ITEM sources "${PROJECT_SOURCE_DIR}/models/entente.cpp")

  set(target entente_${name})
  if(sources)
    add_library(${target} STATIC ${sources})
    target_include_directories(${target} PUBLIC "$<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}>" "$<INSTALL_INTERFACE:include>")
    target_link_libraries(${target} PUBLIC entente_options ${arg_LINKS} PRIVATE ${arg_DOORS} "$<BUILD_INTERFACE:entente_warnings>")
    target_compile_options(${target} PRIVATE -fno-semantic-interposition) # else -fPIC keeps functions from being inlined
  else()
    add_library(${target} INTERFACE)
    target_include_directories(${target} INTERFACE "$<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}>" "$<INSTALL_INTERFACE:include>")
    target_link_libraries(${target} INTERFACE entente_options ${arg_LINKS})
  endif()
  set_target_properties(${target} PROPERTIES EXPORT_NAME ${name} POSITION_INDEPENDENT_CODE ON)
  add_library(entente::${name} ALIAS ${target})
  install(TARGETS ${target} EXPORT ententeTargets ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
endfunction()
