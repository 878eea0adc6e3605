// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/Record.h"

#include <array>

namespace livebelt {

namespace {
constexpr std::array<const char *, 5> names{"message", "measurement", "event", "row", "notice"};
}

QByteArray kindName(RecordKind kind)
{
    return QByteArray(names.at(size_t(kind)));
}

std::optional<RecordKind> kindFromName(QByteArrayView name)
{
    for (size_t i = 0; i < names.size(); ++i) {
        if (name == names.at(i))
            return RecordKind(i);
    }
    return std::nullopt;
}

} // namespace livebelt
