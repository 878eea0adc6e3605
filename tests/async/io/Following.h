// SPDX-License-Identifier: MIT
#pragma once

#include "tests/async/io/FileSupport.h"
#include <livebelt/async/io/Follow.h>

namespace livebelt::test {

/// A file in a directory of its own, one who follows it, and what he has seen.
class Following
{
public:
    explicit Following(FollowOptions options = FollowOptions()) : m_options(options) {}

    void start()
    {
        m_scope.onFailure([this](std::exception_ptr error) {
            try {
                std::rethrow_exception(error);
            } catch (const FileError &e) {
                failure = e.text();
            }
        });
        m_scope.spawn(note(follow(path(), m_options), this));
    }
    void stop() { m_scope.cancel(); }

    QString path(const QString &name = u"app.log"_s) const { return m_directory.filePath(name); }
    void rename(const QString &from, const QString &to) const
    {
        if (::rename(qPrintable(path(from)), qPrintable(path(to))) != 0)
            qFatal("%s cannot be renamed", qPrintable(path(from)));
    }
    /// Waits until that is all that has been seen: a change as "[Rotated]" before its bytes.
    bool sees(const QByteArray &expected)
    {
        runUntil([&] { return seen.size() >= expected.size() || !failure.isEmpty(); });
        if (seen != expected)
            qWarning("seen %s, not %s %s", seen.constData(), expected.constData(), qPrintable(failure));
        return seen == expected;
    }

    QByteArray seen;
    qint64 offset = 0; ///< after the last piece
    bool areOffsetsRight = true;
    QString failure;
    QString problem; ///< why it is unreadable, the last time

private:
    static Task<void> note(AsyncIterator<FileChunk> pieces, Following *self)
    {
        while (auto piece = co_await pieces.next()) {
            if (piece->bytes.isEmpty())
                self->problem = piece->problem;
            const bool goesOn = piece->before == FileChange::None;
            self->areOffsetsRight =
                self->areOffsetsRight &&
                (piece->bytes.isEmpty() ||
                 (goesOn ? self->seen.isEmpty() || piece->offset == self->offset : piece->offset == 0));
            if (!piece->bytes.isEmpty())
                self->offset = piece->offset + piece->bytes.size();
            static constexpr const char *names[] = {
                "", "[Appeared]", "[Rotated]", "[Replaced]", "[Truncated]", "[Missing]", "[Unreadable]", "[Regained]"};
            self->seen += names[int(piece->before)] + piece->bytes;
        }
    }

    QTemporaryDir m_directory;
    FollowOptions m_options;
    Scope m_scope;
};

} // namespace livebelt::test
