// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>
#include <chrono>
#include <functional>

namespace livebelt {

/// How much of a history is kept, and in how large pieces.
struct HistoryLimits
{
    qint64 keepBytes = 10'000'000'000; ///< all files together; 0: as the disk allows
    std::chrono::seconds keepAge{0};   ///< of a file's newest record; 0: for ever
    bool isChosen = false;             ///< by the person, who then need not be told before the first file goes
    qint64 fileBytes = 1'000'000'000;  ///< a file that has grown to this gets a successor
    std::function<QDate()> today = [] { return QDate::currentDate(); };
};

/// What is known of a history that is written.
struct HistoryState
{
    qint64 since = 0;    ///< arrival of the oldest record, microseconds since 1970 UTC; 0 where there is none yet
    qint64 bytes = 0;    ///< of all files
    quint64 removed = 0; ///< files so far: what lists show of the beginning is to be looked up again when it changes
    QString warning;     ///< that the oldest will go, and how to keep it, as a sentence; empty otherwise
};

} // namespace livebelt
