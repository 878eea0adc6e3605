// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/latest/LatestValues.h"
#include "model/lists/FeedListModel.h"
#include "model/lists/RecordListModel.h"
#include "model/lists/RecordMarks.h"
#include "tests/support/MemorySource.h"
#include "ui/Workspace.h"
#include <livebelt/async/Channel.h>

#include <map>
#include <memory>

namespace livebelt {

/// A workspace in memory for tests of the window: no thread, no file, no time of its own. It notes what it was asked.
class TestWorkspace final : public Workspace
{
    Q_OBJECT

public:
    explicit TestWorkspace(QObject *parent = nullptr);

    /// A feed that is there from the beginning.
    qint64 add(const QString &name, const QString &kind, const QString &address, bool numeric = false);
    /// Adds records to a feed, numbered on from the last, in one growth.
    void append(qint64 feed, Records records, const std::vector<SeriesPoint> &points = {});
    void setState(qint64 feed, FeedState state, const QString &problem = {});
    void setRate(qint64 feed, double rate);

    QList<FeedDescription> kinds() const override;
    AddressGuess guess(const QString &text) override;
    async::Task<Result<QString>> addressOfPage(QString page) override;
    FeedListModel &feeds() override { return m_feeds; }
    RecordListModel *records(qint64 feed) override;
    LatestValues *latest(qint64 feed) override;
    RecordMarks *marks(qint64 feed) override;
    Result<qint64> addFeed(const FeedAddress &address, const QString &name, const Credentials &credentials) override;
    Result<qint64> proposeFeed(const FeedAddress &address, const QString &name,
                               const Credentials &credentials) override;
    QString whatRuns(const FeedAddress &address) const override
    {
        return address.scheme() == QStringLiteral("exec") ? QStringLiteral("runs a program") : QString();
    }
    Result<void> changeFeed(qint64 feed, const FeedAddress &address, const QString &name,
                            const Credentials &credentials) override;
    void allowFeed(qint64 feed) override;
    void startFeed(qint64 feed) override;
    void stopFeed(qint64 feed) override;
    void reconnectFeed(qint64 feed) override;
    void keepSecrets(const FeedAddress &address, const Credentials &secrets) override;
    void send(qint64 feed, const QString &to, const QString &text) override;
    void followSeries(qint64, const SeriesName &, const SeriesName &) override {}
    void removeFeed(qint64 feed) override;
    void renameFeed(qint64 feed, const QString &name) override;
    async::Task<Result<void>> openCapture(QString path) override;
    async::AsyncIterator<TestProgress> tryOut(FeedAddress address, Credentials credentials) override;
    QList<FeedParameter> rereadOptions(qint64 feed) const override
    {
        return feed > 0 ? rereadable : QList<FeedParameter>();
    }
    async::Task<Result<Records>> previewReread(qint64 feed, QList<FeedAddress::Option> options, int count,
                                               quint64 firstSeq) override;
    async::AsyncIterator<RereadingProgress> reread(qint64 feed, QList<FeedAddress::Option> options) override;
    void keepHistory(qint64 bytes, std::chrono::seconds age) override;
    int startExport(const ExportRequest &request) override;
    async::Task<Result<ExportEstimate>> estimateExport(ExportRequest request) override;
    void cancelExport(int id) override;
    void listTasks() override;

    QHash<QString, ViewKind> views;              ///< how kinds are looked at first, where not as a table
    QStringList asked;                           ///< "start 1", "test ended", "open /path", ... in order
    QString refusal;                             ///< what addFeed() and openCapture() answer, where it is not empty
    Credentials credentials;                     ///< of the newest addFeed() or tryOut()
    ExportRequest exported;                      ///< the newest
    QHash<QString, AddressGuess> guesses;        ///< what texts mean that are no addresses
    async::Channel<Result<QString>> pages{8};    ///< what servers answer to addressOfPage()
    QList<FeedParameter> rereadable;             ///< what can be changed of any feed
    async::Channel<Result<Records>> previews{8}; ///< of previewReread()
    async::Channel<Result<RereadingProgress>> rereading{8};  ///< of reread(); what is done ends it, a Failure is thrown
    async::Channel<std::optional<TestProgress>> progress{8}; ///< of tryOut(); nothing ends it

private:
    struct Feed
    {
        FeedStatus status;
        std::shared_ptr<MemorySource> records;
        std::unique_ptr<RecordListModel> model;
        std::unique_ptr<LatestValues> latest{};
        std::unique_ptr<RecordMarks> marks{};
    };
    Feed &insert(const QString &name, const QString &kind, const QString &address, bool numeric);

    FeedListModel m_feeds;
    std::map<qint64, Feed> m_all;
    qint64 m_lastFeed = 0;
    int m_lastJob = 0;
};

/// A record as tests write it.
Record testRecord(const QByteArray &subject, const QByteArray &text, RecordKind kind = RecordKind::Message);

} // namespace livebelt
