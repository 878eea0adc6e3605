// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/latest/TopicOrder.h"

#include <algorithm>

namespace livebelt {

int compareTopics(QByteArrayView a, QByteArrayView b)
{
    const auto [at, other] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
    if (at == a.end() || other == b.end())
        return a.size() == b.size() ? 0 : a.size() < b.size() ? -1 : 1;
    if (*at == '/' || *other == '/')
        return *at == '/' ? -1 : 1;
    return static_cast<unsigned char>(*at) < static_cast<unsigned char>(*other) ? -1 : 1;
}

bool isBelow(QByteArrayView topic, QByteArrayView above)
{
    return topic.size() > above.size() && topic[above.size()] == '/' && topic.startsWith(above);
}

QByteArrayView partOf(QByteArrayView topic, qsizetype from)
{
    const qsizetype end = topic.indexOf('/', from);
    return topic.sliced(from, (end < 0 ? topic.size() : end) - from);
}

} // namespace livebelt
