// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/FeedDescription.h"

namespace livebelt {

/// One line a parameter in a kind's description.
inline FeedParameter parameter(FeedParameter::Part part, FeedParameter::Type type, const QString &name,
                               const QString &label, const QString &help, const QString &fallback = {},
                               const QStringList &choices = {})
{
    FeedParameter result;
    result.part = part;
    result.type = type;
    result.name = name;
    result.label = label;
    result.help = help;
    result.fallback = fallback;
    result.choices = choices;
    return result;
}

/// The same for one that may be given several times.
inline FeedParameter repeated(FeedParameter parameter)
{
    parameter.repeats = true;
    return parameter;
}

/// The same for one that has to be given.
inline FeedParameter required(FeedParameter parameter)
{
    parameter.required = true;
    return parameter;
}

} // namespace livebelt
