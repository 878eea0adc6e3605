// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/table/TableLayout.h"

#include "model/records/FieldScanner.h"
#include "ui/lists/LevelMark.h"
#include "ui/lists/TextFormats.h"
#include "ui/lists/WrittenValue.h"
#include "ui/theme/Theme.h"
#include "ui/views/NoticeColor.h"
#include "ui/views/RowColors.h"

#include <QDateTime>
#include <QPainter>
#include <QStyle>
#include <algorithm>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr int edgeWidth = 3;
constexpr qsizetype mostBytes = RecordModel::displayBytes;

bool isNumber(QByteArrayView text)
{
    return !text.isEmpty() && (text[0] == '-' || (text[0] >= '0' && text[0] <= '9'));
}

} // namespace

CellText cellText(const TableColumn &column, const Record &record, bool withDate)
{
    using What = TableColumn::What;
    switch (column.what) {
    case What::Time:
        if (record.when() == noTime)
            return {};
        return {QDateTime::fromMSecsSinceEpoch(record.when() / 1000)
                    .toString(withDate ? u"yyyy-MM-dd HH:mm:ss.zzz"_s : u"HH:mm:ss.zzz"_s)
                    .toUtf8()};
    case What::Level:
        return {levelName(record.level).toByteArray()};
    case What::Subject:
        return {record.subject};
    case What::Value:
        return {record.hasValue() ? toString(writtenValue(record), record).toUtf8() : QByteArray(), true};
    case What::Text:
        return {record.text};
    case What::Field:
        break;
    }
    FieldScanner fields(record.fields);
    if (!fields.find(column.field))
        return {};
    const QByteArray value = fields.value();
    const bool isNull = !fields.isString() && value == "null";
    return {isNull ? QByteArray("NULL") : value, !fields.isString() && isNumber(value), isNull};
}

TableLayout::TableLayout(const Record &record, const Setting &setting, int width)
    : m_palette(setting.style.palette), m_direction(setting.style.direction), m_height(setting.lineHeight)
{
    if (record.kind == RecordKind::Notice) {
        addNotice(record, setting, width);
        return;
    }
    if (hasLevelEdge(record.level))
        m_edge = levelColor(record.level, m_palette, hardestBackground(m_palette));
    for (const TableHeader::Section &section : setting.sections)
        addCell(record, section, setting, width);
}

TableLayout::TableLayout(const QString &missing, const Setting &setting, int width)
    : m_palette(setting.style.palette), m_direction(setting.style.direction), m_height(setting.lineHeight)
{
    Cell cell;
    cell.place = QRect(setting.margin, 0, width - 2 * setting.margin, m_height);
    cell.said = ShownText(missing.isEmpty() ? QByteArray("· · ·") : missing.toUtf8(), mostBytes);
    cell.text = KeptText(cell.said.shown(), {setting.style.font, m_direction}, cell.place.width());
    cell.isQuiet = true;
    add(std::move(cell));
}

void TableLayout::add(Cell cell)
{
    if (!m_cells.empty())
        m_text += u'\t';
    cell.first = int(m_text.size());
    m_text += cell.said.arrived();
    m_cells.push_back(std::move(cell));
}

void TableLayout::addCell(const Record &record, const TableHeader::Section &section, const Setting &setting, int width)
{
    using What = TableColumn::What;
    const TableColumn &column = setting.columns[section.column];
    const CellText said = cellText(column, record, setting.withDate);
    Cell cell;
    cell.title = column.title();
    const int room = std::max(0, section.width - setting.margin);
    const QRect place(section.begin + setting.margin / 2, 0, room, m_height);
    cell.place = QStyle::visualRect(m_direction, QRect(0, 0, width, m_height), place);
    // No more of a text than could be seen: what is shaped and measured must not depend on its length.
    cell.said = ShownText(said.text, std::min(mostBytes, qsizetype(room) + 64));
    cell.isQuiet = column.what == What::Time || said.isNull;
    const QColor ground = hardestBackground(m_palette);
    if (column.what == What::Level)
        cell.ink = levelColor(record.level, m_palette, ground);
    KeptText::Style style{setting.fixed, m_direction};
    style.highlight = highlightFormat(m_palette);
    switch (column.what) {
    case What::Time:
    case What::Value:
        style.font = setting.numbers;
        break;
    case What::Subject:
        style.highlights = setting.subject;
        style.elide = Qt::ElideMiddle;
        break;
    case What::Text:
        style.highlights = setting.text;
        style.formats = textFormats(record, cell.said.shown().size(), m_palette, ground);
        break;
    case What::Field:
        style.highlights = setting.field;
        if (said.isNumber)
            style.font = setting.numbers;
        style.font.setItalic(said.isNull);
        break;
    case What::Level:
        style.font = setting.style.font;
        if (hasLevelEdge(record.level))
            style.font.setWeight(QFont::DemiBold);
        break;
    }
    cell.text = KeptText(cell.said.shown(), style, room);
    if (said.isNumber && cell.text.isCut())
        m_narrow = {section.column, cell.text.naturalWidth() + setting.margin + 2};
    if (said.isNumber && !cell.text.isCut()) {
        const int free = room - cell.text.naturalWidth();
        if (m_direction == Qt::LeftToRight)
            cell.place.setLeft(cell.place.left() + std::max(0, free));
        else // KeptText stands at the side where reading begins
            cell.place.moveLeft(cell.place.left() - std::max(0, free));
    }
    add(std::move(cell));
}

