// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/chat/ChatRemovals.h"

#include "model/records/Fields.h"
#include "ui/views/chat/ChatLine.h"

namespace livebelt {

namespace {

constexpr qsizetype most = 20'000;

template<typename Container>
void bound(Container &container)
{
    if (container.size() >= most)
        container.clear();
}

bool raise(QHash<QByteArray, quint64> &before, const QByteArray &key, quint64 seq)
{
    bound(before);
    quint64 &known = before[key];
    const bool isNew = seq > known;
    known = std::max(known, seq);
    return isNew;
}

} // namespace

bool ChatRemovals::note(const Record &record)
{
    if (record.kind != RecordKind::Event || !record.fields.contains("\"event\":"))
        return false;
    const QByteArray event = fieldValue(record.fields, "event");
    if (event == "deletion") {
        const QByteArray id = fieldValue(record.fields, "target-msg-id");
        bound(m_messages);
        const bool isNew = !id.isEmpty() && !m_messages.contains(id);
        if (isNew)
            m_messages.insert(id);
        return isNew;
    }
    if (event == "timeout" || event == "ban") {
        const QByteArray identity = fieldValue(record.fields, "target-user-id");
        bool isNew = !identity.isEmpty() && raise(m_people, identity, record.seq);
        if (const QByteArray name = fieldValue(record.fields, "target").toLower(); !name.isEmpty())
            isNew = raise(m_people, name, record.seq) || isNew;
        return isNew;
    }
    return event == "clear" && raise(m_channels, fieldValue(record.fields, "channel"), record.seq);
}

bool ChatRemovals::isRemoved(const ChatLine &line, quint64 seq) const
{
    if (!line.isSaid())
        return false;
    return (!line.id.isEmpty() && m_messages.contains(line.id)) || m_people.value(line.author) > seq ||
           (!line.nick.isEmpty() && m_people.value(line.nick.toLower()) > seq) || m_channels.value(line.channel) > seq;
}

} // namespace livebelt
