// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/irc/IrcMessage.h"

#include <QHash>

namespace livebelt {

/// The batches that a server has opened and not yet closed (IRCv3 batch): messages that belong together, each with a
/// tag that names its batch. At most 64; what a server opens beyond that is not told apart.
class IrcBatches
{
public:
    struct Batch
    {
        QByteArray type;    ///< "netsplit", "chathistory", "labeled-response"
        QByteArray subject; ///< its first parameter: of chathistory the channel
        QByteArray label;   ///< of a labeled-response, whose request it answers
    };

    bool isEmpty() const { return m_open.isEmpty(); }
    /// The innermost batch a message belongs to; an empty one where there is none.
    Batch of(QByteArrayView tags) const;
    /// message: a BATCH that opens one; gives that.
    Batch open(const IrcMessage &message);
    /// message: a BATCH that closes one; gives that.
    Batch close(const IrcMessage &message);

private:
    QHash<QByteArray, Batch> m_open;
};

} // namespace livebelt
