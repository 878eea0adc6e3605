// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Fields.h"
#include "model/records/Record.h"
#include <livebelt/async/Clock.h>
#include <livebelt/async/io/Process.h>

#include <QString>
#include <chrono>

namespace livebelt {

/// Says what becomes of the program of a feed.
class ExecNotices
{
public:
    /// name: the command, for people.
    explicit ExecNotices(QString name) : m_name(std::move(name)) {}

    Record started(qint64 pid);
    /// It is started again in so long.
    Record endedForNow(const async::ProcessExit &exit, std::chrono::milliseconds wait);
    /// It could not be started again, and is tried again in so long.
    Record notStarted(const QString &why, std::chrono::milliseconds wait);
    Record endedForGood(const async::ProcessExit &exit);
    bool hasStarted() const { return m_hasStarted; } ///< ever
    async::Clock::TimePoint since() const { return m_since; }

private:
    QString sentence(const async::ProcessExit &exit) const;
    static FieldsBuilder fields(const async::ProcessExit &exit);
    static Record stopped(const QString &why, std::chrono::milliseconds wait, FieldsBuilder fields);

    QString m_name;
    async::Clock::TimePoint m_since{};
    bool m_hasStarted = false;
    qint64 m_endedAt = noTime; ///< microseconds UTC
};

} // namespace livebelt
