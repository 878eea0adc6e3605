// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/capture/HistoryLimits.h"
#include "app/capture/RecordSink.h"

namespace livebelt {

/// A capture file that may not be there at the moment. While it cannot be made or opened, records are numbered, shown
/// and kept in memory, so many bytes of them, and go into the file as soon as there is one; then what follows waits. A
/// file that is deleted, moved away or replaced while it is written is noticed by keepUp(), and another begun in its
/// place, beside what stands there now; each feed says so.
/// mustOpen: where it cannot be opened to begin with, there is no sink.
SinkFactory patientSink(const QString &path, quint64 memory, bool mustOpen);

/// The same for a row of captures in a folder: a new file follows each day, whenever one is full, and after a crash.
/// Every feed goes on with its numbers and from where it resumes, and says where nothing was recorded.
/// numberInCapture() is the feed's id in the row. What is beyond the limits is deleted.
SinkFactory historySink(const QString &folder, const HistoryLimits &limits, quint64 memory, bool mustOpen);

} // namespace livebelt
