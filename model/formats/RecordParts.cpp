// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/formats/RecordParts.h"

#include "model/formats/JsonCheck.h"
#include "model/records/FieldScanner.h"
#include "model/records/Fields.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array<QByteArrayView, 5> endings{"", "crlf", "cr", "raw", "none"}; // of ItemEnd

Failure wrong(QLatin1StringView what, QByteArrayView text)
{
    return Failure{u"“%1” is no %2"_s.arg(QString::fromUtf8(text.first(std::min<qsizetype>(text.size(), 60))), what)};
}

Result<void> setTime(qint64 &to, QByteArrayView text, const TimeStyle &times)
{
    const auto time = readTime(text, times);
    if (!time)
        return wrong("time: say with --time-format and --tz how times are written"_L1, text);
    to = *time;
    return {};
}

template<typename Number>
bool readNumber(QByteArrayView text, Number &to)
{
    const auto [end, error] = std::from_chars(text.begin(), text.end(), to);
    return error == std::errc() && end == text.end();
}

/// Without escapes that are not needed, on one line: as FieldsBuilder writes.
QByteArray rewritten(QByteArrayView json)
{
    FieldsBuilder fields;
    FieldScanner scanner(json);
    while (scanner.next()) {
        if (scanner.isString())
            fields.addText(scanner.name(), scanner.value());
        else // line ends stand between its values: in them they are escaped
            fields.addJson(scanner.name(), validUtf8(scanner.value().replace('\n', ' ').replace('\r', ' ')));
    }
    return fields.take();
}

Result<void> setFields(Record &record, QByteArrayView text)
{
    if (!isJsonObject(text))
        return wrong("JSON object"_L1, text);
    if (!FieldScanner(text).next()) // an empty object has none
        return {};
    if (text.contains("\\u") || text.contains('\n') || text.contains('\r') || !isValidUtf8(text))
        record.fields = rewritten(text);
    else
        record.fields = text.trimmed().toByteArray();
    return {};
}

Result<void> setRaw(Record &record, QByteArrayView text)
{
    auto raw = QByteArray::fromBase64Encoding(text.toByteArray(), QByteArray::AbortOnBase64DecodingErrors);
    if (!raw)
        return wrong("base64"_L1, text);
    record.raw = std::move(*raw);
    return {};
}

} // namespace

QByteArrayView endingName(ItemEnd end)
{
    return endings.at(size_t(end));
}

Result<void> setPart(Record &record, CsvColumn::Part part, QByteArrayView text, const TimeStyle &times)
{
    using Part = CsvColumn::Part;
    if (text.isEmpty())
        return {};
    switch (part) {
    case Part::Seq:
        return readNumber(text, record.seq) && qint64(record.seq) >= 0 ? Result<void>()
                                                                       : wrong("number of a record"_L1, text);
    case Part::Received:
        return setTime(record.received, text, times);
    case Part::Time:
        return setTime(record.time, text, times);
    case Part::Kind: {
        const auto kind = kindFromName(text);
        record.kind = kind.value_or(RecordKind::Message);
        return kind ? Result<void>() : wrong("kind of record"_L1, text);
    }
    case Part::Level: {
        const auto level = levelFromName(text);
        record.level = level.value_or(Level::None);
        return level ? Result<void>() : wrong("level"_L1, text);
    }
    case Part::Subject:
        record.subject = validUtf8(text.toByteArray());
        break;
    case Part::Text:
        record.text = validUtf8(text.toByteArray());
        break;
    case Part::Value:
        return readNumber(text, record.value) ? Result<void>() : wrong("number"_L1, text);
    case Part::Unit:
        record.unit = validUtf8(text.toByteArray());
        break;
    case Part::Fields:
        return setFields(record, text);
    case Part::Raw:
        return setRaw(record, text);
    case Part::Ending: {
        const auto found = std::find(endings.begin(), endings.end(), text);
        if (found == endings.end())
            return wrong("ending: it is crlf, cr, raw or none"_L1, text);
        record.end = ItemEnd(found - endings.begin());
        break;
    }
    case Part::Continues:
        record.continues = text == "true" || text == "1";
        break;
    case Part::Feed:
    case Part::More:
    case Part::Field:
        break;
    }
    return {};
}

bool readsAsAnotherValue(QByteArrayView text)
{
    static constexpr std::array<QByteArrayView, 3> words{"true", "false", "null"};
    return text.isEmpty() || isJsonNumber(text) || std::find(words.begin(), words.end(), text) != words.end();
}

} // namespace livebelt
