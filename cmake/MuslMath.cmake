# One mathematical library for every build: target entente::libm.
#
# glibc picks exp, log, pow … by the processor it finds (with or without FMA), so one program gives different bits on
# two machines. musl's are plain C with one answer (MIT licence, Debian's musl-dev). Their objects are bound into one
# archive under the names __wrap_exp …, and the linker's --wrap sends our calls there. The compiler's own knowledge of
# these functions is switched off, because constants folded at compile time would come from yet another library.
# sqrt, fabs, floor, fma and the like are exact everywhere and stay as they are.

set(ENTENTE_LIBM_FUNCTIONS
    exp exp2 exp10 expm1 log log2 log10 log1p pow sin cos sincos tan asin acos atan atan2 sinh cosh tanh asinh acosh
    atanh tgamma lgamma lgamma_r erf erfc cbrt hypot)

# Writes the archive once into the build folder.
function(entente_build_libm archive)
  if(EXISTS "${archive}")
    return()
  endif()
  find_file(ENTENTE_MUSL_LIBC libc.a PATHS /usr/lib/x86_64-linux-musl NO_DEFAULT_PATH)
  find_program(ENTENTE_LD_BFD ld.bfd)
  find_program(ENTENTE_OBJCOPY NAMES objcopy)
  foreach(tool ENTENTE_MUSL_LIBC ENTENTE_LD_BFD ENTENTE_OBJCOPY CMAKE_AR)
    if(NOT ${tool})
      message(FATAL_ERROR "${tool} was not found. Install the Debian packages musl-dev and binutils.")
    endif()
  endforeach()

  set(work "${archive}.work")
  file(MAKE_DIRECTORY "${work}")
  file(COPY_FILE "${ENTENTE_MUSL_LIBC}" "${work}/libc.a")
  list(JOIN ENTENTE_LIBM_FUNCTIONS "\n" names)
  file(WRITE "${work}/names" "${names}\n")
  list(TRANSFORM ENTENTE_LIBM_FUNCTIONS REPLACE "(.+)" "\\1 __wrap_\\1" OUTPUT_VARIABLE renames)
  list(JOIN renames "\n" renames)
  file(WRITE "${work}/renames" "${renames}\n")
  list(TRANSFORM ENTENTE_LIBM_FUNCTIONS PREPEND "-u;" OUTPUT_VARIABLE wanted)

  execute_process(COMMAND ${CMAKE_AR} d libc.a __stack_chk_fail.lo WORKING_DIRECTORY "${work}" COMMAND_ERROR_IS_FATAL ANY)
  execute_process(COMMAND ${ENTENTE_LD_BFD} -r ${wanted} libc.a -o all.o WORKING_DIRECTORY "${work}" COMMAND_ERROR_IS_FATAL ANY)
  execute_process(COMMAND ${ENTENTE_OBJCOPY} --keep-global-symbols=names all.o WORKING_DIRECTORY "${work}" COMMAND_ERROR_IS_FATAL ANY)
  execute_process(COMMAND ${ENTENTE_OBJCOPY} --redefine-syms=renames all.o WORKING_DIRECTORY "${work}" COMMAND_ERROR_IS_FATAL ANY)
  execute_process(COMMAND ${CMAKE_AR} rcsD libm.a all.o WORKING_DIRECTORY "${work}" COMMAND_ERROR_IS_FATAL ANY)
  file(RENAME "${work}/libm.a" "${archive}")
  file(REMOVE_RECURSE "${work}")
endfunction()

# Makes the target; whatever links it compiles and links against this archive and no other library's functions.
function(entente_add_libm archive)
  if(TARGET entente::libm)
    return()
  endif()
  list(TRANSFORM ENTENTE_LIBM_FUNCTIONS PREPEND "-fno-builtin-" OUTPUT_VARIABLE no_builtins)
  list(TRANSFORM ENTENTE_LIBM_FUNCTIONS PREPEND "LINKER:--wrap=" OUTPUT_VARIABLE wraps)
  add_library(entente::libm STATIC IMPORTED GLOBAL)
  set_target_properties(
    entente::libm
    PROPERTIES IMPORTED_LOCATION "${archive}"
               INTERFACE_COMPILE_OPTIONS "${no_builtins}"
               INTERFACE_LINK_OPTIONS "${wraps};LINKER:-u,__wrap_exp")
endfunction()
