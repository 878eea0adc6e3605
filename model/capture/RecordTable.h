// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <algorithm>

namespace livebelt {

/// How a capture of some version keeps its records, in pieces of SQL. From version 3 on the id of a row is its feed and
/// its seq, so that a feed lies in one piece and needs no index; before that, ids are in the order of arrival.
class RecordTable
{
public:
    static constexpr int seqBits = 40;
    static constexpr quint64 mostSeq = (quint64(1) << seqBits) - 1;
    static constexpr qint64 mostFeeds = qint64(1) << 22;

    explicit RecordTable(int version = 0) : m_version(version) {}
    bool isComposite() const { return m_version >= 3; }
    bool hasLevels() const { return m_version >= 2; }

    static constexpr qint64 idOf(qint64 feed, quint64 seq) { return feed << seqBits | qint64(seq); }
    static constexpr qint64 feedOf(qint64 id) { return id >> seqBits; }
    static constexpr quint64 seqOf(qint64 id) { return quint64(id) & mostSeq; }

    /// seq as a column.
    QByteArray seq() const { return isComposite() ? "id & " + mask() : QByteArray("seq"); }
    QByteArray feed() const { return isComposite() ? "id >> " + QByteArray::number(seqBits) : QByteArray("feed"); }
    /// What orders the records of a feed.
    QByteArray order() const { return isComposite() ? "id" : "seq"; }
    /// A condition: those of a feed with seqs from first to last, each a piece of SQL, seqs no greater than mostSeq.
    QByteArray within(const QByteArray &feed, const QByteArray &first, const QByteArray &last) const
    {
        if (!isComposite())
            return "feed = " + feed + " AND seq BETWEEN " + first + " AND " + last;
        const QByteArray base = "(" + feed + " << " + QByteArray::number(seqBits) + " | ";
        return "id BETWEEN " + base + first + ") AND " + base + last + ")";
    }
    /// The same of all seqs, a hostile one below 1 included where there can be one.
    QByteArray ofFeed(const QByteArray &feed) const
    {
        return isComposite() ? within(feed, "1", mask()) : "feed = " + feed;
    }
    /// The column of the first or the last record of a feed, or NULL.
    QByteArray first(const QByteArray &column, const QByteArray &feed) const { return end(column, feed, ""); }
    QByteArray last(const QByteArray &column, const QByteArray &feed) const { return end(column, feed, " DESC"); }

private:
    static QByteArray mask() { return QByteArray::number(mostSeq); }
    QByteArray end(const QByteArray &column, const QByteArray &feed, const char *direction) const
    {
        return "(SELECT " + column + " FROM records WHERE " + ofFeed(feed) + " ORDER BY " + order() + direction +
               " LIMIT 1)";
    }

    int m_version;
};

} // namespace livebelt
