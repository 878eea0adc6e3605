// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detail/PrettyView.h"

#include "model/records/Fields.h"
#include "ui/detail/PrettyJson.h"
#include "ui/lists/TextFormats.h"
#include "ui/theme/Format.h"
#include "ui/theme/Theme.h"
#include "ui/theme/VisibleText.h"

#include <QDateTime>
#include <QEvent>
#include <QScrollBar>
#include <QTextTable>
#include <algorithm>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr int widestName = 150;

struct Row
{
    QString name;
    QString value;
};

QString limited(const QByteArray &text)
{
    // A cut within a character shows as one U+FFFD, just before the words that say that it was cut.
    QString shown = visibleText(QString::fromUtf8(text.left(PrettyView::longestText)), true);
    if (text.size() > PrettyView::longestText)
        shown += PrettyView::tr("\n… %1 more, under Raw").arg(format::bytes(text.size() - PrettyView::longestText));
    return shown;
}

QString timeText(qint64 micros)
{
    const QDateTime utc = QDateTime::fromMSecsSinceEpoch(micros / 1000).toUTC();
    const QString digits = u"%1"_s.arg(((micros % 1'000'000) + 1'000'000) % 1'000'000, 6, 10, QChar(u'0'));
    if (utc.toLocalTime().offsetFromUtc() == 0)
        return utc.toString(u"yyyy-MM-dd HH:mm:ss."_s) + digits + u"  UTC"_s;
    return utc.toLocalTime().toString(u"yyyy-MM-dd HH:mm:ss."_s) + digits + u"  "_s +
           utc.toLocalTime().timeZoneAbbreviation() + u'\n' + utc.toString(u"yyyy-MM-dd HH:mm:ss."_s) + digits +
           u"  UTC"_s;
}

QString kindTitle(RecordKind kind)
{
    switch (kind) {
    case RecordKind::Message:
        return PrettyView::tr("Message");
    case RecordKind::Measurement:
        return PrettyView::tr("Measurement");
    case RecordKind::Event:
        return PrettyView::tr("Event");
    case RecordKind::Row:
        return PrettyView::tr("Row");
    case RecordKind::Notice:
        break;
    }
    return PrettyView::tr("Notice");
}

std::vector<Row> rowsOf(const Record &record)
{
    std::vector<Row> rows;
    if (record.hasValue())
        rows.push_back({PrettyView::tr("Value"), QLocale().toString(record.value, 'g', QLocale::FloatingPointShortest) +
                                                     u' ' + format::unitName(record.unit)});
    if (!record.subject.isEmpty())
        rows.push_back({PrettyView::tr("Subject"), limited(record.subject)});
    for (const auto &[name, value] : fieldList(record.fields))
        rows.push_back({visibleLine(name), visibleText(value.left(PrettyView::longestText), true)});
    if (record.time != noTime)
        rows.push_back({PrettyView::tr("Source time"), timeText(record.time)});
    if (record.received != noTime)
        rows.push_back({PrettyView::tr("Received"), timeText(record.received)});
    // What is older was not on the way all that time: it lay in a file, a table or a capture.
    constexpr qint64 longestWay = 3'600'000'000; // microseconds
    const bool travelled = record.time != noTime && record.received != noTime;
    if (travelled && record.received >= record.time && record.received - record.time < longestWay)
        rows.push_back({PrettyView::tr("On the way"), format::lag(double(record.received - record.time) / 1e6)});
    rows.push_back({PrettyView::tr("Kind"), kindTitle(record.kind)});
    rows.push_back({PrettyView::tr("Number"), format::count(record.seq)});
    const qsizetype size = record.raw.isEmpty() ? record.text.size() : record.raw.size();
    rows.push_back({PrettyView::tr("Size"), format::bytes(size)});
    return rows;
}

} // namespace

PrettyView::PrettyView(QWidget *parent) : QTextEdit(parent)
{
    setReadOnly(true);
    setUndoRedoEnabled(false);
    setAcceptRichText(false);
    setFrameShape(QFrame::NoFrame);
    setTabChangesFocus(true);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    document()->setDocumentMargin(12);
    setAccessibleName(tr("Record with its fields"));
}

void PrettyView::setRecord(const Record &record)
{
    m_record = record;
    rebuild();
    verticalScrollBar()->setValue(0);
}

void PrettyView::rebuild()
{
    clear();
    QTextCursor cursor(document());
    cursor.beginEditBlock();
    QTextCharFormat plain;
    plain.setForeground(palette().color(QPalette::Text));
    QTextCharFormat fixed = plain;
    fixed.setFont(theme::fixedFont(0.95));
    QTextCharFormat caption;
    caption.setForeground(theme::muted(palette()));

    const auto json = prettyJson(m_record.text);
    if (!m_record.text.isEmpty()) {
        QString text = limited(json ? *json : m_record.text);
        // One block with line separators: a message keeps together and is one piece for assistive technology.
        cursor.insertText(text.replace(u'\n', QChar::LineSeparator), json ? fixed : plain);
        const QColor base = palette().color(QPalette::Base);
        // Json is laid out anew: the places of the styles are not those of what is shown.
        const auto formats =
            json ? QList<QTextLayout::FormatRange>() : textFormats(m_record, text.size(), palette(), base, true);
        for (const auto &range : formats) {
            QTextCursor part(document());
            part.setPosition(range.start);
            part.setPosition(range.start + range.length, QTextCursor::KeepAnchor);
            part.mergeCharFormat(range.format);
        }
    }

    const auto rows = rowsOf(m_record);
    QTextTableFormat table;
    table.setBorder(0);
    table.setCellPadding(3);
    table.setCellSpacing(0);
    table.setTopMargin(m_record.text.isEmpty() ? 0 : 10);
    int names = 0;
    for (const Row &row : rows)
        names = std::max(names, fontMetrics().horizontalAdvance(row.name));
    names = std::min(names, widestName) + 14;
    table.setColumnWidthConstraints(
        {QTextLength(QTextLength::FixedLength, names), QTextLength(QTextLength::VariableLength, 0)});
    QTextTable *grid = cursor.insertTable(int(rows.size()), 2, table);
    for (int i = 0; i < int(rows.size()); ++i) {
        const Row &row = rows[std::size_t(i)];
        grid->cellAt(i, 0).firstCursorPosition().insertText(row.name, caption);
        grid->cellAt(i, 1).firstCursorPosition().insertText(row.value, plain);
    }
    cursor.endEditBlock();
}

void PrettyView::changeEvent(QEvent *event)
{
    QTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_record.seq > 0)
        rebuild();
}

} // namespace livebelt
