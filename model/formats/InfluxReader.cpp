// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/formats/InfluxReader.h"

#include "model/formats/RecordParts.h"
#include "model/records/Fields.h"

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

using Part = CsvColumn::Part;

qint64 floorDiv(qint64 a, qint64 b)
{
    return a / b - (a % b < 0 ? 1 : 0);
}

/// The parts of one point.
class Point
{
public:
    explicit Point(QByteArrayView line) : m_line(line) {}

    bool at(char c) const { return m_at < m_line.size() && m_line[m_at] == c; }
    bool isAtEnd() const { return m_at == m_line.size(); }
    bool take(char c)
    {
        if (!at(c))
            return false;
        ++m_at;
        return true;
    }
    /// Up to a comma, a space, or an equals sign where that ends it.
    QByteArray name(bool endsWithEquals)
    {
        QByteArray name;
        for (; m_at < m_line.size(); ++m_at) {
            const char next = m_at + 1 < m_line.size() ? m_line[m_at + 1] : '\0';
            if (m_line[m_at] == '\\' && (next == ',' || next == ' ' || next == '='))
                name += m_line[++m_at];
            else if (at(',') || at(' ') || (endsWithEquals && at('=')))
                break;
            else
                name += m_line[m_at];
        }
        return name;
    }
    /// nullopt: it has no end.
    std::optional<QByteArray> text()
    {
        QByteArray text;
        while (!isAtEnd()) {
            const char c = m_line[m_at++];
            if (c == '"')
                return text;
            if (c == '\\' && (at('"') || at('\\')))
                text += m_line[m_at++];
            else
                text += c;
        }
        return std::nullopt;
    }
    QByteArray rest(char end)
    {
        const qsizetype from = m_at;
        while (!isAtEnd() && !at(end) && !at(' '))
            ++m_at;
        return m_line.sliced(from, m_at - from).toByteArray();
    }

private:
    QByteArrayView m_line;
    qsizetype m_at = 0;
};

/// What becomes of a point.
struct Draft
{
    Record record;
    QByteArray feed;
    FieldsBuilder fields;
    bool hasKind = false;

    Result<void> set(const QByteArray &key, const QByteArray &value)
    {
        const CsvColumn column = CsvColumn::of(key);
        hasKind = hasKind || column.part == Part::Kind;
        if (column.part == Part::Feed)
            feed = value;
        else if (column.part == Part::Field || column.part == Part::More)
            return Failure{u"“%1” is no part of a record"_s.arg(QString::fromUtf8(key))};
        else
            return setPart(record, column.part, value, {TimeFormat::Microseconds});
        return {};
    }
    static bool isPart(const QByteArray &key)
    {
        const Part part = CsvColumn::of(key).part;
        return part != Part::Field && part != Part::More && part != Part::Fields;
    }
};

QByteArray fieldOf(const QByteArray &key)
{
    const CsvColumn column = CsvColumn::of(key);
    return column.part == Part::Field ? column.field : key;
}

std::optional<bool> boolean(const QByteArray &word)
{
    for (const char *yes : {"t", "T", "true", "True", "TRUE"}) {
        if (word == yes)
            return true;
    }
    for (const char *no : {"f", "F", "false", "False", "FALSE"}) {
        if (word == no)
            return false;
    }
    return std::nullopt;
}

Result<void> takeField(Point &point, Draft &draft)
{
    const QByteArray key = validUtf8(point.name(true));
    if (key.isEmpty() || !point.take('='))
        return Failure{u"a field has no name, or no value"_s};
    const QByteArray name = fieldOf(key);
    const bool isPart = Draft::isPart(key);
    if (point.take('"')) {
        const auto text = point.text();
        if (!text)
            return Failure{u"a text has no end"_s};
        if (isPart)
            return draft.set(key, *text);
        draft.fields.addText(name, *text);
        return {};
    }
    QByteArray word = point.rest(',');
    const auto truth = boolean(word);
    if (truth) {
        if (isPart)
            return draft.set(key, *truth ? "true" : "");
        draft.fields.addBoolean(name, *truth);
        return {};
    }
    if (word.endsWith('i') || word.endsWith('u'))
        word.chop(1);
    if (isPart)
        return draft.set(key, word);
    draft.fields.addNumber(name, word);
    return {};
}

Result<void> takeTime(QByteArrayView word, Record &record)
{
    bool isNumber = false;
    const qint64 nanos = word.trimmed().toLongLong(&isNumber);
    if (!isNumber)
        return Failure{u"“%1” is no time in nanoseconds"_s.arg(QString::fromUtf8(word))};
    (record.received == noTime ? record.received : record.time) = floorDiv(nanos, 1000);
    return {};
}

} // namespace

qsizetype InfluxReader::endOfPiece(QByteArrayView text, qsizetype from)
{
    if (from == 0) {
        m_place = Place::Names;
        m_isEscaped = false;
    }
    for (qsizetype i = from; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '\n' && m_place != Place::Text)
            return i + 1;
        const bool isEscaped = std::exchange(m_isEscaped, c == '\\' && !m_isEscaped);
        if (i == 0 && c == '#')
            m_place = Place::Time; // a comment: up to the end of the line
        if (isEscaped)
            continue;
        switch (m_place) {
        case Place::Names:
            m_place = c == ' ' ? Place::Key : Place::Names;
            break;
        case Place::Key:
            m_place = c == '=' ? Place::Value : Place::Key;
            break;
        case Place::Value:
            m_place = c == '"' ? Place::Text : Place::Number;
            break;
        case Place::Text:
            m_place = c == '"' ? Place::Number : Place::Text;
            break;
        case Place::Number:
            m_place = c == ',' ? Place::Key : c == ' ' ? Place::Time : Place::Number;
            break;
        case Place::Time:
            break;
        }
    }
    return -1;
}

Result<void> InfluxReader::take(QByteArrayView piece, const Visit &visit)
{
    if (piece.endsWith('\n'))
        piece.chop(1);
    if (piece.endsWith('\r'))
        piece.chop(1);
    if (piece.trimmed().isEmpty() || piece.startsWith('#'))
        return {};
    Point point(piece);
    Draft draft;
    draft.feed = point.name(false);
    while (point.take(',')) {
        const QByteArray key = validUtf8(point.name(true));
        if (key.isEmpty() || !point.take('='))
            return Failure{u"a tag has no name, or no value"_s};
        const QByteArray value = point.name(true);
        if (!Draft::isPart(key)) {
            const QByteArray name = fieldOf(key);
            draft.fields.addText(name, value);
        } else if (const auto set = draft.set(key, value); !set) {
            return set;
        }
    }
    if (!point.take(' '))
        return Failure{u"it has no fields"_s};
    do {
        if (const auto taken = takeField(point, draft); !taken)
            return taken;
    } while (point.take(','));
    Record &record = draft.record;
    if (point.take(' ') && !point.isAtEnd()) {
        if (const auto taken = takeTime(point.rest('\0'), record); !taken)
            return taken;
    }
    record.fields = draft.fields.take();
    if (!draft.hasKind && record.text.isEmpty())
        record.kind = record.hasValue() ? RecordKind::Measurement : RecordKind::Row;
    return visit(validUtf8(draft.feed), std::move(record));
}

} // namespace livebelt
