// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/matrix/MatrixPeer.h"

#include "model/records/Notice.h"

#include <charconv>

namespace livebelt::test {

bool isConnected(const Records &records)
{
    for (auto record = records.rbegin(); record != records.rend(); ++record) {
        const auto type = noticeType(*record);
        if (type == NoticeType::Disconnected)
            return false;
        if (type == NoticeType::Connected || type == NoticeType::Reconnected)
            return true;
    }
    return false;
}

std::optional<int> numberInText(const Record &record)
{
    int number = 0;
    const QByteArray &text = record.text;
    if (!text.startsWith("n ") || record.kind == RecordKind::Notice)
        return std::nullopt;
    std::from_chars(text.begin() + 2, text.end(), number);
    return number;
}

} // namespace livebelt::test
