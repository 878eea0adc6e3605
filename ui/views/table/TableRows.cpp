// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/table/TableRows.h"

#include "ui/theme/Theme.h"
#include "ui/theme/VisibleText.h"
#include "ui/views/table/TableLayout.h"

#include <QDateTime>
#include <QMenu>
#include <QTimer>
#include <algorithm>
#include <utility>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostSamples = 60;
constexpr int fewestLetters = 5;
constexpr int mostLetters = 32;

bool hasEvenDigits(const QFont &font)
{
    const QFontMetrics metrics(font);
    for (char16_t digit = u'1'; digit <= u'9'; ++digit) {
        if (metrics.horizontalAdvance(QChar(digit)) != metrics.horizontalAdvance(u'0'))
            return false;
    }
    return true;
}

QFont fixedLike(const QFont &font)
{
    QFont fixed = theme::fixedFont();
    if (font.pointSizeF() > 0)
        fixed.setPointSizeF(font.pointSizeF());
    else
        fixed.setPixelSize(font.pixelSize());
    return fixed;
}

bool isToday(const Record &record)
{
    return QDateTime::fromMSecsSinceEpoch(record.when() / 1000).date() == QDate::currentDate();
}

/// They are chosen anew as more is known, but not often.
bool isTimeToChoose(int noted, int chosenAt)
{
    return chosenAt == 0 || (noted > chosenAt && (noted == 8 || noted == 40 || noted == FieldCensus::mostRecords));
}

} // namespace

TableRows::TableRows(QObject *parent) : RowPainter(parent), m_header(new TableHeader)
{
    connect(m_header, &TableHeader::columnsChanged, this, [this](bool byPerson) {
        m_isByPerson = m_isByPerson || byPerson;
        Q_EMIT layoutsChanged();
        if (byPerson)
            Q_EMIT settingsChanged();
    });
}

TableRows::~TableRows()
{
    delete m_header;
}

void TableRows::setFixedPitch(bool on)
{
    if (m_isFixedPitch == on)
        return;
    m_isFixedPitch = on;
    Q_EMIT layoutsChanged();
}

void TableRows::setStyle(const RowStyle &style)
{
    m_style = style;
    const QFontMetrics metrics(style.font);
    m_lineHeight = metrics.height() + std::max(6, metrics.height() * 2 / 5);
    m_margin = std::max(8, metrics.height() / 2);
    m_header->setFont(style.font);
    m_header->setLayoutDirection(style.direction);
    if (!m_isByPerson)
        m_chosenAt = 0;
}

void TableRows::setHighlights(const QList<ContainsTerm> &terms)
{
    m_textHighlights.clear();
    m_subjectHighlights.clear();
    m_fieldHighlights.clear();
    for (const ContainsTerm &term : terms) {
        if (term.words.isEmpty())
            continue;
        const bool isAnywhere = term.place == FilterPlace::Anywhere;
        if (isAnywhere || term.place == FilterPlace::Text)
            m_textHighlights.append(term.words);
        if (isAnywhere || term.place == FilterPlace::Subject)
            m_subjectHighlights.append(term.words);
        if (isAnywhere)
            m_fieldHighlights.append(term.words);
    }
}

void TableRows::forget()
{
    if (m_isByPerson)
        return;
    m_census = {};
    m_samples.clear();
    m_learned = 0;
    m_chosenAt = 0;
    m_withDate = false;
}

/// Counts the records up to this one, as far as they are in memory.
void TableRows::learn(const RecordModel &model, int row, int width)
{
    const Record *record = model.record(row);
    if (!record)
        return;
    const bool withDate = m_withDate || !isToday(*record);
    if (!m_census.isFull() && record->seq > m_learned) {
        int from = row;
        while (from > 0 && row - from < FieldCensus::mostRecords && model.seqAt(from - 1) > m_learned &&
               model.record(from - 1))
            --from;
        for (int i = from; i <= row; ++i) {
            const Record *next = model.record(i);
            if (!next)
                break;
            m_census.note(*next);
            if (m_samples.size() < mostSamples && next->kind != RecordKind::Notice)
                m_samples.push_back(*next);
            m_learned = next->seq;
        }
        m_header->setKnownFields(m_census.known());
    }
    if (!m_isByPerson && m_census.noted() > 0 &&
        (isTimeToChoose(m_census.noted(), m_chosenAt) || withDate != m_withDate)) {
        m_withDate = withDate;
        choose(width);
    }
    m_withDate = withDate;
}

void TableRows::choose(int width)
{
    const bool isFirst = m_chosenAt == 0;
    m_chosenAt = m_census.noted();
    const TableColumns columns = chosenColumns(m_census);
    if (!isFirst && columns == m_header->columns() && !m_withDate)
        return;
    m_asked.clear();
    m_header->setColumns(columns, {});
    m_header->setColumns(columns, wantedWidths(width));
    if (!isFirst)
        announce();
}

