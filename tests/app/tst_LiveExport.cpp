// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/Exports.h"
#include "model/capture/CaptureWriter.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace livebelt;
using namespace Qt::StringLiterals;

/// What comes from now on, while it is recorded.
class tst_LiveExport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void whatIsStoredFromNowOnIsInTheFile();
    void itEndsInGoodOrderWhenItIsStoppedOrTheWindowGoes_data();
    void itEndsInGoodOrderWhenItIsStoppedOrTheWindowGoes();
    void aFailureIsSaid();
    void anEstimateComesClose();

private:
    void append(int count);
    Exporter::Job job(const QString &name) const;
    LiveFiles::Plan plan(const QString &name) const { return {m_dir->filePath(name), fileFormat(name).format->name}; }
    QByteArray text(const QString &name) const;

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<CaptureWriter> m_writer;
    qint64 m_feed = 0;
    int m_written = 0;
};

void tst_LiveExport::init()
{
    m_writer.reset();
    m_written = 0;
    m_dir = std::make_unique<QTemporaryDir>();
    auto writer = CaptureWriter::open(m_dir->filePath(u"c.livebelt"_s));
    QVERIFY2(writer, qPrintable(writer.error()));
    m_writer = *std::move(writer);
    m_feed = *m_writer->addFeed(u"chat"_s, u"test:chat"_s, u"test"_s);
    append(10);
}

void tst_LiveExport::append(int count)
{
    std::vector<FeedBatch> batches(1);
    batches[0].feed = m_feed;
    for (int i = 0; i < count; ++i) {
        Record record;
        record.received = qint64(m_written) * 1'000;
        record.text = (m_written % 2 ? "odd " : "even ") + QByteArray::number(m_written);
        ++m_written;
        batches[0].records.push_back(record);
    }
    batches[0].received = quint64(count);
    QVERIFY(m_writer->append(batches));
}

Exporter::Job tst_LiveExport::job(const QString &name) const
{
    Exporter::Job job;
    job.capture = m_dir->filePath(u"c.livebelt"_s);
    job.feed = m_feed;
    job.format = fileFormat(name).format->name;
    job.to = m_dir->filePath(name);
    return job;
}

QByteArray tst_LiveExport::text(const QString &name) const
{
    QFile file(m_dir->filePath(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void tst_LiveExport::whatIsStoredFromNowOnIsInTheFile()
{
    ExportProgress last;
    Exports exports([&last](const ExportProgress &now) { last = now; });
    Exporter::Job filtered = job(u"a.log"_s);
    filtered.filter = u"odd"_s;
    const int id = exports.follow(filtered, plan(u"a.log"_s));
    QTRY_COMPARE(last.id, id); // it follows
    append(5);
    QTRY_COMPARE(text(u"a.log"_s), "odd 11\nodd 13\n");
    append(3'000);
    QTRY_COMPARE(text(u"a.log"_s).count('\n'), 1'502);
    QTRY_COMPARE(last.written, 1'502u);
    QCOMPARE(last.scanned, 3'005u);
    QCOMPARE(last.bytes, text(u"a.log"_s).size());
}

void tst_LiveExport::itEndsInGoodOrderWhenItIsStoppedOrTheWindowGoes_data()
{
    QTest::addColumn<bool>("isStopped");
    QTest::newRow("stopped") << true;
    QTest::newRow("the window goes") << false;
}

void tst_LiveExport::itEndsInGoodOrderWhenItIsStoppedOrTheWindowGoes()
{
    QFETCH(bool, isStopped);
    ExportProgress last;
    auto exports = std::make_unique<Exports>([&last](const ExportProgress &now) { last = now; });
    const int id = exports->follow(job(u"a.json"_s), plan(u"a.json"_s));
    QTRY_COMPARE(last.id, id);
    append(2);
    QTRY_COMPARE(last.written, 2u);
    QVERIFY(!text(u"a.json"_s).endsWith("]\n"));
    if (isStopped) {
        append(1); // what has come until then is in it
        exports->cancel(id);
        QTRY_COMPARE(last.state, ExportProgress::State::Finished);
        QCOMPARE(last.written, 3u);
    }
    exports.reset();
    QVERIFY2(text(u"a.json"_s).endsWith("}\n]\n"), text(u"a.json"_s));
}

void tst_LiveExport::aFailureIsSaid()
{
    ExportProgress last;
    Exports exports([&last](const ExportProgress &now) { last = now; });
    LiveFiles::Plan full = plan(u"a.csv"_s);
    full.to = u"/dev/full"_s;
    exports.follow(job(u"a.csv"_s), full);
    append(1);
    QTRY_COMPARE(last.state, ExportProgress::State::Failed);
    QVERIFY2(last.error.contains(u"no room left"_s), qPrintable(last.error));
}

void tst_LiveExport::anEstimateComesClose()
{
    append(30'000);
    const std::atomic<bool> cancel = false;
    for (const QString &name : {u"a.csv"_s, u"a.sqlite"_s, u"a.html"_s}) {
        Exporter::Job all = job(name);
        all.filter = u"odd"_s;
        const auto estimate = Exporter::estimate(all, cancel);
        QVERIFY2(estimate, qPrintable(estimate.error()));
        QVERIFY(Exporter::run(all, {}, cancel));
        const qint64 size = QFileInfo(all.to).size();
        QVERIFY2(std::abs(estimate->bytes - size) < size / 5,
                 qPrintable(u"%1: %2 is not about %3"_s.arg(name).arg(estimate->bytes).arg(size)));
        QVERIFY(estimate->records > 14'000 && estimate->records < 16'000);
    }
}

QTEST_GUILESS_MAIN(tst_LiveExport)
#include "tst_LiveExport.moc"
