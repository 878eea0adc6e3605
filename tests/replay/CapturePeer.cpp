// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/replay/CapturePeer.h"

#include "app/feeds/CaptureSupply.h"
#include "model/capture/CaptureWriter.h"
#include "model/records/Timestamp.h"
#include "sources/parse/Reader.h"
#include "sources/replay/ReplayKind.h"

namespace livebelt::test {

using namespace Qt::StringLiterals;

FeedKind CapturePeer::kind() const
{
    return replayKind(&captureRecords);
}

QString CapturePeer::start()
{
    if (!m_directory.isValid())
        return m_directory.errorString();
    give(1, 1);
    return {};
}

QString CapturePeer::address() const
{
    return u"capture:%1?speed=max"_s.arg(m_directory.filePath(u"items.livebelt"_s));
}

void CapturePeer::write(Records records)
{
    const QString path = m_directory.filePath(u"items.livebelt"_s);
    QFile::remove(path);
    auto writer = CaptureWriter::open(path);
    if (!writer)
        qFatal("%s", qUtf8Printable(writer.error()));
    std::vector<FeedBatch> batches(1);
    const auto feed = (*writer)->addFeed(u"items"_s, u"test:"_s, u"test"_s);
    batches[0].feed = feed ? *feed : 0;
    batches[0].records = std::move(records);
    if (const auto stored = (*writer)->append(batches); !stored)
        qFatal("%s", qUtf8Printable(stored.error()));
}

void CapturePeer::give(int first, int count)
{
    Records records;
    for (int i = first; i < first + count; ++i) {
        Record record;
        record.received = nowMicros();
        record.subject = "item";
        record.text = QByteArray::number(i);
        records.push_back(std::move(record));
    }
    write(std::move(records));
}

void CapturePeer::givePayloads(const std::vector<LawPayload> &payloads)
{
    ParserOptions options;
    options.format = u"auto"_s;
    options.isMixed = true;
    Reader reader(options);
    Records records;
    for (const LawPayload &payload : payloads)
        reader.read(payload.bytes, nowMicros(), records);
    write(std::move(records));
}

std::optional<int> CapturePeer::number(const Record &record) const
{
    if (record.subject != "item")
        return std::nullopt;
    return record.text.toInt();
}

} // namespace livebelt::test
