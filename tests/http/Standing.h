// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Fields.h"
#include "model/records/Notice.h"

#include <algorithm>

namespace livebelt::test {

/// Whether the newest Notice about the connection says that it is up.
inline bool isConnected(const Records &records)
{
    const auto last = std::find_if(records.rbegin(), records.rend(), [](const Record &record) {
        const auto type = noticeType(record);
        return type == NoticeType::Connected || type == NoticeType::Reconnected || type == NoticeType::Disconnected;
    });
    return last != records.rend() && noticeType(*last) != NoticeType::Disconnected;
}

/// The number of an item {"n":17}; nothing for another record.
inline std::optional<int> numberOf(const Record &record)
{
    if (record.kind == RecordKind::Notice)
        return std::nullopt;
    bool isNumber = false;
    const int number = fieldValue(record.fields, "n").toInt(&isNumber);
    if (isNumber)
        return number;
    return record.hasValue() ? std::optional<int>(int(record.value)) : std::nullopt;
}

} // namespace livebelt::test
