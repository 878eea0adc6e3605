// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <livebelt/async/io/Follow.h>

namespace livebelt {

/// follow() from options.after on, also where the file that has that place was rotated and compressed since: then the
/// rest of it comes first, with what was rotated after it, in the order in which they were written. Those are looked
/// for beside the file, by its name with a number or a date; compressed ones are read until they have that place or
/// cannot.
async::AsyncIterator<async::FileChunk> followOn(QString path, async::FollowOptions options);

} // namespace livebelt
