// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/lists/MarkBuckets.h"

#include <QWidget>
#include <optional>

namespace livebelt {

class RecordMarks;

/// A narrow strip beside the scroll bar: all of the feed from top to bottom, with marks where matches, notices and gaps
/// are known, and a shade over what is on screen. A click goes there.
class MatchStrip final : public QWidget
{
    Q_OBJECT

public:
    explicit MatchStrip(QWidget *parent = nullptr);

    /// What lives as long as the strip, or until other marks are set; nullptr: none.
    void setMarks(const MarkBuckets *notices, const MarkBuckets *matches);
    /// What the person has marked; it lives as long as the strip.
    void setPersonsMarks(const RecordMarks *marks);
    /// The feed has so many records, those from first to last are on screen (0: none).
    void setRange(quint64 end, quint64 first, quint64 last);
    QSize sizeHint() const override;

    /// The marks, or-ed, that pixel row y shows.
    quint8 marksAt(int y) const;

Q_SIGNALS:
    void seqWanted(quint64 seq);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;

private:
    quint64 seqAt(int y) const;
    int yOf(quint64 seq) const;

    const MarkBuckets *m_notices = nullptr;
    const MarkBuckets *m_matches = nullptr;
    const RecordMarks *m_persons = nullptr;
    quint64 m_end = 0;
    quint64 m_first = 0;
    quint64 m_last = 0;
};

} // namespace livebelt
