// SPDX-License-Identifier: MIT
#pragma once

#include "tests/async/Support.h"

#include <QDir>
#include <QFile>
#include <QSemaphore>
#include <QTemporaryDir>
#include <malloc.h>

namespace livebelt::test {

using namespace Qt::StringLiterals;

inline void put(const QString &path, const QByteArray &bytes, QIODevice::OpenMode mode = QIODevice::WriteOnly)
{
    QFile file(path);
    if (!file.open(mode) || file.write(bytes) != bytes.size())
        qFatal("%s cannot be written", qPrintable(path));
}

inline void append(const QString &path, const QByteArray &bytes)
{
    put(path, bytes, QIODevice::WriteOnly | QIODevice::Append);
}

inline QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(nothing)");
}

/// The descriptors that are open in this process.
inline qsizetype openDescriptors()
{
    return QDir(u"/proc/self/fd"_s).entryList(QDir::NoDotAndDotDot | QDir::AllEntries | QDir::System).size();
}

/// What is allocated in this process. (What is resident is no measure under a sanitizer, which keeps what is freed.)
inline qint64 heapMegabytes()
{
    const auto info = ::mallinfo2();
    return qint64(info.uordblks + info.hblkhd) / 1'000'000;
}

inline Task<void> joinPieces(AsyncIterator<QByteArray> pieces, QByteArray *to)
{
    while (auto piece = co_await pieces.next())
        to->append(*piece);
}

/// Something that a file or program reports as failed: its words.
template<typename Error>
QString failureOf(Task<void> task)
{
    try {
        run(std::move(task));
    } catch (const Error &error) {
        return error.text();
    }
    return u"no error"_s;
}

} // namespace livebelt::test
