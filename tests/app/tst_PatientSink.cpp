// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/capture/PatientSink.h"
#include "app/feeds/Engine.h"
#include "model/capture/CaptureReader.h"
#include "model/records/Notice.h"
#include <livebelt/async/Timers.h>

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace livebelt;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

class Ticks final : public Feed
{
public:
    async::AsyncIterator<Record> records() override
    {
        for (int i = 1; !m_isClosed; ++i) {
            Record record;
            record.received = i;
            record.text = QByteArray::number(i);
            co_yield std::move(record);
            co_await async::sleepFor(1ms);
        }
    }
    async::Task<void> close() override
    {
        m_isClosed = true;
        co_return;
    }

private:
    bool m_isClosed = false;
};

} // namespace

/// A capture that is not there yet, or not any more.
class tst_PatientSink : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void whatCameBeforeThereWasACaptureIsInIt();
    void aDeletedCaptureIsBegunAnew();
    void aReplacedCaptureIsLeftAlone();
    void whoIsToldToEndSaysWhatIsNotStored();

private:
    void start(const QString &path);
    void finish();
    /// The records of the only feed, without its Notices; Notices apart.
    Records read(const QString &path, Records *notices = nullptr) const;
    QString path() const { return m_folder->filePath(u"in/c.livebelt"_s); }

    std::unique_ptr<QTemporaryDir> m_folder;
    FeedKind m_kind;
    std::unique_ptr<Engine> m_engine;
    int m_id = 0;
    std::atomic<quint64> m_shown = 0;
};

void tst_PatientSink::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_shown = 0;
    m_kind.overflow = async::Overflow::Block;
    m_kind.open = [](const FeedAddress &, const Credentials &) -> Result<std::unique_ptr<Feed>> {
        return std::unique_ptr<Feed>(std::make_unique<Ticks>());
    };
}

void tst_PatientSink::cleanup()
{
    m_engine.reset();
}

void tst_PatientSink::start(const QString &path)
{
    m_engine = std::make_unique<Engine>(patientSink(path, 8 << 20, false),
                                        [this](int, const FeedBatch &batch) { m_shown += batch.records.size(); });
    QVERIFY(m_engine->open());
    m_id = *m_engine->add(m_kind, *FeedAddress::parse(u"ticks:x"_s), {}, {});
    m_engine->start(m_id);
}

void tst_PatientSink::finish()
{
    QSignalSpy done(m_engine.get(), &Engine::shutDownDone);
    m_engine->shutDown();
    QVERIFY(done.wait(30'000));
}

Records tst_PatientSink::read(const QString &path, Records *notices) const
{
    Records all, data;
    const auto reader = CaptureReader::open(path);
    if (!reader)
        return {};
    const auto feeds = (*reader)->feeds();
    if (!feeds || feeds->isEmpty() || !(*reader)->page(feeds->constFirst().id, 1, 1'000'000, all))
        return {};
    for (Record &record : all) {
        if (record.kind != RecordKind::Notice)
            data.push_back(record);
        else if (notices)
            notices->push_back(record);
    }
    return data;
}

void tst_PatientSink::whatCameBeforeThereWasACaptureIsInIt()
{
    start(path()); // its folder is missing
    QTRY_VERIFY_WITH_TIMEOUT(m_shown > 100, 30'000);
    QVERIFY2(!m_engine->problem().isEmpty(), "says so");
    QCOMPARE(m_engine->progress(m_id).stored, 0u);
    QVERIFY(QDir(m_folder->path()).mkdir(u"in"_s));
    QTRY_VERIFY_WITH_TIMEOUT(m_engine->problem().isEmpty(), 30'000);
    const quint64 before = m_shown;
    QTRY_VERIFY_WITH_TIMEOUT(m_shown > before + 50, 30'000);
    finish();
    const Records records = read(path());
    QCOMPARE(records.size(), m_engine->progress(m_id).received);
    for (size_t i = 0; i < records.size(); ++i)
        QCOMPARE(records[i].received, qint64(i + 1));
    QCOMPARE(m_engine->progress(m_id).waiting(), 0u);
}

void tst_PatientSink::aDeletedCaptureIsBegunAnew()
{
    QVERIFY(QDir(m_folder->path()).mkdir(u"in"_s));
    start(path());
    QTRY_VERIFY_WITH_TIMEOUT(m_engine->progress(m_id).stored > 100, 30'000);
    QVERIFY(QFile::remove(path()));
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(path()), 10'000);
    const quint64 before = m_shown;
    QTRY_VERIFY_WITH_TIMEOUT(m_shown > before + 100, 30'000);
    QVERIFY(m_engine->problem().isEmpty());
    finish();
    Records notices;
    const Records records = read(path(), &notices);
    QVERIFY(records.size() > 100);
    QCOMPARE(records.back().received, qint64(m_engine->progress(m_id).received));
    for (size_t i = 1; i < records.size(); ++i)
        QCOMPARE(records[i].received, records[i - 1].received + 1);
    QCOMPARE(notices.size(), 1u);
    QVERIFY2(notices.front().text.contains("deleted"), notices.front().text);
}

void tst_PatientSink::aReplacedCaptureIsLeftAlone()
{
    QVERIFY(QDir(m_folder->path()).mkdir(u"in"_s));
    start(path());
    QTRY_VERIFY_WITH_TIMEOUT(m_engine->progress(m_id).stored > 100, 30'000);
    QFile other(path() + u".new"_s);
    QVERIFY(other.open(QIODevice::WriteOnly) && other.write("mine") == 4);
    other.close();
    QCOMPARE(::rename(QFile::encodeName(other.fileName()).constData(), QFile::encodeName(path()).constData()), 0);
    const QString next = m_folder->filePath(u"in/c 2.livebelt"_s);
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(next), 10'000);
    QTRY_COMPARE(m_engine->capturePath(), next);
    const quint64 before = m_shown;
    QTRY_VERIFY_WITH_TIMEOUT(m_shown > before + 100, 30'000);
    finish();
    QFile left(path());
    QVERIFY(left.open(QIODevice::ReadOnly));
    QCOMPARE(left.readAll(), QByteArray("mine"));
    Records notices;
    QVERIFY(read(next, &notices).size() > 100);
    QVERIFY2(notices.front().text.contains("replaced"), notices.front().text);
}

void tst_PatientSink::whoIsToldToEndSaysWhatIsNotStored()
{
    start(path());
    QTRY_VERIFY_WITH_TIMEOUT(m_shown > 100, 30'000);
    QElapsedTimer timer;
    timer.start();
    finish();
    QVERIFY2(timer.elapsed() < 10'000, "ends all the same");
    QCOMPARE(m_engine->progress(m_id).waiting(), m_engine->progress(m_id).received);
    QVERIFY(!m_engine->problem().isEmpty());
}

QTEST_GUILESS_MAIN(tst_PatientSink)
#include "tst_PatientSink.moc"
