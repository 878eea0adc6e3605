// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

namespace livebelt::async {

/// A place in a file, to go on from later, also when the file has another name by then, or is a copy. A value.
struct FileMark
{
    /// How many bytes of the head and before the offset a file is known again by.
    static constexpr qsizetype known = 64;

    quint64 device = 0; ///< of the file, with inode
    quint64 inode = 0;  ///< of the file, with device
    qint64 offset = 0;  ///< in bytes, from the beginning of the file
    QByteArray head;    ///< the first bytes of the file, known of them or as many as are before offset
    QByteArray tail;    ///< the last bytes before offset, likewise
    /// The same place of the same file.
    friend bool operator==(const FileMark &, const FileMark &) = default;
};

} // namespace livebelt::async
