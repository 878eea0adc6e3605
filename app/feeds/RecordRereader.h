// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/FeedDescription.h"
#include "sources/files/TextEncoding.h"
#include "sources/parse/Reader.h"

#include <functional>
#include <unordered_map>

namespace livebelt {

/// How the records of a feed of that kind and address are read; a Failure where the address is wrong, or the kind has
/// no reader.
Result<ParserOptions> readerOptions(const FeedDescription &kind, const FeedAddress &address);

/// Makes records anew of what arrived, in the order in which it arrived. What the protocol said of a record is what it
/// has besides that which the old options read in it. One thread.
class RecordRereader
{
public:
    /// Both have been checked by readerOptions().
    RecordRereader(FeedDescription kind, const FeedAddress &before, const FeedAddress &now,
                   std::shared_ptr<LogFormatsOnDemand> logFormats);

    /// isPart: the next record continues it. Notices, and what a person has sent, come back as they are.
    Record again(const Record &record, bool isPart);

private:
    /// Appends the record of an item; subject is what the protocol says it is about.
    using Read =
        std::function<void(const QByteArray &subject, const QByteArray &item, Arrival arrival, Records &records)>;
    struct Readers
    {
        Read old, now;
    };
    Read makeRead(const ParserOptions &options) const;
    QByteArray itemOf(const Record &record);
    Readers &readersOf(const Record &record);
    Record read(const Read &read, const Record &record, const QByteArray &item) const;

    FeedDescription m_kind;
    ParserOptions m_oldOptions, m_newOptions;
    std::unordered_map<QByteArray, Readers> m_readers; ///< one for each peer or file, as they had while it came
    TextEncoding m_encoding;                           ///< of a file
    bool m_isFirst = true;
};

} // namespace livebelt
