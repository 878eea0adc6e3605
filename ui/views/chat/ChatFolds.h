// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/lists/RecordModel.h"

#include <QSet>
#include <optional>

namespace livebelt {

/// Which neighbouring rows of a chat stand folded under one line: joins and quits, what a server says of itself, what
/// people say who are ignored. A fold ends where a page of the history does, after 64 records at most, so that nobody
/// has to walk on and on to find its beginning.
class ChatFolds
{
public:
    enum class Kind { None, Presence, Server, Ignored };

    /// Rows from first to last, all of one kind.
    struct Fold
    {
        Kind kind = Kind::None;
        int first = 0;
        int last = 0;
        bool isOpen = false;
        int count() const { return last - first + 1; }
    };

    void setIgnored(const QSet<QByteArray> &names) { m_ignored = names; }
    const QSet<QByteArray> &ignored() const { return m_ignored; }
    /// By the seq of the first record.
    void toggle(quint64 seq);

    Kind kindOf(const Record &record) const;
    /// The fold a row belongs to; nothing where it stands by itself. A single one of presence or of the server is not
    /// folded.
    std::optional<Fold> foldOf(const RecordModel &model, int row) const;
    /// "3 joined, 1 left: alice, bob, carol and 1 more".
    QString words(const RecordModel &model, const Fold &fold) const;

private:
    QSet<QByteArray> m_ignored;
    QSet<quint64> m_open;
};

} // namespace livebelt
