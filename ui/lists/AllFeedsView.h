// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/lists/MergedRecordModel.h"

#include <QWidget>

class QComboBox;

namespace livebelt {

class FilterBar;
class FilterCatalog;
class RecordView;
class Workspace;

/// All feeds of a workspace as one list, or what a filter lets through of them: the belt, and the search over
/// everything. The workspace must outlive it.
class AllFeedsView final : public QWidget
{
    Q_OBJECT

public:
    explicit AllFeedsView(Workspace &workspace, QWidget *parent = nullptr);
    ~AllFeedsView() override;

    RecordView &list() { return *m_list; }
    MergedRecordModel &records() { return m_records; }
    void setFilter(const QString &text);
    void focusFilter();
    void setZoom(int percent);
    /// Microseconds since 1970 UTC: chooses the first record of that time or later.
    void goTo(qint64 micros);
    void goToEnd(); ///< and follows
    /// The record that is current, where it is in memory, and its feed.
    const Record *currentRecord() const;
    qint64 currentFeed() const;

Q_SIGNALS:
    /// As FeedView has it.
    void currentRecordChanged(const livebelt::Record *record);
    /// By Enter or a double click: to be shown where it stands in its feed.
    void recordOpened(qint64 feed, quint64 seq);
    void zoomChanged(int percent);
    void message(const QString &sentence);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void takeFeeds(qint64 without = 0);
    void applyFilter(const QString &text);
    void showCounts();
    void showCurrent();
    void fetch();
    void takeFollowing(bool on);
    void openCurrent();
    FilterCatalog seen() const;

    Workspace &m_workspace;
    MergedRecordModel m_records;
    FilterBar *m_bar;
    QComboBox *m_order;
    RecordView *m_list;
};

} // namespace livebelt
