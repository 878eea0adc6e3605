// SPDX-License-Identifier: GPL-3.0-or-later
/// livebelt_make_demo chat.jsonl chat.livebelt: makes a capture of a chat that was written down as JSON Lines, one of
/// {"at": seconds, "nick", "text"} or {"at", "nick", "event": "join" | "part" | "topic", "text"} each.
#include "model/capture/CaptureWriter.h"
#include "model/records/Fields.h"
#include "model/records/Notice.h"
#include "model/records/Timestamp.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <cstdio>

using namespace livebelt;
using namespace Qt::StringLiterals;

namespace {

constexpr QByteArrayView channel = "#launchpad";

Record recordOf(const QJsonObject &line, qint64 start)
{
    const auto field = [&line](QLatin1StringView name) { return line.value(name).toString().toUtf8(); };
    Record record;
    record.received = start + qint64(line.value("at"_L1).toDouble() * 1e6);
    record.subject = field("nick"_L1);
    record.text = field("text"_L1);
    FieldsBuilder fields;
    if (const QByteArray event = field("event"_L1); !event.isEmpty()) {
        record.kind = RecordKind::Event;
        fields.add("command", event.toUpper());
        fields.add("channel", channel);
        fields.add("topic", record.text);
        if (event == "topic")
            record.text = record.subject + " set the topic of " + channel.toByteArray() + ": " + record.text;
        else
            record.text = record.subject + (event == "join" ? " joined " : " left ") + channel.toByteArray();
    } else {
        fields.add("channel", channel);
    }
    record.fields = fields.take();
    return record;
}

Result<Records> readChat(const QString &path)
{
    QFile file(path);
    if (!file.open(QFile::ReadOnly))
        return Failure{path + u": "_s + file.errorString()};
    const qint64 start = *fromRfc3339("2026-10-17T14:00:00Z");
    Records records;
    for (int number = 1; !file.atEnd(); ++number) {
        QJsonParseError error;
        const QJsonDocument line = QJsonDocument::fromJson(file.readLine(), &error);
        if (!line.isObject())
            return Failure{u"%1:%2: %3"_s.arg(path).arg(number).arg(error.errorString())};
        records.push_back(recordOf(line.object(), start));
    }
    return records;
}

Result<void> makeCapture(const QString &from, const QString &to)
{
    auto records = readChat(from);
    if (!records)
        return Failure{records.error()};
    QFile::remove(to);
    auto writer = CaptureWriter::open(to);
    if (!writer)
        return Failure{writer.error()};
    const auto feed = (*writer)->addFeed(u"#launchpad"_s, u"irc://irc.example.org/%23launchpad"_s, u"irc"_s);
    if (!feed)
        return Failure{feed.error()};
    FeedBatch batch;
    batch.feed = *feed;
    batch.received = records->size();
    batch.records = *std::move(records);
    if (const auto appended = (*writer)->append({&batch, 1}); !appended)
        return appended;
    return (*writer)->close();
}

} // namespace

int main(int count, char **arguments)
{
    if (count != 3) {
        std::fprintf(stderr, "usage: livebelt_make_demo chat.jsonl chat.livebelt\n");
        return 2;
    }
    const auto made = makeCapture(QFile::decodeName(arguments[1]), QFile::decodeName(arguments[2]));
    if (made)
        return 0;
    std::fprintf(stderr, "%s\n", qPrintable(made.error()));
    return 1;
}
