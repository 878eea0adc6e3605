// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/Reader.h"

#include "model/records/Fields.h"
#include "model/records/Notice.h"
#include "sources/parse/Formats.h"
#include "sources/parse/PlainFormats.h"

#include <algorithm>
#include <utility>

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

bool isLine(const Item &item)
{
    return item.end != Item::End::Pause && item.end != Item::End::Other && !item.continues && !item.isCut();
}

const QByteArray &originalOf(const Item &item)
{
    return item.original.isEmpty() ? item.bytes : item.original;
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
    case Item::End::InOriginal:
        return {};
    default:
        return "\n";
    }
}

} // namespace

Reader::Reader(const ParserOptions &options)
    : m_format(makeFormat(options))
    , m_kind(options.kind)
    , m_isMixed(options.isMixed)
    , m_joinsLines(options.joinsLines && options.format != u"raw" && options.format != u"text")
    , m_onlyTraces(std::make_unique<const Continuation>())
{
    if (m_joinsLines && (options.format == u"auto" || options.format == u"json"))
        m_jsonLines = std::make_unique<const Continuation>(Continuation::ofJson());
    if (options.format != u"auto" && !options.mayNotFit)
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

bool Reader::readItem(const QByteArray &item, Arrival arrival, Records &records)
{
    const bool isRead = (!item.isEmpty() || m_format->isUnfinished()) && m_format->read(item, arrival, records);
    if (!isRead) {
        finish(arrival.received, records);
        records.push_back(unreadable(item, arrival.received));
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

void Reader::take(const Item &item, Arrival arrival, Records &records)
{
    bool isBeyond = false;
    if (m_held) {
        const LineJoiner::Answer answer = answerTo(item, arrival.received);
        if (answer == LineJoiner::Answer::Maybe) {
            m_blanks.push_back({item, arrival});
            return;
        }
        if (answer == LineJoiner::Answer::Yes) {
            join(item, records);
            return;
        }
        isBeyond = answer == LineJoiner::Answer::Beyond;
        pause(records);
    }
    if (item.isCut())
        records.push_back(cutNotice(item.bytes.size(), item.length, arrival.received));
    begin(item, arrival, records, isBeyond);
}

LineJoiner::Answer Reader::answerTo(const Item &item, qint64 received) const
{
    if (!isLine(item))
        return LineJoiner::Answer::No;
    const LineJoiner::Answer answer = m_joiner.ask(item.bytes, received);
    if (answer != LineJoiner::Answer::No && (!mayGoOn() || m_format->begins(item.bytes)))
        return LineJoiner::Answer::No;
    return answer;
}

/// Looked at only where it matters: at the end of a piece, or where a line looks as if it went on.
bool Reader::mayGoOn() const
{
    return !m_held->isDoubtful || m_held->isJoined || m_held->record.level >= Level::Warn ||
           StackTrace::mayFollow(m_held->item);
}

void Reader::endPiece(Records &records)
{
    if (m_held && !mayGoOn())
        pause(records);
}

/// Of the record that is held.
void Reader::join(const Item &item, Records &records)
{
    const auto append = [this](const Item &line) {
        m_held->item.append('\n').append(line.bytes);
        m_held->original.append(lineEnd(m_held->end)).append(originalOf(line));
        m_held->end = line.end;
        m_held->isJoined = true;
        m_joiner.add(line.bytes);
    };
    const std::vector<Waiting> blanks = std::exchange(m_blanks, {});
    for (const Waiting &blank : blanks)
        append(blank.item);
    append(item);
    if (item.end == Item::End::Stop || m_joiner.ends(item.bytes))
        pause(records);
    if (item.end == Item::End::Stop)
        records.push_back(stopNotice(item.bytes.size(), records.back().received));
}

/// Of an item that continues no other.
void Reader::begin(const Item &item, Arrival arrival, Records &records, bool isBeyond)
{
    const size_t at = m_settled = records.size();
    const bool isPartial = item.end == Item::End::Pause || item.continues;
    bool isRead = false;
    if (isBeyond)
        records.push_back(unreadable(item.bytes, arrival.received));
    else if (isPartial)
        finish(arrival.received, records);
    else
        isRead = readItem(item.bytes, arrival, records);

    if (!isPartial && m_format->isUnfinished()) {
        m_kept.append(originalOf(item)).append(lineEnd(item.end));
        m_keptEnd = item.end;
        return;
    }
    if (isPartial || m_settled == records.size()) {
        records.push_back(textRecord(m_kind, item.bytes, arrival.received));
        if (!isPartial && !item.bytes.isEmpty())
            records.back().kind = RecordKind::Event; // a header, a comment
    }
    const size_t first = std::max(at, m_settled);
    if (hold(item, arrival, records, isRead, isBeyond))
        return;
    settle(originalOf(item), first, records);
    records[first].end = endOf(item.end);
    records[first].continues = item.continues;
    addRemark(arrival.received, records);
    if (item.end == Item::End::Stop)
        records.push_back(stopNotice(item.bytes.size(), arrival.received));
}

/// The last record, if it is of this line alone, and lines that follow may be of it.
bool Reader::hold(const Item &item, Arrival arrival, Records &records, bool isRead, bool isBeyond)
{
    if (!m_joinsLines || !isLine(item) || item.end == Item::End::Stop || !m_kept.isEmpty() ||
        records.size() != m_settled + 1)
        return false;
    const bool isJson = !isBeyond && !isRead && m_jsonLines && Brackets::openedBy(item.bytes);
    if (isBeyond) {
        m_joiner.beginBeyond(item.bytes, arrival.received);
    } else {
        const Continuation *continuation = isRead   ? m_format->continuation()
                                           : isJson ? m_jsonLines.get()
                                                    : m_onlyTraces.get();
        if (item.bytes.isEmpty() || !continuation || !continuation->isPossible() || continuation->ends(item.bytes))
            return false;
        m_joiner.begin(item.bytes, *continuation, arrival.received);
    }
    const bool isDoubtful = !isBeyond && m_joiner.takesOnlyTraces();
    m_held.emplace(Held{std::move(records.back()), arrival, item.bytes, originalOf(item), item.end, false, isRead,
                        isDoubtful, isJson});
    records.pop_back();
    return true;
}

qint64 Reader::unfinished() const
{
    qint64 size = m_kept.size();
    if (m_held)
        size += m_held->original.size() + lineEnd(m_held->end).size();
    for (const Waiting &blank : m_blanks)
        size += originalOf(blank.item).size() + lineEnd(blank.item.end).size();
    return size;
}

/// In all its lines.
bool Reader::readAgain(Held &held)
{
    if (held.isRead)
        return m_format->readAgain(held.item, held.arrival, held.record);
    Records whole;
    if (!held.isJson || !m_format->read(held.item, held.arrival, whole) || whole.size() != 1)
        return false;
    held.record = std::move(whole.front());
    return true;
}

void Reader::pause(Records &records)
{
    if (!m_held)
        return;
    Held held = *std::exchange(m_held, std::nullopt);
    const std::vector<Waiting> blanks = std::exchange(m_blanks, {});
    if (held.isJoined && !readAgain(held)) {
        const QByteArrayView first = QByteArrayView(held.item).first(held.item.indexOf('\n'));
        held.record.text += validUtf8(held.item.sliced(first.size()));
    }
    records.push_back(std::move(held.record));
    const size_t at = records.size() - 1;
    settle(std::move(held.original), at, records);
    records[at].end = endOf(held.end);
    addRemark(held.arrival.received, records);
    for (const Waiting &blank : blanks)
        begin(blank.item, blank.arrival, records, false);
    m_settled = records.size();
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

void Reader::read(const QByteArray &message, Arrival arrival, Records &records)
{
    const size_t at = records.size();
    readItem(message, arrival, records);
    if (m_format->isUnfinished()) {
        m_format->takeUnfinished();
        records.push_back(unreadable(message, arrival.received));
    } else if (records.size() == at) {
        records.push_back(textRecord(m_kind, message, arrival.received));
        records.back().kind = RecordKind::Event; // a header, a comment
    }
    settle(message, at, records);
    addRemark(arrival.received, records);
}

void Reader::read(const async::Line &message, Arrival arrival, Records &records)
{
    if (message.isCut())
        records.push_back(cutNotice(message.bytes.size(), message.length, arrival.received));
    const size_t at = records.size();
    read(message.bytes, arrival, records);
    if (message.isWhole)
        return;
    if (records[at].fields.contains("\"problem\":")) { // a beginning is none of its own
        records[at] = makeNotice(NoticeType::Quarantined, "Of an item only the beginning has come", {}, message.bytes);
        records[at].received = arrival.received;
    }
    records.push_back(stopNotice(message.bytes.size(), arrival.received));
}

} // namespace livebelt
