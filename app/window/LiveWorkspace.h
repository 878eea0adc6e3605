// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/capture/LiveTail.h"
#include "app/feeds/Engine.h"
#include "app/feeds/FeedKinds.h"
#include "app/feeds/FeedNames.h"
#include "app/history/CaptureReaders.h"
#include "app/window/Consents.h"
#include "app/window/Exports.h"
#include "app/window/LatestOfFeeds.h"
#include "app/window/MarksOfFeeds.h"
#include "app/window/RateMeter.h"
#include "model/lists/FeedListModel.h"
#include "ui/Workspace.h"

#include <QTimer>
#include <map>
#include <memory>

namespace livebelt {

/// What the window sees of the running program: live feeds over the engine, and opened captures. UI thread.
class LiveWorkspace final : public Workspace
{
    Q_OBJECT

public:
    /// Records to the capture at path, which is made if it is not there; or where that is a folder, to the history in
    /// it, within the limits, and shows what that has of each feed.
    /// memory: as Engine takes it. What runs something on this computer is asked for, unless consents has it.
    explicit LiveWorkspace(const QString &capturePath, quint64 memory = defaultMemory, Consents consents = Consents(),
                           const HistoryLimits &limits = {}, QObject *parent = nullptr);
    ~LiveWorkspace() override;

    /// Stops everything in good order and then emits closed().
    void close();

    QList<FeedDescription> kinds() const override { return m_kinds.descriptions(); }
    AddressGuess guess(const QString &text) override;
    async::Task<Result<QString>> addressOfPage(QString page) override;
    FeedListModel &feeds() override { return m_feeds; }
    RecordListModel *records(qint64 feed) override;
    LatestValues *latest(qint64 feed) override;
    RecordMarks *marks(qint64 feed) override;
    Result<qint64> addFeed(const FeedAddress &address, const QString &name, const Credentials &credentials) override
    {
        return add(address, name, credentials, true);
    }
    Result<qint64> proposeFeed(const FeedAddress &address, const QString &name, const Credentials &credentials) override
    {
        return add(address, name, credentials, false);
    }
    Result<void> changeFeed(qint64 feed, const FeedAddress &address, const QString &name,
                            const Credentials &credentials) override;
    void allowFeed(qint64 feed) override;
    QString whatRuns(const FeedAddress &address) const override { return m_kinds.whatRuns(address); }
    void keepSecrets(const FeedAddress &address, const Credentials &credentials) override;
    void startFeed(qint64 feed) override;
    void stopFeed(qint64 feed) override;
    void reconnectFeed(qint64 feed) override;
    void send(qint64 feed, const QString &to, const QString &text) override;
    void followSeries(qint64 feed, const SeriesName &series, const SeriesName &instead) override;
    void removeFeed(qint64 feed) override;
    void renameFeed(qint64 feed, const QString &name) override;
    async::Task<Result<void>> openCapture(QString path) override;
    async::AsyncIterator<TestProgress> tryOut(FeedAddress address, Credentials credentials) override;
    QList<FeedParameter> rereadOptions(qint64 feed) const override;
    async::Task<Result<Records>> previewReread(qint64 feed, QList<FeedAddress::Option> options, int count,
                                               quint64 firstSeq) override;
    async::AsyncIterator<RereadingProgress> reread(qint64 feed, QList<FeedAddress::Option> options) override;
    void keepHistory(qint64 bytes, std::chrono::seconds age) override;
    int startExport(const ExportRequest &request) override;
    async::Task<Result<ExportEstimate>> estimateExport(ExportRequest request) override;
    void cancelExport(int id) override { m_exports.cancel(id); }
    void listTasks() override;
    /// What had arrived and is not stored, a sentence a feed.
    QStringList unstored() const;

Q_SIGNALS:
    void closed();
    void feedsChanged(); ///< one was added, removed or renamed

private:
    struct Entry
    {
        FeedStatus status;
        bool isLive = false;
        bool needsYes = false; ///< runs something that the person has not allowed yet
        RateMeter rate;
        std::shared_ptr<HistorySource> source;
        RecordListModel *records = nullptr; ///< one of m_models
    };
    Result<qint64> add(const FeedAddress &address, const QString &name, const Credentials &credentials, bool isTyped);
    Entry &insert(FeedStatus status, const CapturePlace &place);
    void showCapture(const QString &path, const QList<FeedInfo> &feeds);
    void run(qint64 feed, void (Engine::*how)(int));
    void start(int id, const FeedAddress &address, const Credentials &credentials);
    async::Task<void> startWithSecrets(int id, FeedAddress address);
    async::Task<void> keep(FeedAddress address, Credentials credentials);
    void lookBack();
    async::Task<void> askHistory();
    void keepOpen();
    void showHistory(const QList<FeedInfo> &feeds);
    Exporter::Job jobOf(const ExportRequest &request) const;
    QString listedCapture() const;
    void showFrame();
    void updateStatus();
    void updateTotals();
    Entry *find(qint64 id);
    /// Where the records of a feed are now.
    CapturePlace placeOf(qint64 feed) const;

    async::Postbox m_home; ///< for news from the other threads
    FeedKinds m_kinds;
    FeedNames m_names;
    Consents m_consents;
    const QString m_history; ///< the folder; empty where one file is recorded to
    QString m_capturePath;
    quint64 m_removed = 0; ///< files of the history, as far as the lists know
    FeedListModel m_feeds;
    std::map<qint64, Entry> m_entries;
    qint64 m_lastOpened = 0; ///< feeds of opened captures count down from here
    QTimer m_frame;
    QTimer m_status;
    int m_statusTurn = 0;
    Totals m_totals;
    std::unique_ptr<CaptureReaders> m_readers;
    std::unique_ptr<QObject> m_models; ///< the lists' parent
    Exports m_exports;
    LiveTail m_tail;
    LatestOfFeeds m_latest{m_tail};
    MarksOfFeeds m_marks{[this](const QString &sentence) { Q_EMIT marksFailed(sentence); }};
    std::unique_ptr<Engine> m_engine;
    async::Spawned<void> m_lookingBack;
    async::Scope m_tasks; ///< last: they use the rest
};

} // namespace livebelt
