// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/FeedAddress.h"
#include "model/records/FeedDescription.h"

namespace livebelt {

/// Whether the kind knows all that the address says: every option is one of its parameters, with one of its choices,
/// and given once unless it repeats; a user or password stands there only where it takes one. Otherwise a sentence,
/// with the nearest name for an option that is not known. What else an option's value has to be, the kind checks
/// itself.
Result<void> checkOptions(const FeedDescription &kind, const FeedAddress &address);

/// A sentence about an address whose scheme no kind has, with the nearest one.
QString unknownScheme(const QList<FeedDescription> &kinds, const QString &scheme);

/// The word that is most like another one, by the letters that have to be changed; empty where none is like it.
QString nearestWord(const QString &word, const QStringList &words);

} // namespace livebelt
