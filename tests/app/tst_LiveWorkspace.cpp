// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/LiveWorkspace.h"
#include "model/capture/CaptureReader.h"
#include "model/capture/CaptureWriter.h"
#include "model/latest/LatestValues.h"
#include "model/lists/FilteredRecordModel.h"
#include "model/lists/RecordListModel.h"
#include "model/lists/RecordMarks.h"
#include "model/records/Notice.h"
#include "tests/support/ServerProcess.h"
#include <livebelt/async/WaitFor.h>

#include <QAbstractItemModelTester>
#include <QDir>
#include <QProcess>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace livebelt;
using namespace Qt::StringLiterals;

/// The window's side of the running program, with the feeds that need no server.
class tst_LiveWorkspace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }
    void whatAFeedDeliversIsInItsListAndInTheCapture();
    void oldRowsComeFromTheCapture();
    void aFilterSearchesTheWholeCapture();
    void wrongAddressesSayWhy();
    void aFeedCanBeRemoved();
    void anExportReportsItsEnd();
    void aFeedIsChangedWhereItIs();
    void whatCameAndWhatBecameOfItAddUp();
    void withoutACaptureTheWindowStillWatches();
    void aRenamedFeedIsRenamedInTheCapture();
    void whatIsLeftIsOneFile();
    void anOpenedCaptureShowsItsFeedsOrSaysWhyNot();
    void aProgramThatIsNotTypedWaitsForAYes();
    void aProgramInACaptureIsNeverRun();
    void aDriverThatIsNotTypedWaitsForAYes();
    void aYesIsForExactlyThatAddress();
    void yesterdayIsThereAfterAStart();
    void marksOutliveARestartAndRetention();
    void theLatestValuesAreThoseOfTheHistoryAndThenLive();
    void whatRetentionHasTakenHasNoRows();

private:
    QString path(const QString &name) const { return m_dir->filePath(name); }
    static qint64 add(LiveWorkspace &workspace, const QString &address);
    static void close(LiveWorkspace &workspace);

    std::unique_ptr<QTemporaryDir> m_dir;
};

qint64 tst_LiveWorkspace::add(LiveWorkspace &workspace, const QString &address)
{
    const auto feed = workspace.addFeed(*FeedAddress::parse(address), {}, {});
    return feed ? *feed : 0;
}

