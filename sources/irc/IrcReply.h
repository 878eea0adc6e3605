// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Record.h"

namespace livebelt {

/// What a message of the server calls for.
struct IrcReply
{
    QByteArray send; ///< lines for the server, each with its CR LF
    Records notices; ///< for the person
};

} // namespace livebelt