void TableLayout::addNotice(const Record &record, const Setting &setting, int width)
{
    // The time has its column, where there is one; the sentence all that is behind it.
    int begin = setting.margin / 2;
    if (!setting.sections.empty()) {
        const TableHeader::Section &first = setting.sections.front();
        if (setting.columns[first.column].what == TableColumn::What::Time) {
            addCell(record, first, setting, width);
            begin += first.begin + first.width;
        }
    }
    m_dot = noticeColor(record, m_palette);
    const int side = m_height / 2;
    const QRect row(0, 0, width, m_height);
    m_dotAt = QStyle::visualRect(m_direction, row, QRect(begin, 0, side, m_height)).center();
    Cell cell;
    cell.place =
        QStyle::visualRect(m_direction, row, QRect(begin + side, 0, std::max(0, width - begin - side), m_height));
    cell.said = ShownText(record.text.isEmpty() ? record.subject : record.text,
                          std::min(mostBytes, qsizetype(cell.place.width()) + 64));
    KeptText::Style style{setting.style.font, m_direction};
    style.highlights = setting.text;
    style.highlight = highlightFormat(m_palette);
    cell.text = KeptText(cell.said.shown(), style, cell.place.width());
    cell.isQuiet = true;
    add(std::move(cell));
}

void TableLayout::paint(QPainter &painter, const QRect &place, const RowLook &look) const
{
    paintRowGround(painter, place, m_palette, look);
    if (m_edge.isValid()) {
        const QRect edge(place.topLeft(), QSize(edgeWidth, place.height()));
        painter.fillRect(QStyle::visualRect(m_direction, place, edge), m_edge);
    }
    if (m_dot.isValid()) {
        painter.save();
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_dot);
        painter.drawEllipse(QPointF(place.topLeft() + m_dotAt), m_height / 7.0, m_height / 7.0);
        painter.restore();
    }
    for (const Cell &cell : m_cells) {
        TextSpan marked{look.marked.first - cell.first, look.marked.last - cell.first};
        marked = cell.said.toShown({std::max(0, marked.first), std::max(0, marked.last)});
        const QColor ink = cell.ink.isValid() ? cell.ink
                           : cell.isQuiet     ? quietInk(m_palette, look)
                                              : m_palette.color(QPalette::Text);
        cell.text.paint(painter,
                        place.topLeft() + cell.place.topLeft() + QPoint(0, (m_height - cell.text.height()) / 2), ink,
                        marked, markFormat(m_palette));
    }
}

int TableLayout::placeAt(const QPoint &point) const
{
    for (const Cell &cell : m_cells) {
        if (point.x() < cell.place.left() || point.x() > cell.place.right())
            continue;
        const int shown = cell.text.placeAt(point - cell.place.topLeft());
        return cell.first + cell.said.toArrived(shown);
    }
    return -1;
}

QStringList TableLayout::spoken() const
{
    QStringList parts;
    for (const Cell &cell : m_cells)
        parts += cell.title.isEmpty() || cell.said.shown().isEmpty() ? cell.said.shown()
                                                                     : cell.title + u' ' + cell.said.shown();
    return parts;
}

QRect TableLayout::partPlace(int part) const
{
    return part >= 0 && size_t(part) < m_cells.size() ? m_cells[size_t(part)].place : QRect();
}

} // namespace livebelt
