// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detail/RecordFacts.h"

#include "model/records/Timestamp.h"
#include "ui/lists/WrittenValue.h"
#include "ui/theme/Format.h"
#include "ui/theme/VisibleText.h"

#include <QCoreApplication>
#include <QDateTime>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

QString words(const char *text)
{
    return QCoreApplication::translate("RecordFacts", text);
}

QString timeText(qint64 micros)
{
    const QDateTime utc = QDateTime::fromMSecsSinceEpoch(micros / 1000).toUTC();
    const QString digits = u"%1"_s.arg(((micros % 1'000'000) + 1'000'000) % 1'000'000, 6, 10, QChar(u'0'));
    if (utc.toLocalTime().offsetFromUtc() == 0)
        return utc.toString(u"yyyy-MM-dd HH:mm:ss."_s) + digits + u" UTC"_s;
    return utc.toLocalTime().toString(u"yyyy-MM-dd HH:mm:ss."_s) + digits + u' ' +
           utc.toLocalTime().timeZoneAbbreviation() + u'\n' + utc.toString(u"yyyy-MM-dd HH:mm:ss."_s) + digits +
           u" UTC"_s;
}

QString kindTitle(RecordKind kind)
{
    switch (kind) {
    case RecordKind::Message:
        return words("Message");
    case RecordKind::Measurement:
        return words("Measurement");
    case RecordKind::Event:
        return words("Event");
    case RecordKind::Row:
        return words("Row");
    case RecordKind::Notice:
        break;
    }
    return words("Notice");
}

/// Where it says something: of nearly all records there is nothing to say.
QString endTitle(ItemEnd end)
{
    switch (end) {
    case ItemEnd::CarriageReturnLineFeed:
        return words("Carriage return and line feed");
    case ItemEnd::CarriageReturn:
        return words("Carriage return");
    case ItemEnd::None:
        return words("Without a line’s end");
    case ItemEnd::LineFeed:
    case ItemEnd::InRaw:
        break;
    }
    return {};
}

QString sizeText(qsizetype bytes)
{
    const QString exact = bytes == 1 ? words("1 byte") : words("%1 bytes").arg(format::count(quint64(bytes)));
    return bytes < 1000 ? exact : u"%1 (%2)"_s.arg(exact, format::bytes(bytes));
}

void addTimes(std::vector<RecordFact> &facts, const Record &record)
{
    if (record.time != noTime)
        facts.push_back({words("Source time"), timeText(record.time), QString::fromUtf8(toRfc3339(record.time))});
    if (record.received != noTime)
        facts.push_back({words("Received"), timeText(record.received), QString::fromUtf8(toRfc3339(record.received))});
    // What is older was not on the way all that time: it lay in a file, a table or a capture.
    constexpr qint64 longestWay = 3'600'000'000; // microseconds
    const bool travelled = record.time != noTime && record.received != noTime;
    if (travelled && record.received >= record.time && record.received - record.time < longestWay) {
        const QString way = format::lag(double(record.received - record.time) / 1e6);
        facts.push_back({words("On the way"), way, way});
    }
}

} // namespace

std::vector<RecordFact> recordFacts(const Record &record)
{
    std::vector<RecordFact> facts;
    const auto add = [&facts](const QString &name, const QString &shown) {
        if (!shown.isEmpty())
            facts.push_back({name, shown, shown});
    };
    if (record.hasValue()) {
        const WrittenValue value = writtenValue(record);
        facts.push_back({words("Value"), toString(value, record), QString::fromUtf8(value.digits)});
        if (value.isText) // which may say less than is known
            facts.back() = {words("Value"), format::exactValue(record.value, record.unit),
                            format::exactValue(record.value, {})};
    }
    const QString subject = QString::fromUtf8(record.subject);
    if (!subject.isEmpty())
        facts.push_back({words("Subject"), visibleText(subject), subject});
    add(words("Level"), QString::fromLatin1(levelName(record.level)));
    addTimes(facts, record);
    add(words("Size"), sizeText(record.arrived().size()));
    facts.back().copied = QString::number(record.arrived().size());
    add(words("Ending"), endTitle(record.end));
    if (record.continues)
        add(words("Goes on from"), words("the record before: they are one line"));
    add(words("Kind"), kindTitle(record.kind));
    if (record.seq > 0)
        facts.push_back({words("Number"), format::count(record.seq), QString::number(record.seq)});
    return facts;
}

} // namespace livebelt
