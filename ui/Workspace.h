// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/capture/FeedInfo.h"
#include "model/formats/ExportFormat.h"
#include "model/formats/RecordWriter.h"
#include "model/lists/FeedGrowth.h"
#include "model/records/AddressGuess.h"
#include "model/records/FeedAddress.h"
#include "model/records/FeedDescription.h"
#include "model/records/Record.h"
#include <livebelt/async/AsyncIterator.h>
#include <livebelt/async/Task.h>

#include <QObject>
#include <chrono>

namespace livebelt {

class FeedListModel;
class LatestValues;
class RecordListModel;
class RecordMarks;

/// What to write where; one running export has one id.
struct ExportRequest
{
    qint64 feed = 0;
    QString filter;       ///< in the filter language; empty for everything
    QString since, until; ///< times in the filter language, or empty
    QString format;       ///< ExportFormat::name
    Compression compression = Compression::None;
    std::optional<TimeStyle> times{}; ///< none: as is usual in the format
    bool hasPlainCsv = false;         ///< CSV cells are not made harmless for spreadsheets
    CsvFields csvFields = CsvFields::Columns;
    QStringList columns{}; ///< of CSV; empty: one for each field
    QString path;
    quint64 firstSeq = 1;
    quint64 lastSeq = 0;                                    ///< 0: up to the newest at the start
    bool isLive = false;                                    ///< what comes from now on, until it is cancelled
    std::optional<std::chrono::milliseconds> rotateAfter{}; ///< of a live one: a new file each time so much later
    std::optional<quint64> rotateSize{};                    ///< or beyond so many bytes
};

/// What an export will come to, by a look at some of its records.
struct ExportEstimate
{
    quint64 records = 0;
    qint64 bytes = 0;
    double seconds = 0;
};

struct ExportProgress
{
    enum class State { Running, Finished, Cancelled, Failed };
    int id = 0;
    State state = State::Running;
    quint64 written = 0;
    quint64 scanned = 0;
    quint64 total = 0;
    qint64 bytes = 0;
    double rate = 0; ///< records a second
    double secondsLeft = 0;
    QString path;
    QString error;         ///< a sentence, with Failed
    FeedCounters captured; ///< the books of its feeds, as the capture has them
    quint64 unread = 0;    ///< records that cannot be read, and are left out
    QString whyUnread{};   ///< as a sentence
};

/// What is known of an address that is tried out before it is added.
struct TestProgress
{
    enum class State {
        Connecting, ///< nothing is known yet
        Connected,  ///< the other side is there, and has sent nothing
        Data,       ///< sample shows what it sends
        Failed      ///< problem says why
    };
    State state = State::Connecting;
    QString problem; ///< a sentence, with Failed
    Records sample;  ///< what came from the other side, at most 20 records, the newest last; no Notices
};

/// How far a feed has been read again.
struct RereadingProgress
{
    quint64 done = 0; ///< records and Notices
    quint64 total = 0;
};

struct Totals
{
    FeedCounters books;    ///< of all feeds: what they received is stored, not understood, dropped, or still waits
    double rate = 0;       ///< records a second over all feeds
    double lagSeconds = 0; ///< from arrival to durable
    qint64 captureBytes = 0;
    qint64 historySince = 0;  ///< arrival of its oldest record, microseconds since 1970 UTC; 0 where there is none
    qint64 historyBytes = 0;  ///< of all its files; 0 where one capture is recorded to
    QString historyWarning{}; ///< that its oldest files will go, and how to keep them, as a sentence; or empty
    qint64 freeBytes = 0;     ///< on the disk of the capture
    bool recording = false;
    QString capturePath;
    QString problem; ///< what keeps it from recording, as a sentence, or empty
};

/// All that the window may ask for; app fulfils it. UI thread only. Nothing here blocks: what takes time is a coroutine
/// that ends with whoever waits for it, or is answered by a signal. The tasks and iterators end before the workspace.
class Workspace : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual QList<FeedDescription> kinds() const = 0;
    /// What a person means by what they have typed, without asking anybody.
    virtual AddressGuess guess(const QString &text) = 0;
    /// Asks the server of AddressGuess::page, once, what it sends: the address of a feed, or why there is none.
    virtual async::Task<Result<QString>> addressOfPage(QString page) = 0;
    /// Owned by the workspace, like every model it hands out; valid until it is destroyed.
    virtual FeedListModel &feeds() = 0;
    /// The live list of one feed; nullptr for a feed that is not there. Valid until feedRemoved(feed).
    virtual RecordListModel *records(qint64 feed) = 0;

    /// The last value of each subject of the feed, gathered from the first call on, and as far as the history goes back
    /// a little; nullptr for a feed that is not there. Valid until feedRemoved(feed).
    virtual LatestValues *latest(qint64 feed) = 0;

