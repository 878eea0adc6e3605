# SPDX-License-Identifier: MIT
# The library by itself: find_package(LivebeltAsync), Livebelt::Async.
include(CMakePackageConfigHelpers)
include(GNUInstallDirs)
set(package "${CMAKE_INSTALL_LIBDIR}/cmake/LivebeltAsync")

set_target_properties(livebelt_async PROPERTIES EXPORT_NAME Async)
target_compile_features(livebelt_async PUBLIC cxx_std_20)
target_include_directories(livebelt_async PUBLIC "$<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>")

install(TARGETS livebelt_async EXPORT LivebeltAsync ARCHIVE COMPONENT async)
install(DIRECTORY "${CMAKE_CURRENT_LIST_DIR}/" DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}/livebelt/async"
  COMPONENT async FILES_MATCHING PATTERN "*.h")
install(FILES "${CMAKE_CURRENT_LIST_DIR}/LICENSE" DESTINATION "${CMAKE_INSTALL_DOCDIR}/async" COMPONENT async)
install(EXPORT LivebeltAsync NAMESPACE Livebelt:: DESTINATION "${package}" FILE LivebeltAsyncTargets.cmake
  COMPONENT async)
configure_package_config_file("${CMAKE_CURRENT_LIST_DIR}/LivebeltAsyncConfig.cmake.in" LivebeltAsyncConfig.cmake
  INSTALL_DESTINATION "${package}")
write_basic_package_version_file(LivebeltAsyncConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES "${CMAKE_CURRENT_BINARY_DIR}/LivebeltAsyncConfig.cmake"
  "${CMAKE_CURRENT_BINARY_DIR}/LivebeltAsyncConfigVersion.cmake" DESTINATION "${package}" COMPONENT async)
