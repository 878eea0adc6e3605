// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/files/FileTail.h"

#include "model/records/Fields.h"
#include "model/records/Notice.h"
#include "model/records/Sentence.h"
#include "model/records/Timestamp.h"

#include <algorithm>
#include <utility>

namespace livebelt {

using namespace async;
using namespace Qt::StringLiterals;

namespace {

constexpr QByteArrayView byteOrderMark("\xef\xbb\xbf");

Record changeNotice(FileChange change, const QString &path)
{
    QString text;
    if (change == FileChange::Appeared)
        text = u"%1 is there now"_s.arg(path);
    else if (change == FileChange::Rotated)
        text = u"%1 was rotated: going on with the new file"_s.arg(path);
    else if (change == FileChange::Replaced)
        text = u"%1 was replaced: going on with the new file"_s.arg(path);
    else if (change == FileChange::Missing)
        text =
            u"%1 is not the file that was read last, and that one is not found beside it: what was added to it since "
            "is missing here; reading this one from its start"_s.arg(path);
    else
        text = u"%1 was cut off or overwritten: reading it from its start"_s.arg(path);
    return makeNotice(NoticeType::Information, text.toUtf8());
}

} // namespace

Record unreadableNotice(const QString &problem, NoticeType type)
{
    FieldsBuilder fields;
    fields.add("why", problem.toUtf8());
    fields.add("retryIn", 1.0);
    return makeNotice(type, u"%1 It is tried again every second"_s.arg(fullSentence(problem)).toUtf8(), fields.take());
}

FileTail::FileTail(FileView view, const FileStart &start, std::optional<FileResume> resume)
    : m_view(std::move(view))
    , m_label(m_view.label.isEmpty() ? QByteArray() : ",\"file\":" + jsonString(m_view.label) + '}')
    , m_head(start.head)
    , m_firstLine(start.firstLine)
    , m_reader(std::make_unique<Reader>(m_view.parser))
    , m_resume(std::move(resume))
{
    if (m_resume) {
        m_before = m_resume->mark.tail;
        m_isInLine = m_resume->isInLine;
    }
}

void FileTail::take(FileChunk chunk, Records &records)
{
    m_received = nowMicros();
    if (chunk.before == FileChange::Unreadable || chunk.before == FileChange::Regained) {
        records.push_back(accessNotice(chunk));
        label(records.back());
        return;
    }
    const size_t first = records.size();
    if (chunk.before != FileChange::None || (!m_cutter && !m_units))
        begin(chunk, records);
    if (m_skipsNuls && !skipNuls(chunk, records))
        return;
    m_place.device = chunk.device;
    m_place.inode = chunk.inode;
    m_place.head = chunk.head;
    m_written = chunk.modified > 0 ? std::min(chunk.modified, m_received) : m_received;
    m_end = chunk.offset + chunk.bytes.size();
    if (m_cutter)
        m_cutter->add(chunk.bytes);
    else
        m_units->add(chunk.bytes);
    Item item;
    while (nextItem(item))
        takeItem(item, records);
    const size_t given = records.size();
    m_reader->endPiece(records);
    for (size_t i = given; i < records.size(); ++i)
        label(records[i]);
    settle(chunk.bytes, first, records);
    constexpr qsizetype known = FileMark::known;
    m_before = chunk.bytes.size() < known ? (m_before + chunk.bytes).right(known) : chunk.bytes.right(known);
}

/// A file begins: the first one, or another one.
void FileTail::begin(const FileChunk &chunk, Records &records)
{
    const bool isFirst = !m_cutter && !m_units;
    const bool isContinued = isFirst && m_resume && chunk.before == FileChange::None;
    if (!isFirst) {
        endFile(records);
        m_reader->restart();
    }
    if (chunk.before != FileChange::None) {
        records.push_back(changeNotice(chunk.before, m_view.path));
        label(records.back());
        m_before.clear();
        m_isInLine = false;
    }
    m_skipsNuls = chunk.before == FileChange::Truncated;
    m_nuls = m_skipsNuls ? chunk.offset : 0;
    m_isAtStart = chunk.offset == 0;
    m_encoding = m_view.encoding.of(m_isAtStart ? chunk.bytes : m_head);
    m_cutter.reset();
    m_units.reset();
    if (m_encoding.unit() > 1)
        m_units.emplace(m_encoding, m_view.framing.longest);
    else
        m_cutter.emplace(m_view.framing);
    if (isContinued && m_resume->isInLine)
        m_cutter ? m_cutter->continueLine() : m_units->continueLine();
    if (isFirst && !m_isAtStart && chunk.before == FileChange::None)
        learnNames();
}

/// The columns of a table are named in the first line, also where that was read another time, or is not shown.
void FileTail::learnNames()
{
    if (m_view.parser.format != "csv"_L1 || m_firstLine.isEmpty() || m_encoding.unit() > 1)
        return;
    bool isWhole = true;
    Records passed;
    m_reader->read(m_encoding.isUtf8() ? m_firstLine : m_encoding.toUtf8(m_firstLine, isWhole), m_received, passed);
}

/// Where the writer of a file that was cut off goes on at its old place, everything before that reads as NUL. False:
/// the chunk is nothing else.
bool FileTail::skipNuls(FileChunk &chunk, Records &records)
{
    const auto text = std::find_if(chunk.bytes.cbegin(), chunk.bytes.cend(), [](char c) { return c != '\0'; });
    const qint64 count = (text - chunk.bytes.cbegin()) / m_encoding.unit() * m_encoding.unit();
    m_nuls += count;
    if (count == chunk.bytes.size())
        return false;
    m_skipsNuls = false;
    chunk.bytes.remove(0, count);
    chunk.offset += count;
    if (m_nuls == 0)
        return true;
    FieldsBuilder fields;
    fields.add("bytes", m_nuls);
    const QString said = u"%1 begins with %2 NUL bytes, which are skipped: its writer goes on at its old place after "
                         "the file was cut off"_s.arg(m_view.path)
                             .arg(m_nuls);
    records.push_back(makeNotice(NoticeType::Information, said.toUtf8(), fields.take()));
    label(records.back());
    return true;
}

std::optional<FileResume> FileTail::place() const
{
    if (m_place.inode == 0)
        return m_resume;
    FileResume place{m_place, m_isInLine};
    place.mark.offset = m_end;
    place.mark.tail = m_before;
    return place;
}

bool FileTail::nextItem(Item &item)
{
    return m_cutter ? m_cutter->next(item) : m_units->next(item);
}

bool FileTail::finishItem(Item &item)
{
    if (m_cutter)
        return m_cutter->finish(item);
    return m_units && m_units->finish(item);
}

std::chrono::milliseconds FileTail::patience() const
{
    if (m_reader->holdsItem())
        return recordIdle;
    return m_cutter ? m_cutter->patience() : lineIdle;
}

bool FileTail::canPause() const
{
    return m_reader->holdsItem() || (m_cutter ? m_cutter->canPause() : m_units && m_units->canPause());
}

void FileTail::pause(Records &records)
{
    m_received = nowMicros();
    const size_t first = records.size();
    Item item;
    if (m_reader->holdsItem()) {
        m_reader->pause(records);
        for (size_t i = first; i < records.size(); ++i)
            label(records[i]);
    } else if (m_cutter ? m_cutter->pause(item) : m_units->pause(item)) {
        takeItem(item, records);
    }
    settle({}, first, records);
}

void FileTail::finish(Records &records)
{
    if (!m_leavesUnfinished)
        endFile(records);
}

void FileTail::endFile(Records &records)
{
    const size_t first = records.size();
    Item item;
    if (finishItem(item))
        takeItem(item, records);
    m_reader->finish(m_received, records);
    for (size_t i = first; i < records.size(); ++i)
        label(records[i]);
    settle({}, first, records);
}

void FileTail::takeItem(Item &item, Records &records)
{
    const size_t first = records.size();
    if (m_cutter && !m_encoding.isUtf8())
        decode(item);
    if (std::exchange(m_isAtStart, false) && item.bytes.startsWith(byteOrderMark)) {
        if (item.original.isEmpty())
            item.original = item.bytes;
        item.bytes.remove(0, byteOrderMark.size());
        item.length -= byteOrderMark.size();
    }
    m_isInLine = item.end == Item::End::Pause || item.end == Item::End::Stop;
    m_reader->take(item, {m_received, m_written}, records);
    if (!m_label.isEmpty()) {
        for (size_t i = first; i < records.size(); ++i)
            label(records[i]);
    }
}

/// Text of one byte a unit, as UTF-8.
void FileTail::decode(Item &item)
{
    const qint64 missing = item.length - item.bytes.size();
    bool isWhole = true;
    QByteArray text = m_encoding.toUtf8(item.bytes, isWhole);
    item.original = isWhole && text == item.bytes ? QByteArray() : item.bytes;
    item.bytes = std::move(text);
    item.length = item.bytes.size() + missing;
}

/// A file that cannot be read is a connection that is lost; among others of a group it is no more than news.
Record FileTail::accessNotice(const FileChunk &chunk)
{
    const bool isAlone = m_view.label.isEmpty();
    if (chunk.before == FileChange::Unreadable) {
        m_unreadableSince = m_unreadableSince == noTime ? m_received : m_unreadableSince;
        return unreadableNotice(chunk.problem, isAlone ? NoticeType::Disconnected : NoticeType::Information);
    }
    FieldsBuilder fields;
    fields.add("from", toRfc3339(std::exchange(m_unreadableSince, noTime)));
    fields.add("to", toRfc3339(m_received));
    const QString said = u"%1 can be read again: going on where it was left"_s.arg(m_view.path);
    return makeNotice(isAlone ? NoticeType::Reconnected : NoticeType::Information, said.toUtf8(), fields.take());
}

void FileTail::label(Record &record) const
{
    if (m_label.isEmpty() || record.fields.endsWith(m_label))
        return;
    if (record.subject.isEmpty())
        record.subject = m_view.label;
    if (record.fields.contains("\"file\":")) { // one of its own
        FieldsBuilder fields(record.fields);
        fields.addText("file", m_view.label);
        record.fields = fields.take();
    } else if (record.fields.isEmpty()) {
        record.fields = '{' + m_label.sliced(1);
    } else {
        record.fields.replace(record.fields.size() - 1, 1, m_label);
    }
}

/// Notes where what was given ends, which is in latest, the newest bytes, or at its end; and tells the last record.
void FileTail::settle(const QByteArray &latest, size_t first, Records &records)
{
    if (m_place.inode == 0)
        return;
    constexpr qsizetype known = FileMark::known;
    const qint64 unfinished = (m_cutter ? m_cutter->unfinished() : m_units->unfinished()) + m_reader->unfinished();
    const qint64 given = latest.size() - unfinished; // of the newest bytes
    if (given >= 0) {
        m_place.tail =
            given < known ? (m_before + latest.first(given)).right(known) : latest.sliced(given - known, known);
        m_place.offset = m_end - unfinished;
        m_resume = FileResume{m_place, m_isInLine};
    }
    if (m_resume && records.size() > first)
        records.back().resume = std::make_shared<const ResumePoint>(m_resume->point(m_view.path));
}

} // namespace livebelt
