// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/io/Descriptor.h>
#include <livebelt/async/io/FileError.h>

#include <QByteArray>
#include <optional>

namespace livebelt::async::detail {

/// An open file as the system gives it: every call may block, so it is for a helper thread. Throws FileError.
class OpenFile
{
public:
    explicit OpenFile(QString path) : m_path(std::move(path)) {}

    /// flags: of open(2). True: a regular file, which is always ready; else a FIFO or the like, which never blocks, and
    /// has to be waited for.
    bool open(int flags);
    /// Opens a FIFO anew, for its next writer; nothing that is in it is lost. False: it is none, or has no name.
    bool reopen();
    void seek(qint64 offset);
    /// The next piece; an empty one at the end; nothing: not ready.
    std::optional<QByteArray> read(qint64 maximum);
    /// How many of bytes were written; nothing: not ready.
    std::optional<qint64> write(const QByteArray &bytes, qint64 from);

    int number() const { return m_descriptor.number(); }

private:
    QString m_path;
    Descriptor m_descriptor;
};

} // namespace livebelt::async::detail
