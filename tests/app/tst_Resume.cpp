// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/feeds/Engine.h"
#include "model/capture/CaptureReader.h"
#include "model/records/Notice.h"
#include <livebelt/async/Timers.h>

#include <QCoreApplication>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace livebelt;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Counts, and goes on counting where the capture ends.
class Counter final : public Feed
{
public:
    explicit Counter(int atOnce) : m_atOnce(atOnce) {}
    void continueAfter(const ResumePoints &points) override
    {
        for (const ResumePoint &point : points)
            m_last = point.key == "count" ? point.value.toInt() : m_last;
    }
    async::AsyncIterator<Record> records() override
    {
        while (!m_isClosed) {
            for (int i = 0; i < m_atOnce && !m_isClosed; ++i) {
                Record record;
                record.received = ++m_last;
                record.text = QByteArray::number(m_last);
                record.resume = std::make_shared<ResumePoint>(ResumePoint{"count", record.text});
                co_yield std::move(record);
            }
            co_await async::sleepFor(1ms);
        }
    }
    async::Task<void> close() override
    {
        m_isClosed = true;
        co_return;
    }

private:
    int m_atOnce;
    int m_last = 0;
    bool m_isClosed = false;
};

FeedKind counterKind(int atOnce)
{
    FeedKind kind;
    kind.description.kind = u"count"_s;
    kind.overflow = async::Overflow::Block;
    kind.open = [atOnce](const FeedAddress &, const Credentials &) -> Result<std::unique_ptr<Feed>> {
        return std::unique_ptr<Feed>(std::make_unique<Counter>(atOnce));
    };
    return kind;
}

FeedAddress address()
{
    return *FeedAddress::parse(u"count:x"_s);
}

/// The child: records until it is killed, and says how far it has come.
int recordForEver(const QString &path)
{
    const FeedKind kind = counterKind(50);
    Engine engine(captureSink(path), [](int, const FeedBatch &batch) {
        printf("%lld\n", static_cast<long long>(batch.records.back().received));
        fflush(stdout);
    });
    if (!engine.open())
        return 1;
    engine.start(*engine.add(kind, address(), {}, {}));
    return QCoreApplication::exec();
}

} // namespace

class tst_Resume : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void aFeedGoesOnWhereTheCaptureEnds();
    void aRestartAndAStartDoubleNothing();
    void afterEachKillItGoesOnWhereTheCaptureEnds();

private:
    QString path() const { return m_folder->filePath(u"resume.livebelt"_s); }
    /// All records, which are to be 1, 2, 3, ... without a hole or a double; how many there are.
    int checked() const;
    std::unique_ptr<QTemporaryDir> m_folder;
};

int tst_Resume::checked() const
{
    const auto reader = CaptureReader::open(path());
    if (!reader)
        return -1;
    const auto feeds = (*reader)->feeds();
    Records records;
    int last = 0;
    for (quint64 seq = 1; seq <= feeds->constFirst().count; seq += records.size()) {
        if (!(*reader)->page(feeds->constFirst().id, seq, 10'000, records))
            return -1;
        for (const Record &record : records) {
            if (record.text.toInt() != ++last) {
                qWarning("%s after %d", record.text.constData(), last - 1);
                return -1;
            }
        }
    }
    return last;
}

void tst_Resume::aFeedGoesOnWhereTheCaptureEnds()
{
    int before = 0;
    for (int run = 0; run < 3; ++run) {
        const FeedKind kind = counterKind(100);
        Engine engine(captureSink(path()), [](int, const FeedBatch &) {});
        QVERIFY(engine.open());
        const int id = *engine.add(kind, address(), {}, {});
        engine.start(id);
        QTRY_VERIFY_WITH_TIMEOUT(engine.progress(id).received > 500, 30'000);
        QSignalSpy done(&engine, &Engine::shutDownDone);
        engine.shutDown();
        QVERIFY(done.wait(30'000));
        const int now = checked();
        QVERIFY(now > before);
        before = now;
    }
}

void tst_Resume::aRestartAndAStartDoubleNothing()
{
    const FeedKind kind = counterKind(100);
    Engine engine(captureSink(path()), [](int, const FeedBatch &) {});
    QVERIFY(engine.open());
    QSignalSpy finished(&engine, &Engine::finished);
    const int id = *engine.add(kind, address(), {}, {});
    const auto goesOn = [&] {
        const quint64 before = engine.progress(id).received;
        return QTest::qWaitFor([&] { return engine.progress(id).received > before + 300; }, 30'000);
    };
    engine.start(id);
    QVERIFY(goesOn());
    engine.restart(id);
    QVERIFY(goesOn());
    engine.stop(id);
    QVERIFY(finished.wait(30'000));
    engine.start(id);
    QVERIFY(goesOn());
    QSignalSpy done(&engine, &Engine::shutDownDone);
    engine.shutDown();
    QVERIFY(done.wait(30'000));
    QCOMPARE(checked(), int(engine.progress(id).received));
}

void tst_Resume::afterEachKillItGoesOnWhereTheCaptureEnds()
{
    int before = 0;
    for (int run = 0; run < 5; ++run) {
        QProcess child;
        child.start(QCoreApplication::applicationFilePath(), {u"--record"_s, path()});
        QVERIFY(child.waitForReadyRead(30'000));
        int said = 0;
        while (said < before + 200) {
            QVERIFY(child.canReadLine() || child.waitForReadyRead(30'000));
            while (child.canReadLine())
                said = child.readLine().trimmed().toInt();
        }
        child.kill();
        QVERIFY(child.waitForFinished(30'000));
        before = checked();
        QVERIFY2(before >= said, "what was said to be stored is there, without a hole or a double");
    }
}

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() == 3 && arguments[1] == u"--record")
        return recordForEver(arguments[2]);
    tst_Resume test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_Resume.moc"
