// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/parse/Framing.h"
#include "sources/parse/ParserOptions.h"

namespace livebelt {

/// How the bytes of any of these feeds become records, and what a person sends becomes bytes. A value.
struct ItemOptions
{
    Framing framing;
    ParserOptions parser;
    QByteArray lineEnd = "\n"; ///< ?eol=: behind what is sent, where items are lines

    /// framing: where the address does not say.
    static Result<ItemOptions> from(const FeedAddress &address, Framing::Kind framing);
    static QList<FeedParameter> parameters();
    /// Of a kind to which something can be sent.
    static QList<FeedParameter> sendParameters();

    /// payload as an item of its own, for the wire: with its line end, delimiter or length.
    Result<QByteArray> framed(const QByteArray &payload) const;
    /// The record of what was sent: an Event whose subject is "sent".
    static Record sent(const QByteArray &payload);
};

} // namespace livebelt
