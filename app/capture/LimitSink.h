// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/capture/RecordSink.h"
#include "model/filter/Filter.h"

#include <QHash>

namespace livebelt {

/// Lets so many records through to another sink, and not one more; then calls reached, once. Notices, and records that
/// the filter does not match, do not count.
SinkFactory limitSink(SinkFactory inner, quint64 count, const Filter &filter, std::function<void()> reached);

} // namespace livebelt
