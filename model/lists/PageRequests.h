// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QString>
#include <deque>
#include <optional>

namespace livebelt {

/// Which pages are wanted, under way or could not be had. What was asked for last comes first; what nobody has repeated
/// for long is forgotten. A value, not thread safe.
class PageRequests
{
public:
    static constexpr qsizetype atOnce = 2;
    static constexpr size_t mostWaiting = 64;
    static constexpr qsizetype mostFailures = 64;

    /// Nothing happens where it is under way or has failed.
    void want(quint64 first);
    /// What to ask for now, if anything; tell begun() then.
    std::optional<quint64> next();
    void begun(quint64 first, int count) { m_underWay.insert(first, count); }
    /// How many records were asked for; 0 where nothing was under way.
    int finished(quint64 first) { return m_underWay.take(first); }
    void failed(quint64 first, const QString &sentence);
    /// Why the page could not be had; empty where that is not so.
    QString failure(quint64 first) const { return m_failures.value(first); }
    /// Failed pages may be asked for again.
    void forgetFailures() { m_failures.clear(); }
    bool hasFailures() const { return !m_failures.isEmpty(); }
    bool isUnderWay(quint64 first) const { return m_underWay.contains(first); }

private:
    std::deque<quint64> m_waiting; ///< the latest at the front
    QHash<quint64, int> m_underWay;
    QHash<quint64, QString> m_failures;
};

} // namespace livebelt
