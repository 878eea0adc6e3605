// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/filter/Filter.h"
#include "model/records/Record.h"
#include "ui/lists/RowFields.h"
#include "ui/lists/SubjectColors.h"
#include "ui/lists/TabularText.h"

#include <QFont>
#include <QStyleOptionViewItem>
#include <QTextFormat>

namespace livebelt {

/// Paints one record in one row: time, level, subject, value, text, and the fields that none of these says. Nothing is
/// rounded. Texts are those of strangers: nothing in them is markup,
/// and nothing of them leaves the row.
class RecordDelegate
{
public:
    void setFont(const QFont &font);
    int rowHeight() const { return m_rowHeight; }
    /// What the filter looks for stands out.
    void setHighlights(const QList<ContainsTerm> &terms);
    /// With the date before the time, where there is room; for lists of other days than today.
    void setWithDate(bool on)
    {
        m_epoch += m_withDate != on ? 1 : 0;
        m_withDate = on;
    }
    bool isWithDate() const { return m_withDate; }
    /// All records are messages of a chat.
    void setChat(bool on) { m_fields.setChat(on); }
    /// Columns only ever get wider: that of the subjects up to a third of the row, that of the values up to a quarter;
    /// that of the levels is there from the first record that has one.
    void makeRoomFor(const Record &record, int rowWidth);
    /// In a list of several feeds, the name of each record's stands before it.
    void makeRoomForOrigin(const QString &name, int rowWidth);
    void forgetWidths();

    /// option.state says what is under the mouse, selected, current (State_HasFocus) and whether the window is active.
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const Record &record,
               const QString &origin = {}) const;
    /// A row that is not in memory.
    void paintMissing(QPainter *painter, const QStyleOptionViewItem &option, const QString &words) const;
    /// Changes where columns do.
    quint32 epoch() const { return m_epoch; }

    /// A row's background in that state, as it comes out.
    static QColor background(const QPalette &palette, QStyle::State state);

private:
    struct Row;
    /// words: of a record where it comes from, else what there is instead.
    void paintRow(QPainter *painter, const QStyleOptionViewItem &option, const Record *record,
                  const QString &words) const;
    void paintOrigin(Row &row, const QString &name) const;
    void paintRecord(Row &row, const Record &record) const;
    void paintNotice(Row &row, const Record &record) const;
    void paintTime(Row &row, const Record &record) const;
    void paintLevel(Row &row, Level level) const;
    void paintValue(Row &row, const QString &value) const;
    void makeRoomForSubject(const QByteArray &subject, int rowWidth);
    QColor personColor(const Row &row, const Record &record) const;
    QTextCharFormat highlightOn(const Row &row) const;

    QFont m_font;
    QFont m_strong;
    int m_rowHeight = 20;
    int m_digit = 8;
    int m_margin = 8;
    int m_timeWidth = 0;
    int m_dateWidth = 0;
    int m_originWidth = 0; ///< 0: all are of one feed
    int m_subjectWidth = 0;
    int m_levelWidth = 0; ///< 0: no record has one
    int m_letterWidth = 0;
    int m_valueWidth = 0;
    bool m_withDate = false;
    quint32 m_epoch = 0;
    QStringList m_textHighlights;
    QStringList m_subjectHighlights;
    TabularText m_times;
    QHash<QByteArray, int> m_measured; ///< widths of subjects, bounded
    mutable SubjectColors m_colors;
    mutable RowFields m_fields;
};

} // namespace livebelt
