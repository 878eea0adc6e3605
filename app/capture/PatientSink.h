// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/capture/RecordSink.h"

namespace livebelt {

/// A capture file that may not be there at the moment. While it cannot be made or opened, records are numbered, shown
/// and kept in memory, so many bytes of them, and go into the file as soon as there is one; then what follows waits. A
/// file that is deleted, moved away or replaced while it is written is noticed by keepUp(), and another begun in its
/// place, beside what stands there now; each feed says so.
/// mustOpen: where it cannot be opened to begin with, there is no sink.
SinkFactory patientSink(const QString &path, quint64 memory, bool mustOpen);

} // namespace livebelt
