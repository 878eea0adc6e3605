// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QSet>
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
    void begun(quint64 first) { m_underWay.insert(first); }
    void finished(quint64 first) { m_underWay.remove(first); }
    void failed(quint64 first, const QString &sentence);
    /// Why the page could not be had; empty where that is not so.
    QString failure(quint64 first) const { return m_failures.value(first); }
    /// Failed pages may be asked for again.
    void forgetFailures() { m_failures.clear(); }
    bool hasFailures() const { return !m_failures.isEmpty(); }

private:
    std::deque<quint64> m_waiting; ///< the latest at the front
    QSet<quint64> m_underWay;
    QHash<quint64, QString> m_failures;
};

} // namespace livebelt
