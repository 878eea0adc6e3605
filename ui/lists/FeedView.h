// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/lists/FeedGrowth.h"
#include "model/lists/FeedStatus.h"
#include "model/records/FeedDescription.h"
#include "model/records/Record.h"

#include <QElapsedTimer>
#include <QHash>
#include <QTimer>
#include <QWidget>
#include <functional>
#include <memory>
#include <optional>

class QAction;
class QMenu;
class QStackedLayout;

namespace livebelt {

class FeedBanner;
class FilterBar;
class FilterCatalog;
class Filter;
class FilteredRecordModel;
class LatestValues;
class LatestView;
class MatchSteps;
class MatchStrip;
class RecordListModel;
class RecordMarks;
class RecordModel;
class RecordView;
class SendLine;

/// One feed with everything around it: banner, filter, and its records as a list with a strip, or its latest values.
/// The models must outlive it.
class FeedView final : public QWidget
{
    Q_OBJECT

public:
    FeedView(qint64 feed, RecordListModel &records, QWidget *parent = nullptr);
    ~FeedView() override;

    qint64 feed() const { return m_feed; }
    RecordView &list() { return *m_list; }

    /// Where the latest values come from, once somebody wants to see them.
    void setLatest(std::function<LatestValues *()> source) { m_latestSource = std::move(source); }
    void showAs(ViewKind view);
    /// What the person has marked: "m", "[" and "]" in the list. It must outlive the view.
    void setMarks(RecordMarks &marks);
    /// Asks for the note of a record, and marks it.
    void editNote(quint64 seq);
    ViewKind viewKind() const { return m_viewKind; }
    /// Of the latest values: what LatestView remembers. Given before or after they are shown.
    QString latestSettings() const;
    void setLatestSettings(const QString &settings);
    /// The same of the list as a chat or a table.
    QString listSettings(ViewKind view) const;
    void setListSettings(ViewKind view, const QString &settings);
    /// As a table its texts stand in letters of one width: of programs and files.
    void setFixedPitch(bool on);
    /// Where nobody has chosen: a list whose first records are those of a chat becomes one.
    void lookByItself();

    /// An expression of the filter language; one that is wrong is shown with its error and filters nothing.
    void setFilter(const QString &text);
    QString filter() const; ///< what is in force; empty: everything is shown
    void focusFilter();
    /// The same line, for what is looked for: it hides nothing.
    void focusFind();
    /// Chooses the next match of what is in the line, or the previous one; with nothing in it, asks for it.
    void step(bool isNewer);

    /// For the banner and for what an empty list says.
    void setStatus(const FeedStatus &status);

    /// Shows a line to write to the other side in; see SendLine. An empty prompt: nothing can be sent.
    void setSending(const QString &prompt, const QString &target);
    /// How the message of sendRequested() has fared; an empty problem: it is on its way.
    void finishSending(const QString &problem);

    void setFollowing(bool on);
    bool isFollowing() const;
    void setPaused(bool on);
    bool isPaused() const;
    /// In per cent of the system's font, 50 to 400.
    void setZoom(int percent);
    int zoom() const;

    quint64 shownCount() const; ///< records that pass the filter, as far as is known
    quint64 totalCount() const;
    /// The selected range, first and last seq, both included; with a filter only matches between them are selected.
    std::optional<std::pair<quint64, quint64>> selection() const;
    std::optional<std::pair<quint64, quint64>> visibleRange() const;
    /// Selects the record and brings it into view, or the nearest one that is shown.
    void goToSeq(quint64 seq);
    /// The same for this very record: a filter that hides it, or another view, gives way.
    void showRecord(quint64 seq);
    /// The record that is current, where it is in memory.
    const Record *currentRecord() const;
    /// One is, in memory or not.
    bool hasCurrent() const;

    QAction *followAction() { return m_follow; } ///< checkable, "f" while the list has the focus
    QAction *pauseAction() { return m_pause; }   ///< checkable, Ctrl+Space

Q_SIGNALS:
    /// Nothing is current, or not yet in memory: nullptr. Comes again when the whole of an excerpt has arrived.
    /// The pointer is valid during the call.
    void currentRecordChanged(const livebelt::Record *record);
    void filterChanged(const QString &text);
    void shownCountChanged();
    void followingChanged(bool on);
    void pausedChanged(bool on);
    void zoomChanged(int percent);
    void viewChanged(livebelt::ViewKind view); ///< by the person, or its settings
    void plotWanted(const livebelt::SeriesName &series);
    /// The row menu is about to be shown: add to it. record is valid during the call.
    void rowMenuAboutToShow(QMenu *menu, const livebelt::Record &record);
    /// By the buttons of the banner.
    void passwordRequested();
    void editRequested();
    void retryRequested();
    void stopRequested();
    void sendRequested(const QString &to, const QString &text);
    /// Something worth a line above the lists, in words.
    void message(const QString &sentence);
    /// Something for the status bar, which nobody has to have read.
    void remark(const QString &sentence);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void applyFilter(const QString &text);
    bool isFinding() const;
    QString countWords() const;
    FilterCatalog seen() const;
    void showRecords(RecordModel &model);
    void showCounts();
    void showCountsSoon(); ///< a few times a second, however fast they grow
    void showRange();
    void showEmptyText();
    void showCurrent();
    void showRowMenu(const QPoint &global, quint64 seq);
    bool showsLatest() const { return m_viewKind == ViewKind::Latest || m_viewKind == ViewKind::Board; }
    void makeLatest();
    Filter withMarks(const Filter &filter) const;
    void goToMark(bool isNewer);
    void addMarksTo(QMenu &menu, quint64 seq);
    void showListAs(ViewKind view);
    void nameChat();
    void lookAtFirst();
    void openLink(const QString &address);
    void send(const QString &to, const QString &text);
    void filterLatest();

    qint64 m_feed;
    RecordListModel &m_records;
    std::unique_ptr<FilteredRecordModel> m_filtered;
    FeedState m_state = FeedState::Stopped;
    FeedBanner *m_banner;
    FilterBar *m_bar;
    RecordView *m_list;
    MatchStrip *m_strip;
    MatchSteps *m_steps;
    SendLine *m_send;
    QTimer m_counting;
    QElapsedTimer m_counted;
    QAction *m_follow;
    QAction *m_pause;
    QStackedLayout *m_pages; ///< the records, and the latest values once they are wanted
    RecordMarks *m_marks = nullptr;
    LatestView *m_latest = nullptr;
    LatestValues *m_latestValues = nullptr;
    std::function<LatestValues *()> m_latestSource;
    QString m_latestSettings;
    QHash<int, QString> m_listSettings; ///< by ViewKind
    QStringList m_ownNames;             ///< what the one who reads is called in a chat
    bool m_isFixedPitch = false;
    bool m_isLookOpen = false; ///< how it is looked at depends on the first records
    ViewKind m_viewKind = ViewKind::Table;
    ViewKind m_listKind = ViewKind::Table; ///< how the list was looked at last
};

} // namespace livebelt
