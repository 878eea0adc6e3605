// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/formats/JsonReader.h"

#include "model/formats/JsonCheck.h"
#include "model/formats/RecordParts.h"
#include "model/records/FieldScanner.h"

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

void addField(FieldsBuilder &fields, const QByteArray &name, const FieldScanner &scanner)
{
    if (scanner.isString())
        fields.addText(name, scanner.value());
    else // line ends stand between its values: in them they are escaped
        fields.addJson(name, validUtf8(scanner.value().replace('\n', ' ').replace('\r', ' ')));
}

} // namespace

qsizetype JsonReader::endOfPiece(QByteArrayView text, qsizetype from)
{
    if (m_shape == JsonShape::Lines) {
        const qsizetype end = text.indexOf('\n', from);
        return end < 0 ? -1 : end + 1;
    }
    for (qsizetype i = from; i < text.size(); ++i) {
        const char c = text[i];
        if (m_isInText) {
            m_isInText = c != '"' || m_isEscaped;
            m_isEscaped = c == '\\' && !m_isEscaped;
            continue;
        }
        m_isInText = c == '"';
        m_depth += c == '{' ? 1 : c == '}' ? -1 : 0;
        if (c == '}' && m_depth <= 0) {
            m_depth = 0;
            return i + 1;
        }
    }
    return -1;
}

Result<void> JsonReader::take(QByteArrayView piece, const Visit &visit)
{
    using Part = CsvColumn::Part;
    if (piece.startsWith("\xef\xbb\xbf"))
        piece = piece.sliced(3);
    if (m_shape == JsonShape::Array) { // what is around the objects
        while (!piece.isEmpty() && QByteArrayView("[], \t\r\n").contains(piece.front()))
            piece = piece.sliced(1);
    }
    piece = piece.trimmed();
    if (piece.isEmpty())
        return {};
    if (!isJsonObject(piece))
        return Failure{u"it is no JSON object"_s};
    Record record;
    QByteArray feed;
    FieldsBuilder fields;
    bool hasKind = false;
    FieldScanner scanner(piece);
    while (scanner.next()) {
        const QByteArray name = scanner.name();
        const QByteArray value = scanner.value();
        const bool isNull = !scanner.isString() && value == "null";
        const CsvColumn column = name == "raw_base64" ? CsvColumn{Part::Raw} : CsvColumn::of(name);
        const bool isObject = !scanner.isString() && value.startsWith('{');
        if (column.part == Part::Field) {
            addField(fields, column.field, scanner);
        } else if (column.part == Part::More || column.part == Part::Fields) {
            if (!isObject && !isNull)
                return Failure{u"“%1” is no object"_s.arg(QString::fromUtf8(name))};
            Record more;
            if (const auto set = setPart(more, Part::Fields, isNull ? QByteArray() : value, m_options.times); !set)
                return set;
            if (column.part == Part::Fields && record.fields.isEmpty()) {
                record.fields = more.fields;
                continue;
            }
            FieldScanner others(more.fields);
            while (others.next())
                addField(fields, others.name(), others);
        } else if (isNull) {
            continue;
        } else if (column.part == Part::Feed) {
            feed = value;
        } else if (name == "raw") {
            record.raw = value;
        } else if (const auto set = setPart(record, column.part, value, m_options.times); !set) {
            return set;
        }
        hasKind = hasKind || column.part == Part::Kind;
    }
    if (!fields.isEmpty()) {
        FieldsBuilder all(record.fields);
        const QByteArray added = fields.take();
        FieldScanner others(added);
        while (others.next())
            addField(all, others.name(), others);
        record.fields = all.take();
    }
    if (!hasKind && record.text.isEmpty())
        record.kind = record.hasValue() ? RecordKind::Measurement : RecordKind::Row;
    return visit(validUtf8(feed), std::move(record));
}

} // namespace livebelt
