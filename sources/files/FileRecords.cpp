// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/files/FileRecords.h"

#include "model/records/Fields.h"
#include "model/records/Notice.h"
#include "model/records/Timestamp.h"
#include "sources/files/UnitLines.h"
#include "sources/parse/Framer.h"
#include "sources/parse/ItemParser.h"

namespace livebelt {

using namespace async;
using namespace Qt::StringLiterals;

namespace {

/// The chunks of one file after the other.
struct Generations
{
    AsyncIterator<FileChunk> chunks;
    std::optional<FileChunk> next{}; ///< the first of the next file
    qint64 received = 0;
};

/// The pieces of the file that begins with the next chunk.
AsyncIterator<QByteArray> piecesOf(Generations *source)
{
    while (source->next) {
        source->received = nowMicros();
        QByteArray bytes = std::move(source->next->bytes);
        co_yield std::move(bytes);
        source->next = co_await source->chunks.next();
        if (source->next && source->next->before != FileChange::None)
            co_return;
    }
}

Record changeNotice(FileChange change, const QString &path)
{
    QString text;
    if (change == FileChange::Appeared)
        text = u"%1 is there now"_s.arg(path);
    else if (change == FileChange::Rotated)
        text = u"%1 was rotated: going on with the new file"_s.arg(path);
    else if (change == FileChange::Replaced)
        text = u"%1 was replaced: going on with the new file"_s.arg(path);
    else
        text = u"%1 was cut off or overwritten: reading it from its start"_s.arg(path);
    return makeNotice(NoticeType::Information, text.toUtf8());
}

AsyncIterator<Line> itemsOf(AsyncIterator<QByteArray> pieces, const Framing &framing, const TextEncoding &encoding)
{
    if (encoding.unit() > 1)
        return unitLines(std::move(pieces), encoding.unit(), encoding.isBigEndian(), framing.longest);
    return framed(std::move(pieces), framing);
}

/// The item in UTF-8; gives the bytes as they came, where they were something else or nothing at all.
QByteArray decode(Line &item, const TextEncoding &encoding)
{
    if (encoding.isUtf8())
        return {};
    const QByteArray original = item.bytes;
    const qint64 missing = item.length - item.bytes.size();
    bool isWhole = true;
    item.bytes = encoding.toUtf8(original, isWhole);
    item.length = item.bytes.size() + missing;
    return isWhole ? QByteArray() : original;
}

void skipMark(Line &item)
{
    if (!item.bytes.startsWith("\xef\xbb\xbf"))
        return;
    item.bytes.remove(0, 3);
    item.length -= 3;
}

/// The end of a record's fields that names the file: ,"file":"app.log"}
QByteArray labelField(const QByteArray &label)
{
    return label.isEmpty() ? QByteArray() : ",\"file\":" + jsonString(label) + '}';
}

void addLabel(Record &record, const QByteArray &label, const QByteArray &field)
{
    if (label.isEmpty())
        return;
    if (record.subject.isEmpty())
        record.subject = label;
    if (record.fields.isEmpty())
        record.fields = '{' + field.sliced(1);
    else
        record.fields.replace(record.fields.size() - 1, 1, field);
}

} // namespace

AsyncIterator<Record> recordsOf(AsyncIterator<FileChunk> chunks, FileView view, QByteArray head)
{
    const auto parser = makeParser(view.parser);
    const QByteArray field = labelField(view.label);
    Generations source{std::move(chunks)};
    Records records;
    source.next = co_await source.chunks.next();
    for (bool isFirst = true; source.next; isFirst = false) {
        const bool isStart = source.next->offset == 0;
        if (source.next->before != FileChange::None) {
            Record notice = changeNotice(source.next->before, view.path);
            addLabel(notice, view.label, field);
            co_yield std::move(notice);
        }
        if (!isFirst)
            parser->restart();
        const TextEncoding encoding = view.encoding.of(isStart ? source.next->bytes : head);
        auto items = itemsOf(piecesOf(&source), view.framing, encoding);
        bool isAtStart = isStart;
        while (auto item = co_await items.next()) {
            const QByteArray original = decode(*item, encoding);
            if (std::exchange(isAtStart, false))
                skipMark(*item);
            parseItem(*parser, *item, source.received, records);
            for (Record &record : records) {
                if (record.raw.isEmpty() && !original.isEmpty())
                    record.raw = original;
                addLabel(record, view.label, field);
                co_yield std::move(record);
            }
            records.clear();
        }
        parser->finish(source.received, records);
        for (Record &record : records) {
            addLabel(record, view.label, field);
            co_yield std::move(record);
        }
        records.clear();
    }
}

} // namespace livebelt
