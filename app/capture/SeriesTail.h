// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/lists/FeedGrowth.h"
#include "model/records/SeriesValues.h"

#include <unordered_map>
#include <vector>

namespace livebelt {

/// The series of one feed on their way to the window. It follows the first mostFollowed of them, or those that follow()
/// was called for, and gathers their points; of the others it knows the names, as far as mostNames go.
/// One thread at a time.
class SeriesTail
{
public:
    static constexpr size_t pointsPerSeries = 256;
    static constexpr size_t mostFollowed = 256;
    static constexpr size_t mostNames = 65'536;

    void add(const Record &record, KnownMeanings &meanings);
    /// A lost connection is a gap in every line of the feed.
    void breakLines(qint64 time);
    /// Follows series, and the other one no more. Nothing happens where series is not known.
    void follow(const SeriesName &series, const SeriesName &instead);
    /// Adds what has come since the last call.
    void take(FeedGrowth &growth);
    void clearPoints();

private:
    struct Key
    {
        QByteArrayView subject, field;
    };
    struct Hash
    {
        using is_transparent = void;
        size_t operator()(const Key &key) const { return qHash(key.field, qHash(key.subject, 0)); }
        size_t operator()(const SeriesName &name) const { return (*this)(Key{name.subject, name.field}); }
    };
    struct Equal
    {
        using is_transparent = void;
        bool operator()(const SeriesName &a, const Key &b) const
        {
            return a.subject == b.subject && a.field == b.field;
        }
        bool operator()(const Key &a, const SeriesName &b) const { return (*this)(b, a); }
        bool operator()(const SeriesName &a, const SeriesName &b) const { return a == b; }
    };
    struct Series
    {
        bool isFollowed = false;
        std::vector<SeriesPoint> points;
    };
    using All = std::unordered_map<SeriesName, Series, Hash, Equal>;
    All::value_type *find(const Key &key);

    All m_all;
    std::vector<All::value_type *> m_withPoints;
    std::vector<SeriesPoint> m_breaks; ///< of those lines, too, that have nothing new in this frame
    std::vector<SeriesName> m_unfollowed;
    size_t m_followed = 0;
    bool m_hasMore = false;
};

/// Halves the number of points at least, keeping the least and the greatest of every four neighbours: spikes stay.
std::vector<SeriesPoint> thinned(const std::vector<SeriesPoint> &points);

} // namespace livebelt
