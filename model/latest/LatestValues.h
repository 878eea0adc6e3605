// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/filter/Filter.h"
#include "model/latest/LatestChange.h"
#include "model/latest/Sparkline.h"

#include <QObject>
#include <deque>
#include <unordered_map>
#include <vector>

namespace livebelt {

/// The last value of each subject of one feed, and what its numbers have been since the first one that came here.
/// Bounded: of subjects beyond mostSubjects only the fact is known. UI thread.
class LatestValues final : public QObject
{
    Q_OBJECT

public:
    static constexpr size_t mostSubjects = 250'000;

    /// One series of a subject.
    struct Value
    {
        QByteArray field; ///< empty: the records' own value, where no field has it
        QByteArray unit;  ///< UCUM, or empty
        NumberSummary numbers;
        Sparkline curve;
        bool isMain = false; ///< the last record's own value
    };
    struct Entry
    {
        Record last; ///< seq is 0 where its capture is another one by now
        quint64 count = 0;
        double interval = 0; ///< seconds between two records, as of late; 0: not known
        quint64 version = 0; ///< grows with each change
        std::vector<Value> values;
        bool passes = true; ///< the filter
        bool isListed = false;

        const QByteArray &subject() const { return last.subject; }
        /// Whether its values need rows of their own.
        bool hasParts() const { return values.size() > 1; }
        /// The one that stands for the subject; null where it has none, or several of which none does.
        const Value *mainValue() const;
        bool isRetained() const; ///< it had been kept by a broker, and is of unknown age
    };

    using QObject::QObject;

    /// What has come, now.
    void take(const LatestChanges &changes);
    /// What had come before all that take() was told.
    void takeEarlier(const LatestChanges &changes);
    /// The capture begins anew: what is here stays, and its records cannot be found any more.
    void startAnew();
    /// Only subjects whose last record passes are listed. feedName as Filter::matches() takes it.
    void setFilter(const Filter &filter, const QByteArray &feedName);

    size_t size() const { return m_entries.size(); }
    bool hasMore() const { return m_hasMore; }
    void setHasMore() { m_hasMore = true; }
    const Entry &entry(quint32 number) const { return m_entries[number]; }
    /// Of a subject; -1 where there is none. It keeps it for ever.
    qint64 find(const QByteArray &subject) const;

    /// The numbers of those that are listed, in the order of their subjects (TopicOrder.h), as of the last settle().
    const std::vector<quint32> &listed() const { return m_listed; }
    /// Those below a subject: first and last + 1 in listed(). The subject itself stands right before them, if it is
    /// listed.
    std::pair<size_t, size_t> below(QByteArrayView subject) const;
    /// Puts what has come and gone into listed(). True where that has changed, or parts have come.
    bool settle();

Q_SIGNALS:
    void changed(); ///< at most once for each call of take() and the like

private:
    Entry *entryFor(const QByteArray &subject);
    void judge(quint32 number);
    static void addNumbers(Entry &entry, const LatestChange &change);

    std::deque<Entry> m_entries;
    std::unordered_map<QByteArray, quint32> m_numbers;
    std::vector<quint32> m_listed;
    std::vector<quint32> m_coming; ///< may pass, and are not listed
    bool m_areGoing = false;       ///< some that are listed pass no more
    bool m_havePartsCome = false;
    bool m_hasMore = false;
    quint64 m_version = 0;
    Filter m_filter;
    QByteArray m_feedName;
};

} // namespace livebelt
