// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/Reader.h"

#include "model/records/Fields.h"
#include "model/records/Notice.h"
#include "sources/parse/Formats.h"
#include "sources/parse/PlainFormats.h"

#include <algorithm>

namespace livebelt {

namespace {

Record cutNotice(qsizetype kept, qint64 length, qint64 received)
{
    FieldsBuilder fields;
    fields.add("bytes", length);
    Record notice = makeNotice(NoticeType::Truncated,
                               "An item of " + QByteArray::number(length) + " bytes was cut to its first " +
                                   QByteArray::number(kept),
                               fields.take());
    notice.received = received;
    return notice;
}

Record stopNotice(qsizetype bytes, qint64 received)
{
    Record notice = makeNotice(NoticeType::Information, "It ended in the middle of an item, of which " +
                                                            QByteArray::number(bytes) + " bytes have come");
    notice.received = received;
    return notice;
}

ItemEnd endOf(Item::End end)
{
    switch (end) {
    case Item::End::Pause:
    case Item::End::Stop:
        return ItemEnd::None;
    case Item::End::InOriginal:
        return ItemEnd::InRaw;
    case Item::End::CarriageReturn:
        return ItemEnd::CarriageReturn;
    case Item::End::CarriageReturnLineFeed:
        return ItemEnd::CarriageReturnLineFeed;
    case Item::End::LineFeed:
    case Item::End::Other:
        break;
    }
    return ItemEnd::LineFeed;
}

/// What separates the lines of one record.
QByteArrayView lineEnd(Item::End end)
{
    switch (end) {
    case Item::End::CarriageReturn:
        return "\r";
    case Item::End::CarriageReturnLineFeed:
        return "\r\n";
    case Item::End::Stop:
        return {};
    default:
        return "\n";
    }
}

} // namespace

Reader::Reader(const ParserOptions &options)
    : m_format(makeFormat(options)), m_kind(options.kind), m_isMixed(options.isMixed)
{
    if (options.format != u"auto")
        m_problem = "It could not be read as " + options.format.toUtf8();
}

Record Reader::unreadable(const QByteArray &item, qint64 received) const
{
    Record record =
        m_isMixed && !isValidUtf8(item) ? binaryRecord(m_kind, item, received) : textRecord(m_kind, item, received);
    if (!m_problem.isEmpty() && !item.isEmpty()) {
        FieldsBuilder fields;
        fields.add("problem", m_problem);
        record.fields = fields.take();
    }
    return record;
}

bool Reader::readItem(const QByteArray &item, qint64 received, Records &records)
{
    const bool isRead = (!item.isEmpty() || m_format->isUnfinished()) && m_format->read(item, received, records);
    if (!isRead) {
        finish(received, records);
        records.push_back(unreadable(item, received));
    }
    return isRead;
}

void Reader::addRemark(qint64 received, Records &records)
{
    const QByteArray remark = m_format->takeRemark();
    if (remark.isEmpty())
        return;
    records.push_back(makeNotice(NoticeType::Information, remark));
    records.back().received = received;
}

void Reader::take(const Item &item, qint64 received, Records &records)
{
    if (item.isCut())
        records.push_back(cutNotice(item.bytes.size(), item.length, received));
    if (m_format->holdsItem() &&
        (item.end == Item::End::Pause || item.continues || !m_format->isContinuedBy(item.bytes, received)))
        pause(records);
    const size_t at = m_settled = records.size();
    const bool isPartial = item.end == Item::End::Pause || item.continues;
    if (isPartial)
        finish(received, records);
    else
        readItem(item.bytes, received, records);

    QByteArray original = item.original.isEmpty() ? item.bytes : item.original;
    if (!isPartial && m_format->isUnfinished()) {
        m_kept.append(original).append(lineEnd(item.end));
        m_keptEnd = item.end;
        return;
    }
    if (isPartial || m_settled == records.size()) {
        records.push_back(textRecord(m_kind, item.bytes, received));
        if (!isPartial && !item.bytes.isEmpty())
            records.back().kind = RecordKind::Event; // a header, a comment
    }
    const size_t first = std::max(at, m_settled);
    settle(std::move(original), first, records);
    records[first].end = endOf(item.end);
    records[first].continues = item.continues;
    addRemark(received, records);
    if (item.end == Item::End::Stop)
        records.push_back(stopNotice(item.bytes.size(), received));
}

void Reader::pause(Records &records)
{
    if (!m_format->holdsItem())
        return;
    m_format->complete(records);
    closeKept(records);
}

void Reader::finish(qint64 received, Records &records)
{
    pause(records);
    const QByteArray unfinished = m_format->takeUnfinished();
    if (unfinished.isEmpty())
        return;
    records.push_back(unreadable(unfinished, received));
    if (m_kept.isEmpty()) // a message
        return;
    closeKept(records);
}

/// The last record is of all that was kept.
void Reader::closeKept(Records &records)
{
    if (!m_kept.isEmpty()) {
        m_kept.chop(lineEnd(m_keptEnd).size()); // the end is the writer's to add
        settle({}, records.size() - 1, records);
        records.back().end = endOf(m_keptEnd);
    }
    m_settled = records.size();
}

/// Sees to it that the record has all that arrived.
void Reader::settle(QByteArray original, size_t at, Records &records)
{
    if (!m_kept.isEmpty())
        original.prepend(std::exchange(m_kept, {}));
    Record &record = records[at];
    if (record.text.constData() == original.constData() || record.text == original)
        record.raw.clear();
    else
        record.raw = std::move(original);
}

void Reader::read(const QByteArray &message, qint64 received, Records &records)
{
    const size_t at = records.size();
    readItem(message, received, records);
    if (m_format->holdsItem()) {
        m_format->complete(records);
    } else if (m_format->isUnfinished()) {
        m_format->takeUnfinished();
        records.push_back(unreadable(message, received));
    } else if (records.size() == at) {
        records.push_back(textRecord(m_kind, message, received));
        records.back().kind = RecordKind::Event; // a header, a comment
    }
    settle(message, at, records);
    addRemark(received, records);
}

void Reader::read(const async::Line &message, qint64 received, Records &records)
{
    if (message.isCut())
        records.push_back(cutNotice(message.bytes.size(), message.length, received));
    const size_t at = records.size();
    read(message.bytes, received, records);
    if (message.isWhole)
        return;
    if (records[at].fields.contains("\"problem\":")) { // a beginning is none of its own
        records[at] = makeNotice(NoticeType::Quarantined, "Of an item only the beginning has come", {}, message.bytes);
        records[at].received = received;
    }
    records.push_back(stopNotice(message.bytes.size(), received));
}

} // namespace livebelt
