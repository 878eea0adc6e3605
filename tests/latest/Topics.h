// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/latest/LatestGatherer.h"

namespace livebelt {

/// A record of a topic, received at that second.
inline Record said(const QByteArray &topic, const QByteArray &text, double second = 0)
{
    Record record;
    record.subject = topic;
    record.text = text;
    record.received = qint64(second * 1e6);
    bool isNumber = false;
    const double number = text.toDouble(&isNumber);
    if (isNumber)
        record.value = number;
    return record;
}

/// The same with fields.
inline Record measured(const QByteArray &topic, const QByteArray &fields, double second = 0)
{
    Record record = said(topic, fields, second);
    record.fields = fields;
    return record;
}

/// What a frame brings with these records in it.
inline LatestChanges gathered(const Records &records)
{
    LatestGatherer gatherer;
    KnownMeanings meanings;
    for (const Record &record : records)
        gatherer.add(record, meanings);
    return gatherer.take();
}

} // namespace livebelt
