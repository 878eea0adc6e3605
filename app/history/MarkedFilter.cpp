// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/history/MarkedFilter.h"

#include "model/capture/MarkFile.h"

namespace livebelt {

Result<Filter> withMarksOf(const FeedInfo &feed, const QString &capture, const Filter &filter)
{
    if (!filter.asksForMarks())
        return filter;
    const auto all = MarkFile(MarkFile::besides(capture)).read();
    if (!all)
        return Failure{all.error()};
    std::set<quint64> seqs;
    if (const auto marks = all->find(feed.created); marks != all->end()) {
        for (const auto &[seq, note] : marks->second)
            seqs.insert(seqs.end(), seq);
    }
    return filter.withMarked(std::make_shared<const std::set<quint64>>(std::move(seqs)));
}

} // namespace livebelt
