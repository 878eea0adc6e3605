// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/values/TimeForm.h"

#include <algorithm>
#include <array>

namespace livebelt {

namespace {

constexpr std::array<QByteArrayView, 15> names{"iso",   "ymd", "basic", "short", "syslog", "date",  "mail", "access",
                                               "words", "mdy", "dmy",   "glog",  "clock",  "epoch", "tai64"};

} // namespace

QByteArrayView timeFormName(TimeForm form)
{
    return size_t(form) < names.size() ? names[size_t(form)] : QByteArrayView("");
}

std::optional<TimeForm> timeFormFromName(QByteArrayView name)
{
    const auto found = std::find(names.begin(), names.end(), name);
    return found == names.end() ? std::nullopt : std::optional(TimeForm(found - names.begin()));
}

QList<QByteArray> timeFormNames()
{
    QList<QByteArray> all;
    for (const QByteArrayView name : names)
        all.append(name.toByteArray());
    return all;
}

} // namespace livebelt
