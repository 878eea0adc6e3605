// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/lines/LineRows.h"

#include "ui/lists/RecordText.h"

#include <QDateTime>
#include <QPainter>
#include <QStyleOptionViewItem>
#include <optional>
#include <utility>

namespace livebelt {

namespace {

class LineLayout final : public RowLayout
{
public:
    LineLayout(const LineRows &rows, std::optional<Record> record, QString words)
        : m_rows(rows), m_record(std::move(record)), m_words(std::move(words))
    {
    }

    int height() const override { return m_rows.lineHeight(); }
    void paint(QPainter &painter, const QRect &place, const RowLook &look) const override
    {
        QStyleOptionViewItem option;
        option.rect = place;
        option.font = m_rows.style().font;
        option.fontMetrics = QFontMetrics(option.font);
        option.palette = m_rows.style().palette;
        option.direction = m_rows.style().direction;
        option.state = QStyle::State_Enabled;
        option.state.setFlag(QStyle::State_MouseOver, look.isHovered);
        option.state.setFlag(QStyle::State_Selected, look.isSelected);
        option.state.setFlag(QStyle::State_Active, look.isActive);
        option.state.setFlag(QStyle::State_HasFocus, look.isCurrent);
        painter.setFont(option.font);
        if (m_record)
            m_rows.delegate().paint(&painter, option, *m_record, m_words);
        else
            m_rows.delegate().paintMissing(&painter, option, m_words);
    }
    QStringList spoken() const override
    {
        QStringList parts = m_record ? rowParts(*m_record) : QStringList();
        if (!m_words.isEmpty())
            parts.prepend(m_words);
        return parts;
    }

private:
    const LineRows &m_rows;
    std::optional<Record> m_record;
    QString m_words; ///< the feed it is of, or why it is not there
};

bool isToday(const Record &record)
{
    return QDateTime::fromMSecsSinceEpoch(record.when() / 1000).date() == QDate::currentDate();
}

} // namespace

void LineRows::setStyle(const RowStyle &style)
{
    m_style = style;
    m_delegate.setFont(style.font);
}

void LineRows::forget()
{
    m_delegate.forgetWidths();
    m_delegate.setWithDate(false);
}

std::unique_ptr<RowLayout> LineRows::layOut(const RecordModel &model, int row, int width)
{
    const Record *record = model.record(row);
    if (!record)
        return std::make_unique<LineLayout>(*this, std::nullopt, model.missingText(row));
    const QString origin = model.originName(row);
    m_delegate.makeRoomForOrigin(origin, width);
    if (record->kind != RecordKind::Notice)
        m_delegate.makeRoomFor(*record, width);
    if (!isToday(*record))
        m_delegate.setWithDate(true);
    return std::make_unique<LineLayout>(*this, *record, origin);
}

QString LineRows::plainText(const Record &record) const
{
    return plainRow(record);
}

} // namespace livebelt
