// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/KnownMeanings.h"
#include "model/records/Record.h"

#include <QString>
#include <vector>

namespace livebelt {

struct RowField
{
    QString name, value; ///< as visibleText() shows them
};

/// Chooses the fields of a record that its row has to name, as nothing else in the row says them: not those whose value
/// stands in the text or is the subject, nor the time, the level and the value where they have places of their own.
/// Of a chat message only the channel, where there are several. UI thread.
class RowFields
{
public:
    /// All records are of a chat. Without it, those are that say so by a channel (#name).
    void setChat(bool on) { m_isChat = on; }
    bool isChat(const Record &record) const;
    /// To be told of the records of the list, as far as they are seen.
    void note(const Record &record);
    void forget();
    /// So many that they have about that many letters together. valueField is the one that stands for the value.
    std::vector<RowField> of(const Record &record, QByteArrayView valueField, qsizetype letters);

private:
    bool isSaid(const Record &record, QByteArrayView name, QByteArrayView value);

    KnownMeanings m_meanings;
    QByteArray m_channel; ///< the first one seen
    bool m_hasChannels = false;
    bool m_isChat = false;
};

} // namespace livebelt
