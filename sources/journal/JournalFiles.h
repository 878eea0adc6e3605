// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/journal/JournalAddress.h"

#include <QByteArrayList>

namespace livebelt {

/// How many files of a journal there are.
struct JournalFiles
{
    int readable = 0;
    int forbidden = 0;
};
JournalFiles journalFiles(const JournalAddress &address);

/// The files that names and patterns (glob(7)) stand for.
QByteArrayList journalPaths(const QStringList &patterns);

/// What to do where they may not be read.
QString journalForbidden();

} // namespace livebelt