    /// What the person has marked of the feed, kept beside its captures; nullptr for a feed that is not there. Valid
    /// until feedRemoved(feed).
    virtual RecordMarks *marks(qint64 feed) = 0;

    /// What an address has loaded or run on this computer, as in "runs a program", or nothing.
    virtual QString whatRuns(const FeedAddress &address) const = 0;
    /// The new feed's id (also announced by the feed model), or why the address will not do.
    virtual Result<qint64> addFeed(const FeedAddress &address, const QString &name, const Credentials &credentials) = 0;
    /// The same for an address that the person has not typed just now. One that runs something does not start
    /// before allowFeed(); consentWanted() asks for that, and again whenever it is to be started.
    virtual Result<qint64> proposeFeed(const FeedAddress &address, const QString &name,
                                       const Credentials &credentials) = 0;
    /// The feed comes from this address from now on, under this name, and connects anew, unless it is live and nothing
    /// but the name is new. Its list goes on. Where credentials hold no secrets, those in use stay. An error says why
    /// the address will not do; nothing has changed then.
    virtual Result<void> changeFeed(qint64 feed, const FeedAddress &address, const QString &name,
                                    const Credentials &credentials) = 0;
    /// The person has seen what the feed runs, and said yes: starts it.
    virtual void allowFeed(qint64 feed) = 0;
    /// Has the passwords kept by the system's keychain, for the next time this address is opened; secretsFailed() where
    /// that cannot be done.
    virtual void keepSecrets(const FeedAddress &address, const Credentials &credentials) = 0;
    virtual void startFeed(qint64 feed) = 0;
    virtual void stopFeed(qint64 feed) = 0;
    virtual void reconnectFeed(qint64 feed) = 0;
    /// Sends a message to the other side: to a channel or topic, or to the one the address names where to is empty.
    /// sent() says how that went.
    virtual void send(qint64 feed, const QString &to, const QString &text) = 0;
    /// From now on grown() has the points of this series of a live feed, and those of the other one no more.
    virtual void followSeries(qint64 feed, const SeriesName &series, const SeriesName &instead) = 0;
    /// Stops it and takes it out of the window; what was captured stays in the capture.
    virtual void removeFeed(qint64 feed) = 0;
    virtual void renameFeed(qint64 feed, const QString &name) = 0;

    /// Shows the feeds of another capture, a file or a folder, besides the live ones, for reading; captureOpened() says
    /// which.
    virtual async::Task<Result<void>> openCapture(QString path) = 0;

    /// Tries an address out, without capturing anything: what is known, whenever that changes. The end comes with 20
    /// records, after 15 seconds, or when the feed ends or loses its connection; the last item is how it went.
    virtual async::AsyncIterator<TestProgress> tryOut(FeedAddress address, Credentials credentials) = 0;
    /// What can be changed when the feed is read again; empty where that cannot be done: of a chat, of rows, of
    /// readings of this machine.
    virtual QList<FeedParameter> rereadOptions(qint64 feed) const = 0;
    /// The first records from firstSeq on as they would be with these options in place of the feed's own, where an
    /// empty value takes one away. Nothing is written.
    virtual async::Task<Result<Records>> previewReread(qint64 feed, QList<FeedAddress::Option> options, int count,
                                                       quint64 firstSeq) = 0;
    /// Reads all that is captured of the feed again, into a new capture, and opens that at the end, as openCapture()
    /// does; the feed stays as it is. Destroying it before leaves nothing. Throws std::runtime_error with a sentence.
    virtual async::AsyncIterator<RereadingProgress> reread(qint64 feed, QList<FeedAddress::Option> options) = 0;
    /// How much of the history is kept, in bytes of all its files and by the age of a file; 0: no limit.
    virtual void keepHistory(qint64 bytes, std::chrono::seconds age) = 0;
    virtual int startExport(const ExportRequest &request) = 0;
    /// Roughly what it will come to. Nothing is written.
    virtual async::Task<Result<ExportEstimate>> estimateExport(ExportRequest request) = 0;
    /// A live one is ended in good order by it.
    virtual void cancelExport(int id) = 0;

    /// What runs now, for a person who looks for a fault: answered by tasksListed().
    virtual void listTasks() = 0;

Q_SIGNALS:
    void grown(const livebelt::FeedGrowth &growth); ///< at most once a frame and feed, after the feed's model has grown
    void feedRemoved(qint64 feed);
    void consentWanted(qint64 feed);
    void captureOpened(const QList<qint64> &feeds);
    void secretsFailed(const QString &sentence);
    void marksFailed(const QString &sentence);          ///< they are in the window, and not in the file
    void sent(qint64 feed, const QString &problem);     ///< an empty problem: it is on its way
    void totalsChanged(const livebelt::Totals &totals); ///< about four times a second
    void tasksListed(const QString &text);
    void exportProgressed(const livebelt::ExportProgress &progress);
};

} // namespace livebelt