void tst_LiveWorkspace::close(LiveWorkspace &workspace)
{
    QSignalSpy closed(&workspace, &LiveWorkspace::closed);
    workspace.close();
    QVERIFY(closed.wait(30'000));
}

void tst_LiveWorkspace::whatAFeedDeliversIsInItsListAndInTheCapture()
{
    LiveWorkspace workspace(path(u"c.livebelt"_s));
    const qint64 feed = add(workspace, u"capture:demo?speed=0"_s);
    QVERIFY(feed > 0);
    RecordListModel *records = workspace.records(feed);
    const QAbstractItemModelTester tester(records);
    const QAbstractItemModelTester feedsTester(&workspace.feeds());
    QSignalSpy grown(&workspace, &Workspace::grown);
    QTRY_COMPARE(workspace.feeds().status(feed)->state, FeedState::Ended);
    // Two Notices stand around what was received: Connected and Ended.
    QTRY_VERIFY(records->rowCount() > 100 && records->rowCount() == int(workspace.feeds().status(feed)->received) + 2);
    QVERIFY(!grown.isEmpty());
    const int rows = records->rowCount();
    close(workspace);
    const auto reader = CaptureReader::open(path(u"c.livebelt"_s));
    QVERIFY(reader);
    QCOMPARE(*(*reader)->end(1), quint64(rows));
}

void tst_LiveWorkspace::oldRowsComeFromTheCapture()
{
    LiveWorkspace workspace(path(u"c.livebelt"_s));
    const qint64 feed = add(workspace, u"capture:demo?speed=0&loop=1"_s);
    RecordListModel *records = workspace.records(feed);
    QTRY_VERIFY_WITH_TIMEOUT(records->rowCount() > 20'000, 30'000);
    QVERIFY(!records->record(3));
    QTRY_VERIFY(records->record(3));
    QCOMPARE(records->record(3)->seq, 4u);
    close(workspace);
}

void tst_LiveWorkspace::aFilterSearchesTheWholeCapture()
{
    LiveWorkspace workspace(path(u"c.livebelt"_s));
    const qint64 feed = add(workspace, u"capture:demo?speed=0"_s);
    RecordListModel *records = workspace.records(feed);
    QTRY_COMPARE(workspace.feeds().status(feed)->state, FeedState::Ended);
    QTRY_COMPARE(records->rowCount(), int(workspace.feeds().status(feed)->received) + 2);
    FilteredRecordModel filtered(*records);
    filtered.setFilter(*Filter::parse(u"kind:event"_s));
    QTRY_VERIFY(!filtered.isSearching());
    QVERIFY(filtered.rowCount() > 0 && filtered.rowCount() < records->rowCount());
    close(workspace);
}

void tst_LiveWorkspace::aRenamedFeedIsRenamedInTheCapture()
{
    LiveWorkspace workspace(path(u"c.livebelt"_s));
    const qint64 early = add(workspace, u"system:cpu?every=100ms"_s);
    workspace.renameFeed(early, u"processor"_s); // before anything has come
    const qint64 late = add(workspace, u"capture:demo?speed=0"_s);
    QTRY_COMPARE(workspace.feeds().status(late)->state, FeedState::Ended);
    workspace.renameFeed(late, u"the demo"_s);
    close(workspace);
    const auto reader = CaptureReader::open(path(u"c.livebelt"_s));
    QVERIFY(reader);
    const auto feeds = (*reader)->feeds();
    QVERIFY(feeds);
    QStringList names;
    for (const FeedInfo &feed : *feeds)
        names.append(feed.name);
    names.sort();
    QCOMPARE(names, (QStringList{u"processor"_s, u"the demo"_s}));
}

void tst_LiveWorkspace::wrongAddressesSayWhy()
{
    LiveWorkspace workspace(path(u"c.livebelt"_s));
    const auto feed = workspace.addFeed(*FeedAddress::parse(u"gopher://x"_s), {}, {});
    QVERIFY(!feed);
    QVERIFY(feed.error().contains(u"gopher"_s));
    QVERIFY(!async::waitFor(workspace.openCapture(path(u"missing.livebelt"_s))));
    QVERIFY(workspace.feeds().feedIds().isEmpty());
}

void tst_LiveWorkspace::aFeedCanBeRemoved()
{
    LiveWorkspace workspace(path(u"c.livebelt"_s));
    const qint64 feed = add(workspace, u"system:cpu?every=100ms"_s);
    QTRY_VERIFY(workspace.records(feed)->rowCount() > 0);
    workspace.removeFeed(feed);
    QVERIFY(!workspace.records(feed));
    QVERIFY(workspace.feeds().feedIds().isEmpty());
    const qint64 again = add(workspace, u"system:cpu?every=100ms"_s);
    QCOMPARE(workspace.feeds().status(again)->name, u"cpu"_s); // its name was free again
    workspace.renameFeed(again, u"cpu"_s);
    QCOMPARE(workspace.feeds().status(again)->name, u"cpu"_s);
    close(workspace);
    const auto reader = CaptureReader::open(path(u"c.livebelt"_s));
    QVERIFY(*(*reader)->end(1) > 0);
}

void tst_LiveWorkspace::anExportReportsItsEnd()
{
    LiveWorkspace workspace(path(u"c.livebelt"_s));
    const qint64 feed = add(workspace, u"capture:demo?speed=0"_s);
    QTRY_COMPARE(workspace.feeds().status(feed)->state, FeedState::Ended);
    QTRY_VERIFY(workspace.records(feed)->rowCount() > 100);
    ExportProgress last;
    connect(&workspace, &Workspace::exportProgressed, this, [&](const ExportProgress &progress) { last = progress; });
    ExportRequest request;
    request.feed = feed;
    request.format = u"csv"_s;
    request.path = path(u"out.csv"_s);
    const int id = workspace.startExport(request);
    QTRY_COMPARE(last.state, ExportProgress::State::Finished);
    QCOMPARE(last.id, id);
    QVERIFY(last.written > 100);
    request.path = path(u"no/such/out.csv"_s);
    static_cast<void>(workspace.startExport(request));
    QTRY_COMPARE(last.state, ExportProgress::State::Failed);
    QVERIFY(!last.error.isEmpty());
    close(workspace);
}

void tst_LiveWorkspace::aFeedIsChangedWhereItIs()
{
    LiveWorkspace workspace(path(u"c.livebelt"_s));
    const qint64 feed = add(workspace, u"every:10ms"_s);
    const qint64 other = add(workspace, u"every:1h"_s);
    QTRY_VERIFY(workspace.records(feed)->end() > 5);
    const auto to = [&](const QString &address) {
        return workspace.changeFeed(feed, *FeedAddress::parse(address), u"clock"_s, {});
    };
    QVERIFY(!to(u"every:1h"_s)); // the other's
    QVERIFY(!to(u"every:never"_s));
    QVERIFY(!to(u"system:cpu"_s));
    QCOMPARE(workspace.feeds().status(feed)->address, u"every:10ms"_s);
    QVERIFY(to(u"every:20ms"_s));
    QCOMPARE(workspace.feeds().status(feed)->address, u"every:20ms"_s);
    QCOMPARE(workspace.feeds().status(feed)->name, u"clock"_s);
    const quint64 before = workspace.records(feed)->end();
    QTRY_VERIFY(workspace.records(feed)->end() > before + 5);
    QTRY_COMPARE(workspace.feeds().status(feed)->state, FeedState::Live);
    const auto connections = [&] { // in the newest records
        int count = 0;
        RecordListModel *records = workspace.records(feed);
        for (int row = 0; row < records->rowCount(); ++row) {
            const Record *record = records->record(row);
            count += record && noticeType(*record) == NoticeType::Connected ? 1 : 0;
        }
        return count;
    };
    const int connected = connections();
    QVERIFY(workspace.changeFeed(feed, *FeedAddress::parse(u"every:20ms"_s), u"time"_s, {}));
    QCOMPARE(workspace.feeds().status(feed)->name, u"time"_s);
    const quint64 renamed = workspace.records(feed)->end();
    QTRY_VERIFY(workspace.records(feed)->end() > renamed + 5);
    QCOMPARE(connections(), connected); // a new name alone is no reason to connect anew
    close(workspace);
    const auto reader = CaptureReader::open(path(u"c.livebelt"_s));
    const auto feeds = (*reader)->feeds();
    QCOMPARE(feeds->size(), 2);
    QVERIFY(std::any_of(feeds->begin(), feeds->end(), [&](const FeedInfo &info) {
        return info.address == u"every:20ms"_s && info.name == u"time"_s && info.count > before;
    }));
    Q_UNUSED(other)
}

void tst_LiveWorkspace::whatCameAndWhatBecameOfItAddUp()
{
    LiveWorkspace workspace(path(u"c.livebelt"_s));
    FeedCounters books;
    connect(&workspace, &Workspace::totalsChanged, this, [&](const Totals &now) { books = now.books; });
    QFile file(path(u"x.jsonl"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("{\"a\":1}\n{oh\n{\"a\":2}\n") > 0);
    file.close();
    const qint64 feed = add(workspace, u"file:%1?follow=0&parse=json"_s.arg(file.fileName()));
    QTRY_COMPARE_WITH_TIMEOUT(books.received, 3u, 30'000);
    QTRY_COMPARE_WITH_TIMEOUT(books.waiting(), 0u, 30'000);
    QCOMPARE(books.stored, 3u);
    QCOMPARE(books.quarantined, 0u);
    const auto status = workspace.feeds().status(feed);
    QCOMPARE(status->received, 3u);
    QCOMPARE(status->stored, 3u);
    QCOMPARE(status->quarantined, 0u);
    QVERIFY(async::waitFor(workspace.openCapture(path(u"c.livebelt"_s))));
    QTRY_COMPARE(workspace.feeds().feedIds().size(), 2);
    const auto opened = workspace.feeds().status(workspace.feeds().feedIds().constLast());
    QCOMPARE(opened->stored, 3u);
    QCOMPARE(opened->quarantined, 0u);
    close(workspace);
}

void tst_LiveWorkspace::withoutACaptureTheWindowStillWatches()
{
    LiveWorkspace workspace(path(u"no/such/folder/c.livebelt"_s));
    Totals totals;
    connect(&workspace, &Workspace::totalsChanged, this, [&](const Totals &now) { totals = now; });
    const qint64 feed = add(workspace, u"system:cpu?every=100ms"_s);
    QTRY_VERIFY(workspace.records(feed)->rowCount() > 0);
    QTRY_VERIFY(!totals.problem.isEmpty());
    QVERIFY(!totals.recording);
    close(workspace);
}

void tst_LiveWorkspace::whatIsLeftIsOneFile()
{
    {
        LiveWorkspace workspace(path(u"c.livebelt"_s));
        const qint64 feed = add(workspace, u"capture:demo?speed=0&loop=1"_s);
        RecordListModel *records = workspace.records(feed);
        QTRY_VERIFY_WITH_TIMEOUT(records->rowCount() > 20'000, 30'000);
        QVERIFY(!records->record(3));
        QTRY_VERIFY(records->record(3));
        close(workspace);
    }
    QCOMPARE(QDir(m_dir->path()).entryList({u"c.livebelt-*"_s}), QStringList());
}

void tst_LiveWorkspace::anOpenedCaptureShowsItsFeedsOrSaysWhyNot()
{
    {
        LiveWorkspace workspace(path(u"old.livebelt"_s));
        const qint64 feed = add(workspace, u"capture:demo?speed=0"_s);
        QTRY_COMPARE(workspace.feeds().status(feed)->state, FeedState::Ended);
        close(workspace);
    }
    LiveWorkspace workspace(path(u"c.livebelt"_s));
    QVERIFY(async::waitFor(workspace.openCapture(path(u"old.livebelt"_s))));
    QTRY_COMPARE(workspace.feeds().feedIds().size(), 1);
    RecordListModel *records = workspace.records(workspace.feeds().feedIds().constFirst());
    QVERIFY(records->rowCount() > 100);
    QTRY_VERIFY(records->record(0));
    QFile text(path(u"notes.txt"_s));
    QVERIFY(text.open(QIODevice::WriteOnly) && text.write(QByteArray(5000, 'x')) == 5000 && text.flush());
    QVERIFY(!async::waitFor(workspace.openCapture(text.fileName())));
    close(workspace);
}

void tst_LiveWorkspace::aProgramThatIsNotTypedWaitsForAYes()
{
    LiveWorkspace workspace(path(u"c.livebelt"_s));
    QSignalSpy wanted(&workspace, &Workspace::consentWanted);
    const auto address = FeedAddress::parse(u"exec:touch "_s + path(u"done"_s));
    const auto feed = workspace.proposeFeed(*address, {}, {});
    QVERIFY(feed);
    QCOMPARE(wanted.size(), 1);
    workspace.startFeed(*feed);
    workspace.reconnectFeed(*feed);
    QCOMPARE(wanted.size(), 3);
    // A feed that may run shows that this one had its time.
    const qint64 other = add(workspace, u"exec:true"_s);
    QTRY_COMPARE(workspace.feeds().status(other)->state, FeedState::Ended);
    QTRY_VERIFY(workspace.feeds().status(*feed)->problem.contains(u"your yes"_s));
    QCOMPARE(workspace.feeds().status(*feed)->state, FeedState::Stopped);
    QVERIFY(!QFile::exists(path(u"done"_s)));
    workspace.allowFeed(*feed);
    QTRY_VERIFY(QFile::exists(path(u"done"_s)));
    QTRY_COMPARE(workspace.feeds().status(*feed)->state, FeedState::Ended);
    close(workspace);
}

void tst_LiveWorkspace::aProgramInACaptureIsNeverRun()
{
    {
        auto writer = CaptureWriter::open(path(u"foreign.livebelt"_s));
        QVERIFY(writer && (*writer)->addFeed(u"tool"_s, u"exec:touch "_s + path(u"done"_s), u"exec"_s));
    }
    LiveWorkspace workspace(path(u"c.livebelt"_s));
    QVERIFY(async::waitFor(workspace.openCapture(path(u"foreign.livebelt"_s))));
    QTRY_COMPARE(workspace.feeds().feedIds().size(), 1);
    const qint64 feed = workspace.feeds().feedIds().constFirst();
    workspace.startFeed(feed);
    workspace.reconnectFeed(feed);
    workspace.allowFeed(feed);
    const qint64 other = add(workspace, u"exec:true"_s);
    QTRY_COMPARE(workspace.feeds().status(other)->state, FeedState::Ended);
    QVERIFY(!QFile::exists(path(u"done"_s)));
    close(workspace);
}

void tst_LiveWorkspace::aDriverThatIsNotTypedWaitsForAYes()
{
    QFile source(path(u"driver.c"_s));
    QVERIFY(source.open(QIODevice::WriteOnly));
    source.write("#include <fcntl.h>\n__attribute__((constructor)) static void begin(void) { open(\"" +
                 path(u"loaded"_s).toUtf8() + "\", O_CREAT | O_WRONLY, 0600); }\n");
    source.close();
    QCOMPARE(QProcess::execute(u"cc"_s, {u"-shared"_s, u"-fPIC"_s, u"-o"_s, path(u"driver.so"_s), source.fileName()}),
             0);
    LiveWorkspace workspace(path(u"c.livebelt"_s));
    QSignalSpy wanted(&workspace, &Workspace::consentWanted);
    const QString driver = u"odbc:Driver=%1;Database=x?query=SELECT 1"_s.arg(path(u"driver.so"_s));
    const auto feed = workspace.proposeFeed(*FeedAddress::parse(driver), {}, {});
    QVERIFY(feed);
    QCOMPARE(wanted.size(), 1);
    QVERIFY(workspace.proposeFeed(*FeedAddress::parse(u"odbc:mydata?query=SELECT 1"_s), {}, {}));
    QCOMPARE(wanted.size(), 1); // a data source that is set up here
    const qint64 other = add(workspace, u"exec:true"_s);
    QTRY_COMPARE_WITH_TIMEOUT(workspace.feeds().status(other)->state, FeedState::Ended, 30'000);
    QVERIFY(!QFile::exists(path(u"loaded"_s)));
    workspace.allowFeed(*feed);
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(path(u"loaded"_s)), 30'000); // so this test can tell
    close(workspace);
}

void tst_LiveWorkspace::aYesIsForExactlyThatAddress()
{
    QSettings settings(path(u"settings.ini"_s), QSettings::IniFormat);
    const QString command = u"exec:touch "_s + path(u"done"_s);
    {
        LiveWorkspace workspace(path(u"a.livebelt"_s), defaultMemory, Consents(&settings));
        QSignalSpy wanted(&workspace, &Workspace::consentWanted);
        const auto feed = workspace.proposeFeed(*FeedAddress::parse(command), {}, {});
        QCOMPARE(wanted.size(), 1);
        workspace.allowFeed(*feed);
        add(workspace, u"exec:true"_s); // typed: that is a yes, too
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(path(u"done"_s)), 30'000);
        close(workspace);
    }
    QVERIFY(QFile::remove(path(u"done"_s)));
    settings.sync();
    QSettings again(path(u"settings.ini"_s), QSettings::IniFormat);
    LiveWorkspace workspace(path(u"b.livebelt"_s), defaultMemory, Consents(&again));
    QSignalSpy wanted(&workspace, &Workspace::consentWanted);
    QVERIFY(workspace.proposeFeed(*FeedAddress::parse(command), {}, {}));
    QVERIFY(workspace.proposeFeed(*FeedAddress::parse(u"exec:true"_s), {}, {}));
    QVERIFY(wanted.isEmpty());
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(path(u"done"_s)), 30'000);
    for (const QString &changed : {command + u"2"_s, command + u"?cwd=/"_s, u"exec:true "_s + path(u"x"_s)}) {
        wanted.clear();
        QVERIFY(workspace.proposeFeed(*FeedAddress::parse(changed), {}, {}));
        QCOMPARE(wanted.size(), 1);
    }
    close(workspace);
}

void tst_LiveWorkspace::yesterdayIsThereAfterAStart()
{
    const QString folder = path(u"history/"_s);
    int rows = 0;
    {
        LiveWorkspace workspace(folder);
        const qint64 feed = add(workspace, u"capture:demo?speed=0"_s);
        QTRY_COMPARE(workspace.feeds().status(feed)->state, FeedState::Ended);
        RecordListModel *records = workspace.records(feed);
        QTRY_COMPARE(records->rowCount(), int(workspace.feeds().status(feed)->received) + 2);
        rows = records->rowCount();
        close(workspace);
    }
    QString address;
    {
        LiveWorkspace workspace(folder);
        const qint64 feed = add(workspace, u"capture:demo?speed=0"_s);
        RecordListModel *records = workspace.records(feed);
        const QAbstractItemModelTester tester(records);
        QTRY_VERIFY2(records->rowCount() >= rows, "before and while it delivers again");
        QTRY_COMPARE(workspace.feeds().status(feed)->state, FeedState::Ended);
        QTRY_COMPARE(records->rowCount(), rows + 1 + rows);
        QTRY_VERIFY(records->record(3));
        QCOMPARE(records->record(3)->seq, 4u);
        QTRY_VERIFY(records->record(rows));
        QVERIFY(noticeType(*records->record(rows)) == NoticeType::Closed);
        FilteredRecordModel filtered(*records);
        filtered.setFilter(*Filter::parse(u"subject:=closed"_s));
        QTRY_VERIFY(!filtered.isSearching());
        QCOMPARE(filtered.rowCount(), 1);
        QSignalSpy exported(&workspace, &Workspace::exportProgressed);
        ExportRequest request;
        request.feed = feed;
        request.format = u"jsonl"_s;
        request.path = path(u"all.jsonl"_s);
        workspace.startExport(request);
        const auto isDone = [&] {
            return !exported.isEmpty() &&
                   exported.last()[0].value<ExportProgress>().state == ExportProgress::State::Finished;
        };
        QTRY_VERIFY(isDone());
        QFile file(path(u"all.jsonl"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll().count('\n'), 2 * rows + 1);
        address = workspace.feeds().status(feed)->address;
        close(workspace);
    }
    QVERIFY(QFile::rename(path(u"history"_s), path(u"elsewhere"_s))); // a folder can be moved
    LiveWorkspace workspace(path(u"elsewhere"_s));
    const auto feed = workspace.proposeFeed(*FeedAddress::parse(u"every:1h"_s), {}, {});
    QVERIFY(feed);
    QSignalSpy opened(&workspace, &Workspace::captureOpened);
    QVERIFY(async::waitFor(workspace.openCapture(path(u"elsewhere"_s))));
    const qint64 shown = opened[0][0].value<QList<qint64>>().constFirst();
    QTRY_COMPARE(workspace.records(shown)->rowCount(), 2 * rows + 1);
    close(workspace);
}

void tst_LiveWorkspace::whatRetentionHasTakenHasNoRows()
{
    HistoryLimits limits;
    limits.fileBytes = 500'000;
    limits.keepBytes = 2'000'000;
    limits.isChosen = true;
    LiveWorkspace workspace(path(u"history/"_s), defaultMemory, Consents(), limits);
    const qint64 feed = add(workspace, u"capture:demo?speed=0&loop=1"_s);
    RecordListModel *records = workspace.records(feed);
    FilteredRecordModel filtered(*records);
    QTRY_VERIFY_WITH_TIMEOUT(records->end() > 1000, 30'000);
    filtered.setFilter(*Filter::parse(u"kind:event"_s));
    Totals totals;
    connect(&workspace, &Workspace::totalsChanged, &workspace, [&](const Totals &now) { totals = now; });
    QTRY_VERIFY_WITH_TIMEOUT(records->first() > 1, 60'000);
    QTRY_VERIFY(totals.historySince != 0 && totals.historyBytes > 0);
    workspace.stopFeed(feed);
    QTRY_COMPARE(workspace.feeds().status(feed)->state, FeedState::Stopped);
    QTRY_VERIFY_WITH_TIMEOUT(records->record(0) && records->record(0)->seq == records->first(), 30'000);
    QTRY_VERIFY(!filtered.isSearching());
    QVERIFY(filtered.rowCount() == 0 || filtered.seqAt(0) >= records->first());
    close(workspace);
}

/// Asked for at the moment the feed is announced, as the window does.
void tst_LiveWorkspace::theLatestValuesAreThoseOfTheHistoryAndThenLive()
{
    const auto lastOf = [](const LatestValues &values, const QByteArray &subject) {
        const qint64 number = values.find(subject);
        return number < 0 ? Record() : values.entry(quint32(number)).last;
    };
    const auto watch = [](LiveWorkspace &workspace) {
        connect(&workspace.feeds(), &QAbstractItemModel::rowsInserted, &workspace, [&workspace] {
            for (const qint64 feed : workspace.feeds().feedIds())
                workspace.latest(feed);
        });
    };
    quint64 end = 0;
    {
        LiveWorkspace workspace(path(u"history/"_s));
        watch(workspace);
        const qint64 feed = add(workspace, u"system:load?every=100ms"_s);
        LatestValues &values = *workspace.latest(feed);
        QTRY_VERIFY(lastOf(values, "load/1m").hasValue());
        const quint64 first = lastOf(values, "load/1m").seq;
        QTRY_VERIFY(lastOf(values, "load/1m").seq > first + 3);
        workspace.stopFeed(feed);
        QTRY_COMPARE(workspace.feeds().status(feed)->state, FeedState::Stopped);
        close(workspace);
        end = lastOf(values, "load/1m").seq;
    }
    LiveWorkspace workspace(path(u"history/"_s));
    watch(workspace);
    const qint64 feed = add(workspace, u"system:load?every=1h"_s);
    QVERIFY(!workspace.latest(99));
    // Another address: another feed, of which there is nothing yet.
    QTRY_VERIFY(lastOf(*workspace.latest(feed), "load/1m").hasValue());
    const qint64 same = add(workspace, u"system:load?every=100ms"_s);
    LatestValues &values = *workspace.latest(same);
    QTRY_VERIFY(values.find("load/1m") >= 0);
    const auto &entry = values.entry(quint32(values.find("load/1m")));
    QTRY_VERIFY(entry.count >= end / 4 && entry.last.seq > end);
    QTRY_VERIFY(entry.count > 5);
    close(workspace);
}

void tst_LiveWorkspace::marksOutliveARestartAndRetention()
{
    HistoryLimits limits;
    limits.fileBytes = 300'000;
    limits.keepBytes = 900'000;
    limits.isChosen = true;
    const QString address = u"capture:demo?speed=0&loop=1"_s;
    {
        LiveWorkspace workspace(path(u"history/"_s), defaultMemory, Consents(), limits);
        const qint64 feed = add(workspace, address);
        RecordListModel *records = workspace.records(feed);
        workspace.marks(feed)->set(3, u"the beginning"_s);
        workspace.marks(feed)->toggle(4);
        workspace.marks(feed)->toggle(4);
        Totals totals;
        connect(&workspace, &Workspace::totalsChanged, &workspace, [&](const Totals &now) { totals = now; });
        // The first file stays, and others go.
        QTRY_VERIFY_WITH_TIMEOUT(records->end() > 40'000, 60'000);
        workspace.stopFeed(feed);
        QTRY_COMPARE(workspace.feeds().status(feed)->state, FeedState::Stopped);
        close(workspace);
    }
    QVERIFY(QDir(path(u"history"_s)).entryList({u"*.livebelt"_s}).size() < 8);
    LiveWorkspace workspace(path(u"history/"_s), defaultMemory, Consents(), limits);
    const qint64 feed = add(workspace, address);
    RecordMarks *marks = workspace.marks(feed);
    QTRY_COMPARE(marks->note(3), u"the beginning"_s);
    QVERIFY(!marks->has(4));
    RecordListModel *records = workspace.records(feed);
    QTRY_VERIFY(records->rowCount() > 0);
    QCOMPARE(records->first(), 1ULL);
    QTRY_VERIFY_WITH_TIMEOUT(records->record(2), 30'000);
    QCOMPARE(records->record(2)->seq, 3ULL);
    workspace.stopFeed(feed);
    FilteredRecordModel filtered(*records);
    filtered.setFilter(Filter::parse(u"is:marked"_s)->withMarked(marks->seqs()));
    QTRY_VERIFY_WITH_TIMEOUT(!filtered.isSearching(), 30'000);
    QCOMPARE(filtered.rowCount(), 1);
    QCOMPARE(filtered.seqAt(0), 3ULL);
    QSignalSpy exported(&workspace, &Workspace::exportProgressed);
    ExportRequest request;
    request.feed = feed;
    request.format = u"jsonl"_s;
    request.filter = u"is:marked"_s;
    request.path = path(u"marked.jsonl"_s);
    workspace.startExport(request);
    const auto isDone = [&] {
        return !exported.isEmpty() &&
               exported.last()[0].value<ExportProgress>().state == ExportProgress::State::Finished;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isDone(), 30'000);
    QFile file(path(u"marked.jsonl"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll().count('\n'), 1);
    close(workspace);
}

QTEST_MAIN(tst_LiveWorkspace)
#include "tst_LiveWorkspace.moc"
