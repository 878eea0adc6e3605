// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <cstdio>
#include <cstdlib>

// What libFuzzer calls with one input after the other; the name is its own.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size); // NOLINT

namespace livebelt::test {

inline QByteArrayView bytesOf(const unsigned char *data, size_t size)
{
    return QByteArrayView(data, qsizetype(size));
}

/// Stops the program where something does not hold, so that the fuzzer keeps the input.
inline void insist(bool holds, const char *what)
{
    if (holds)
        return;
    std::fprintf(stderr, "this does not hold: %s\n", what);
    std::abort();
}

} // namespace livebelt::test
