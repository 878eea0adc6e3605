// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/LiveWorkspace.h"
#include "model/lists/RecordListModel.h"
#include <livebelt/async/Scope.h>

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace livebelt;
using namespace Qt::StringLiterals;

namespace {

async::Task<void> keepPreview(async::Task<Result<Records>> task, std::optional<Result<Records>> *to)
{
    Result<Records> records = co_await std::move(task);
    *to = std::move(records);
}

async::Task<void> goThrough(async::AsyncIterator<RereadingProgress> steps, std::optional<RereadingProgress> *last,
                            QString *problem)
{
    try {
        while (auto step = co_await steps.next())
            *last = *step;
    } catch (const std::exception &failure) {
        *problem = QString::fromUtf8(failure.what());
    }
    if (problem->isEmpty())
        *problem = u"ended"_s;
}

} // namespace

/// Feeds of the window, read again.
class tst_Rereads : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<LiveWorkspace> m_workspace;
    qint64 m_feed = 0;

    QStringList captures() const { return QDir(m_dir->path()).entryList({u"*.livebelt"_s}); }

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        QFile log(m_dir->filePath(u"x.log"_s));
        QVERIFY(log.open(QIODevice::WriteOnly));
        for (int i = 0; i < 500; ++i)
            log.write("{\"n\":" + QByteArray::number(i) + ",\"msg\":\"hello\"}\n");
        log.close();
        m_workspace = std::make_unique<LiveWorkspace>(m_dir->filePath(u"c.livebelt"_s));
        const auto address = FeedAddress::parse(u"file:%1?parse=text&follow=0&from=start"_s.arg(log.fileName()));
        const auto feed = m_workspace->addFeed(*address, {}, {});
        QVERIFY2(feed, qPrintable(feed.error()));
        m_feed = *feed;
        QTRY_COMPARE(m_workspace->feeds().status(m_feed)->state, FeedState::Ended);
        QTRY_COMPARE(m_workspace->feeds().status(m_feed)->stored, 500u);
    }
    void cleanup()
    {
        QSignalSpy closed(m_workspace.get(), &LiveWorkspace::closed);
        m_workspace->close();
        QVERIFY(closed.wait(30'000));
        m_workspace.reset();
    }

    void onlyWhatHasAReaderHasOptions()
    {
        const auto options = m_workspace->rereadOptions(m_feed);
        QVERIFY(std::any_of(options.begin(), options.end(), [](const auto &each) { return each.name == u"parse"; }));
        QVERIFY(std::none_of(options.begin(), options.end(), [](const auto &each) { return each.name == u"frame"; }));
        const auto system = m_workspace->addFeed(*FeedAddress::parse(u"system:"_s), {}, {});
        QVERIFY(m_workspace->rereadOptions(*system).isEmpty());
        QVERIFY(m_workspace->rereadOptions(12345).isEmpty());
    }

    void aPreviewShowsWhatItWouldBeAndWritesNothing()
    {
        std::optional<Result<Records>> preview;
        async::Scope scope;
        scope.spawn(keepPreview(m_workspace->previewReread(m_feed, {{u"parse"_s, u"json"_s}}, 10, 100), &preview));
        QTRY_VERIFY(preview);
        QVERIFY2(*preview, qPrintable(preview->error()));
        QCOMPARE((*preview)->size(), 10u);
        QCOMPARE((**preview)[0].text, "hello");
        QVERIFY((**preview)[0].fields.contains("\"n\":"));
        QCOMPARE(captures(), QStringList{u"c.livebelt"_s});
    }

    void aWrongOptionIsSaid()
    {
        std::optional<Result<Records>> preview;
        async::Scope scope;
        scope.spawn(keepPreview(m_workspace->previewReread(m_feed, {{u"parse"_s, u"jsn"_s}}, 10, 1), &preview));
        QTRY_VERIFY(preview);
        QVERIFY(!*preview);
        QVERIFY(!preview->error().isEmpty());
    }

    void itMakesANewCaptureAndTheOldFeedStays()
    {
        std::optional<RereadingProgress> last;
        QString how;
        async::Scope scope;
        scope.spawn(goThrough(m_workspace->reread(m_feed, {{u"parse"_s, u"json"_s}}), &last, &how));
        QTRY_COMPARE(how, u"ended"_s);
        QCOMPARE(last->done, last->total);
        QTRY_COMPARE(m_workspace->feeds().feedIds().size(), 2);
        const auto opened = m_workspace->feeds().status(m_workspace->feeds().feedIds().constLast());
        QCOMPARE(opened->group, u"c read again.livebelt"_s);
        QVERIFY2(opened->address.contains(u"parse=json"_s), qPrintable(opened->address));
        QCOMPARE(opened->stored, 500u);
        RecordListModel *records = m_workspace->records(opened->id);
        QTRY_VERIFY(records->record(7));
        QVERIFY(records->record(7)->fields.contains("\"n\":6"));
        const Record *old = m_workspace->records(m_feed)->record(7);
        QVERIFY(old && old->fields.isEmpty());
        // The one that was read again can be read again, too.
        how.clear();
        scope.spawn(goThrough(m_workspace->reread(opened->id, {{u"parse"_s, QString()}}), &last, &how));
        QTRY_COMPARE(how, u"ended"_s);
        QCOMPARE(captures().size(), 3);
    }

    void oneThatIsEndedLeavesNothing()
    {
        std::optional<RereadingProgress> last;
        QString how;
        {
            async::Scope scope;
            scope.spawn(goThrough(m_workspace->reread(m_feed, {{u"parse"_s, u"json"_s}}), &last, &how));
            QCoreApplication::processEvents();
        }
        QVERIFY(how.isEmpty());
        QCOMPARE(captures(), QStringList{u"c.livebelt"_s});
        QCOMPARE(m_workspace->feeds().feedIds().size(), 1);
    }
};

QTEST_MAIN(tst_Rereads)
#include "tst_Rereads.moc"