/// Rows that are laid out already have to be again: but not while that is going on.
void TableRows::announce()
{
    if (std::exchange(m_isAnnounced, true))
        return;
    QTimer::singleShot(0, this, [this] {
        m_isAnnounced = false;
        for (const auto &[column, width] : std::exchange(m_narrow, {}))
            m_header->widen(column, width);
        Q_EMIT layoutsChanged();
    });
}

QFont TableRows::textFont() const
{
    return m_isFixedPitch ? fixedLike(m_style.font) : m_style.font;
}

QFont TableRows::numberFont() const
{
    return m_isFixedPitch || !hasEvenDigits(m_style.font) ? fixedLike(m_style.font) : m_style.font;
}

QList<int> TableRows::wantedWidths(int width) const
{
    const QFontMetrics title(m_style.font), text(textFont()), number(numberFont());
    const int letter = text.averageCharWidth();
    QList<int> widths;
    for (const TableColumn &column : m_header->columns()) {
        int most = title.horizontalAdvance(column.title()) + m_margin;
        for (const Record &record : m_samples) {
            const QByteArray bytes = cellText(column, record, m_withDate).text.left(4 * mostLetters);
            const QString shown = visibleText(QString::fromUtf8(bytes));
            most = std::max({most, text.horizontalAdvance(shown), number.horizontalAdvance(shown)});
        }
        const bool isTime = column.what == TableColumn::What::Time;
        const int limit = isTime ? most : std::min(mostLetters * letter, std::max(width / 4, fewestLetters * letter));
        widths.append(std::clamp(most, fewestLetters * letter, std::max(limit, fewestLetters * letter)) + m_margin + 2);
    }
    return widths;
}

std::unique_ptr<RowLayout> TableRows::layOut(const RecordModel &model, int row, int width)
{
    learn(model, row, width);
    TableLayout::Setting setting;
    setting.style = m_style;
    setting.fixed = textFont();
    setting.numbers = numberFont();
    setting.columns = m_header->columns();
    setting.sections = m_header->sections();
    setting.text = m_textHighlights;
    setting.subject = m_subjectHighlights;
    setting.field = m_fieldHighlights;
    setting.lineHeight = m_lineHeight;
    setting.margin = m_margin;
    setting.withDate = m_withDate;
    if (const Record *record = model.record(row)) {
        auto layout = std::make_unique<TableLayout>(*record, setting, width);
        const auto narrow = layout->narrow();
        const int most = mostLetters * QFontMetrics(m_style.font).averageCharWidth();
        // Each width is asked for once: where there is no room it is not had.
        if (narrow.column >= 0 && !m_isByPerson && narrow.wanted <= most && narrow.wanted > m_asked[narrow.column]) {
            m_asked[narrow.column] = narrow.wanted;
            m_narrow[narrow.column] = std::max(m_narrow[narrow.column], narrow.wanted);
            announce();
        }
        return layout;
    }
    return std::make_unique<TableLayout>(model.missingText(row), setting, width);
}

int TableRows::contentWidth(int room) const
{
    return std::max(room, m_header->length());
}

void TableRows::addToMenu(QMenu &menu, const Record &record)
{
    FieldCensus fields;
    fields.note(record);
    QMenu *columns = nullptr;
    for (const QByteArray &name : fields.known()) {
        if (m_header->hasField(name))
            continue;
        if (!columns)
            columns = menu.addMenu(tr("Show as Col&umn"));
        columns->addAction(visibleLine(QString::fromUtf8(name), 40).replace(u'&', u"&&"_s), this,
                           [this, name] { m_header->addField(name); });
    }
}

QString TableRows::settings() const
{
    return m_isByPerson ? written(m_header->arranged()) : QString();
}

void TableRows::restore(const QString &settings)
{
    const TableColumns columns = readColumns(settings);
    m_isByPerson = !columns.isEmpty();
    if (m_isByPerson)
        m_header->setColumns(columns, {});
    Q_EMIT layoutsChanged();
}

/// What its columns say, as it arrived.
QString TableRows::plainText(const Record &record) const
{
    QStringList cells;
    for (const TableHeader::Section &section : m_header->sections())
        cells += QString::fromUtf8(cellText(m_header->columns()[section.column], record, true).text);
    if (record.kind == RecordKind::Notice)
        cells = {QString::fromUtf8(cellText({TableColumn::What::Time}, record, true).text),
                 QString::fromUtf8(record.text.isEmpty() ? record.subject : record.text)};
    return cells.join(u'\t');
}

} // namespace livebelt
