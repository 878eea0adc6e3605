// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/NoticeColor.h"

#include "model/records/Notice.h"
#include "ui/theme/Theme.h"

namespace livebelt {

QColor noticeColor(const Record &record, const QPalette &palette)
{
    switch (noticeType(record).value_or(NoticeType::Information)) {
    case NoticeType::Connected:
    case NoticeType::Reconnected:
        return theme::good(palette);
    case NoticeType::Disconnected:
    case NoticeType::Dropped:
    case NoticeType::Quarantined:
    case NoticeType::Truncated:
        return theme::warning(palette);
    case NoticeType::Failed:
        return theme::bad(palette);
    case NoticeType::Ended:
    case NoticeType::Information:
    case NoticeType::Closed:
        break;
    }
    return theme::muted(palette);
}

} // namespace livebelt
