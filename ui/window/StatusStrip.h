// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStatusBar>

namespace livebelt {

class StatusField;
struct FeedCounters;
struct Totals;

/// The numbers at the foot of the window: what came and what became of it, which adds up, what is shown, how fast, how
/// late, how much is kept.
class StatusStrip final : public QStatusBar
{
    Q_OBJECT

public:
    explicit StatusStrip(QWidget *parent = nullptr);

    void setTotals(const Totals &totals);
    /// Of the current list: how many of its records pass its filter. total 0 shows nothing.
    void setShown(quint64 shown, quint64 total);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void makeRoom();
    void setBooks(const FeedCounters &books);
    StatusField *addField(const QString &name, const QString &caption);

    StatusField *m_received;
    StatusField *m_stored;
    StatusField *m_notUnderstood; ///< only where there is any
    StatusField *m_dropped;
    StatusField *m_waiting;
    StatusField *m_shown;
    StatusField *m_rate;
    StatusField *m_lag;
    StatusField *m_capture;
    StatusField *m_history; ///< only where there is one
    StatusField *m_free;
    StatusField *m_recording;
    bool m_hasHistory = false;
};

} // namespace livebelt
