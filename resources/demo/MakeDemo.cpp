// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/capture/CaptureWriter.h"
#include "model/records/Fields.h"
#include "model/records/Timestamp.h"

#include <QFile>
#include <cstdint>
#include <cstdio>
#include <simdjson.h>

using namespace livebelt;
using namespace Qt::StringLiterals;

namespace {

constexpr auto feedName = "#launchpad"_L1;
constexpr auto feedAddress = "irc://demo.livebelt.invalid/%23launchpad"_L1;
constexpr auto feedKind = "irc"_L1;

Failure wrong(std::string_view key, const char *what)
{
    return {u"“%1” %2"_s.arg(QString::fromUtf8(key.data(), qsizetype(key.size())), QString::fromUtf8(what))};
}

QByteArrayView bytes(std::string_view text)
{
    return {text.data(), qsizetype(text.size())};
}

Result<QByteArray> readFields(simdjson::dom::element element)
{
    simdjson::dom::object object;
    if (element.get(object) != simdjson::SUCCESS)
        return wrong("fields", "is no object");
    FieldsBuilder fields;
    for (const auto [key, value] : object) {
        std::string_view text;
        if (value.get(text) != simdjson::SUCCESS)
            return wrong(key, "in “fields” is no string");
        fields.add(bytes(key), bytes(text));
    }
    return fields.take();
}

/// Puts one key of a line into record; false where it is not what it should be.
Result<void> readKey(std::string_view key, simdjson::dom::element value, Record &record)
{
    if (key == "seq") {
        std::uint64_t seq = 0;
        if (value.get(seq) != simdjson::SUCCESS)
            return wrong(key, "is no number");
        record.seq = seq;
        return {};
    }
    if (key == "fields") {
        auto fields = readFields(value);
        if (!fields)
            return Failure{fields.error()};
        record.fields = *std::move(fields);
        return {};
    }
    std::string_view text;
    if (value.get(text) != simdjson::SUCCESS || text.empty())
        return wrong(key, "is no string, or an empty one");
    if (key == "feed")
        return text == feedName.data() ? Result<void>() : wrong(key, "is not #launchpad");
    if (key == "received" || key == "time") {
        const auto micros = fromRfc3339(bytes(text));
        (key == "time" ? record.time : record.received) = micros.value_or(noTime);
        return micros ? Result<void>() : wrong(key, "is no RFC 3339 time");
    }
    if (key == "kind") {
        const auto kind = kindFromName(bytes(text));
        record.kind = kind.value_or(RecordKind::Message);
        return kind ? Result<void>() : wrong(key, "is no kind of record");
    }
    if (key != "subject" && key != "text")
        return wrong(key, "is no key the demo knows");
    (key == "subject" ? record.subject : record.text) = bytes(text).toByteArray();
    return {};
}

Result<Record> readLine(simdjson::dom::parser &parser, const QByteArray &line)
{
    simdjson::dom::object object;
    if (const auto error = parser.parse(line.constData(), size_t(line.size())).get(object))
        return Failure{u"it is no JSON object: %1"_s.arg(QString::fromUtf8(simdjson::error_message(error)))};
    Record record;
    for (const auto [key, value] : object) {
        if (auto read = readKey(key, value, record); !read)
            return Failure{read.error()};
    }
    if (record.received == noTime || record.subject.isEmpty() || record.text.isEmpty())
        return Failure{u"“received”, “subject” or “text” is missing"_s};
    return record;
}

Result<Records> readLines(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Failure{u"%1: %2"_s.arg(path, file.errorString())};
    simdjson::dom::parser parser;
    Records records;
    while (!file.atEnd()) {
        const QByteArray line = file.readLine().trimmed();
        const qsizetype number = qsizetype(records.size()) + 1;
        const auto complain = [&](const QString &what) {
            return Failure{u"%1:%2: %3"_s.arg(path).arg(number).arg(what)};
        };
        auto record = readLine(parser, line);
        if (!record)
            return complain(record.error());
        if (record->seq != quint64(number))
            return complain(u"“seq” is not the number of the line"_s);
        if (!records.empty() && record->received < records.back().received)
            return complain(u"“received” is before that of the line above"_s);
        records.push_back(*std::move(record));
    }
    if (records.empty())
        return Failure{u"%1 is empty"_s.arg(path)};
    return records;
}

Result<void> writeCapture(const QString &path, Records records)
{
    for (const QString &suffix : {u""_s, u"-wal"_s, u"-shm"_s})
        QFile::remove(path + suffix);
    auto writer = CaptureWriter::open(path);
    if (!writer)
        return Failure{writer.error()};
    const auto feed = (*writer)->addFeed(feedName, feedAddress, feedKind);
    if (!feed)
        return Failure{feed.error()};
    const quint64 received = records.size();
    FeedBatch batch{*feed, std::move(records), received};
    if (auto appended = (*writer)->append({&batch, 1}); !appended)
        return appended;
    if (auto closed = (*writer)->close(); !closed)
        return closed;
    // It travels alone: what SQLite left beside it would be missing.
    return QFile::exists(path + u"-wal"_s) ? Failure{u"%1 is still more than one file"_s.arg(path)} : Result<void>();
}

} // namespace

/// livebelt_make_demo chat.jsonl chat.livebelt: makes a capture of JSON Lines, each as `livebelt export` writes them.
int main(int argc, char **argv)
{
    if (argc != 3) {
        std::fputs("usage: livebelt_make_demo LINES.jsonl CAPTURE.livebelt\n", stderr);
        return 2;
    }
    auto records = readLines(QFile::decodeName(argv[1]));
    const auto written = records ? writeCapture(QFile::decodeName(argv[2]), *std::move(records))
                                 : Result<void>(Failure{records.error()});
    if (written)
        return 0;
    std::fprintf(stderr, "%s\n", written.error().toUtf8().constData());
    return 1;
}
