// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/io/Descriptor.h>
#include <livebelt/async/io/FileIdentity.h>
#include <livebelt/async/io/FileMark.h>

#include <QByteArray>
#include <QString>

namespace livebelt::async::detail {

/// One of the files that had a name one after the other, open, and how far it has been read. Every call may block.
class Generation
{
public:
    enum class Read { Piece, End, Truncated, Stale };

    /// Opens the file; code() says why that failed, and is 0 otherwise.
    explicit Generation(const QByteArray &name);

    int code() const { return m_code; }
    int number() const { return m_descriptor.number(); }
    const FileIdentity &identity() const { return m_identity; }
    qint64 offset() const { return m_offset; }

    /// Whether it is no longer than offset; negative: its end.
    bool startAt(qint64 offset);
    /// Whether it is the file that was marked, or a copy: then it goes on there.
    bool startAfter(const FileMark &mark);
    /// The first bytes, as far as they have been read: FileMark::head.
    QByteArray head();
    /// Goes on from where it was left. Truncated: not the file any more that was read, to be read from its start.
    /// Stale: the server does not know it any more. Throws FileError, by the name path.
    Read read(QByteArray &bytes, qint64 maximum, const QString &path);
    bool isEmpty() const;
    qint64 modified() const; ///< when it was last written: microseconds since 1970; 0: not known
    bool hasName() const;    ///< it has not been removed

private:
    qint64 readAt(char *known, qint64 knownSize, char *bytes, qint64 maximum, qint64 from) const;
    void remember(const QByteArray &bytes);
    QByteArray bytesAt(qint64 offset, qint64 size) const;
    qint64 firstData() const;
    qint64 ahead() const;

    Descriptor m_descriptor;
    FileIdentity m_identity;
    int m_code = 0;
    qint64 m_offset = 0;
    QByteArray m_head; ///< FileMark::known bytes, or as many as were read
    QByteArray m_last; ///< the last bytes before m_offset, to know it again by
};

} // namespace livebelt::async::detail
