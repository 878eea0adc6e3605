// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/formats/CsvReader.h"

#include "model/formats/JsonCheck.h"
#include "model/formats/RecordParts.h"
#include "model/records/FieldScanner.h"

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

QByteArray unescaped(QByteArrayView text)
{
    QByteArray plain;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char next = text[i] == '\\' && i + 1 < text.size() ? text[i + 1] : '\0';
        const char meant = next == 't' ? '\t' : next == 'n' ? '\n' : next == 'r' ? '\r' : next == '\\' ? '\\' : '\0';
        plain += meant == '\0' ? text[i] : meant;
        i += meant == '\0' ? 0 : 1;
    }
    return plain;
}

/// Adds the fields of a JSON object to others.
void addAll(FieldsBuilder &fields, QByteArrayView object)
{
    FieldScanner scanner(object);
    while (scanner.next())
        scanner.isString() ? fields.addText(scanner.name(), scanner.value())
                           : fields.addJson(scanner.name(), scanner.plainValue());
}

} // namespace

qsizetype CsvReader::endOfPiece(QByteArrayView text, qsizetype from)
{
    if (m_dialect == CsvDialect::Tabs) {
        const qsizetype end = text.indexOf('\n', from);
        return end < 0 ? -1 : end + 1;
    }
    for (qsizetype i = from; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '"' && (m_isInQuotes || m_isAtStart))
            m_isInQuotes = !m_isInQuotes;
        if (m_isInQuotes)
            continue;
        // Behind the second quote of a pair it goes on as it was.
        m_isAtStart = c == ',' || c == '\n' || c == '"';
        if (c == '\n')
            return i + 1;
    }
    return -1;
}

void CsvReader::splitQuoted(QByteArrayView line)
{
    m_cells.emplace_back();
    for (qsizetype i = 0; i < line.size();) {
        Cell &cell = m_cells.back();
        if (line[i] == '"') {
            cell.isQuoted = true;
            for (++i; i < line.size(); ++i) {
                if (line[i] == '"' && ++i < line.size() && line[i] != '"')
                    break;
                if (i < line.size())
                    cell.text += line[i];
            }
        }
        const qsizetype comma = line.indexOf(',', i);
        const qsizetype end = comma < 0 ? line.size() : comma;
        if (end > i)
            cell.text += line.sliced(i, end - i);
        i = end + 1;
        if (comma >= 0)
            m_cells.emplace_back();
    }
}

void CsvReader::split(QByteArrayView line)
{
    m_cells.clear();
    if (line.endsWith('\n'))
        line.chop(1);
    if (line.endsWith('\r'))
        line.chop(1);
    if (m_dialect == CsvDialect::Commas)
        return splitQuoted(line);
    for (;;) {
        const qsizetype tab = line.indexOf('\t');
        m_cells.push_back({unescaped(tab < 0 ? line : line.first(tab)), false});
        if (tab < 0)
            return;
        line = line.sliced(tab + 1);
    }
}

/// Without what was put in front of it for spreadsheets.
QByteArray CsvReader::plain(const QByteArray &cell) const
{
    return m_options.cells == CsvCells::Plain ? cell : withoutSpreadsheetMarks(cell);
}

Result<void> CsvReader::setColumns()
{
    for (const Cell &cell : m_cells) {
        const auto column = CsvColumn::of(validUtf8(plain(cell.text)));
        if (std::find(m_columns.begin(), m_columns.end(), column) != m_columns.end())
            return Failure{u"the column “%1” is there twice: name each one once"_s.arg(QString::fromUtf8(cell.text))};
        m_columns.push_back(column);
    }
    return {};
}

Result<void> CsvReader::setField(FieldsBuilder &fields, const QByteArray &name, const Cell &cell) const
{
    const QByteArray &text = cell.text;
    if (text.isEmpty() && !cell.isQuoted)
        return {};
    if (beginsAsJson(text) && isJson(text)) {
        if (text.startsWith('"'))
            addAll(fields, "{" + jsonString(name) + ':' + text + '}');
        else
            fields.addJson(name, validUtf8(text).replace('\n', ' ').replace('\r', ' '));
    } else if (!cell.isQuoted && readsAsAnotherValue(text)) {
        fields.addJson(name, text);
    } else {
        fields.addText(name, plain(text));
    }
    return {};
}

Result<void> CsvReader::take(QByteArrayView piece, const Visit &visit)
{
    using Part = CsvColumn::Part;
    const bool isHeader = m_columns.empty();
    if (isHeader && piece.startsWith("\xef\xbb\xbf"))
        piece = piece.sliced(3);
    split(piece);
    if (isHeader)
        return setColumns();
    if (m_cells.size() == 1 && m_columns.size() > 1 && m_cells[0].text.isEmpty())
        return {}; // a blank line
    if (m_cells.size() > m_columns.size())
        return Failure{u"it has %1 cells, and there are %2 columns"_s.arg(m_cells.size()).arg(m_columns.size())};
    Record record;
    QByteArray feed;
    FieldsBuilder fields;
    bool hasKind = false;
    for (size_t i = 0; i < m_cells.size(); ++i) {
        const Part part = m_columns[i].part;
        const QByteArray &text = m_cells[i].text;
        if (part == Part::Field) {
            if (const auto set = setField(fields, m_columns[i].field, m_cells[i]); !set)
                return set;
        } else if (part == Part::More) {
            if (!text.isEmpty() && !isJsonObject(text))
                return Failure{u"“more” is no JSON object"_s};
            addAll(fields, text);
        } else if (part == Part::Feed) {
            feed = validUtf8(plain(text));
        } else if (const auto set = setPart(record, part, plain(text), m_options.times); !set) {
            return set;
        }
        hasKind = hasKind || (part == Part::Kind && !text.isEmpty());
    }
    if (!fields.isEmpty()) {
        if (!record.fields.isEmpty())
            addAll(fields, record.fields);
        record.fields = fields.take();
    }
    if (!hasKind && record.text.isEmpty())
        record.kind = record.hasValue() ? RecordKind::Measurement : RecordKind::Row;
    return visit(feed, std::move(record));
}

} // namespace livebelt
