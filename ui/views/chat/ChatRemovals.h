// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Record.h"

#include <QHash>
#include <QSet>

namespace livebelt {

struct ChatLine;

/// Which messages of a chat a moderator has taken away, as far as it was seen: single ones, all of a person up to then,
/// all of a channel. They stay, but grey. A value, bounded.
class ChatRemovals
{
public:
    /// True where the record takes something away that was not known to be.
    bool note(const Record &record);
    bool isRemoved(const ChatLine &line, quint64 seq) const;

private:
    QSet<QByteArray> m_messages;
    QHash<QByteArray, quint64> m_people;   ///< by identity, or the name in small letters: removed before this seq
    QHash<QByteArray, quint64> m_channels; ///< the same
};

} // namespace livebelt
