# SPDX-License-Identifier: MIT
# For find_package(LivebeltAsync): Livebelt::Async.
include(CMakePackageConfigHelpers)
include(GNUInstallDirs)
set(package "${CMAKE_INSTALL_LIBDIR}/cmake/LivebeltAsync")

set_target_properties(livebelt_async PROPERTIES EXPORT_NAME Async)
target_include_directories(livebelt_async PUBLIC "$<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>")

set(left_out PATTERN async.h EXCLUDE PATTERN examples EXCLUDE)
if(NOT LIVEBELT_ASYNC_LINUX)
  foreach(header ${linux_headers})
    list(APPEND left_out PATTERN "${header}" EXCLUDE)
  endforeach()
endif()
install(TARGETS livebelt_async EXPORT LivebeltAsync ARCHIVE COMPONENT async)
install(FILES async.h DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}/livebelt" COMPONENT async)
install(DIRECTORY "${CMAKE_CURRENT_LIST_DIR}/" DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}/livebelt/async"
  COMPONENT async FILES_MATCHING PATTERN "*.h" ${left_out})
install(FILES LICENSE DESTINATION "${CMAKE_INSTALL_DOCDIR}/async" COMPONENT async)
install(EXPORT LivebeltAsync NAMESPACE Livebelt:: DESTINATION "${package}" FILE LivebeltAsyncTargets.cmake
  COMPONENT async)
configure_package_config_file(LivebeltAsyncConfig.cmake.in LivebeltAsyncConfig.cmake INSTALL_DESTINATION "${package}")
write_basic_package_version_file(LivebeltAsyncConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES "${CMAKE_CURRENT_BINARY_DIR}/LivebeltAsyncConfig.cmake"
  "${CMAKE_CURRENT_BINARY_DIR}/LivebeltAsyncConfigVersion.cmake" DESTINATION "${package}" COMPONENT async)
