// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/FeedAddress.h"
#include "sources/parse/Framing.h"
#include "sources/parse/ParserOptions.h"

#include <chrono>
#include <optional>

namespace livebelt {

/// What an address of the kind exec says: exec:ping -c 3 localhost[?shell=1&cwd=/tmp&env=NAME=value&...]
struct ExecAddress
{
    enum class Restart { Never, Failure, Always };
    enum class Errors { Apart, WithOutput, Discarded };

    QString program;
    QStringList arguments;
    QString name;                               ///< the command as it was written, for people
    QString directory;                          ///< empty: ours
    QList<std::pair<QString, QString>> changes; ///< of the environment
    Restart restart = Restart::Never;
    std::optional<std::chrono::milliseconds> wait; ///< before it is started again; otherwise the backoff decides
    Errors errors = Errors::Apart;
    bool hasInput = true; ///< can be written to; otherwise it reads the end of its input at once
    Framing framing;
    ParserOptions parser;

    static Result<ExecAddress> from(const FeedAddress &address);
};

} // namespace livebelt
