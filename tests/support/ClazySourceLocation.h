// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The clazy of Debian 12 is made from clang 14, which does not know std::source_location. Only `./dev lint` includes
// this, before everything else.
#if __clang_major__ < 15
namespace std {
struct source_location
{
    static constexpr source_location current() noexcept { return {}; }
    constexpr const char *file_name() const noexcept { return ""; }
    constexpr const char *function_name() const noexcept { return ""; }
    constexpr unsigned line() const noexcept { return 0; }
    constexpr unsigned column() const noexcept { return 0; }
};
} // namespace std
#endif
