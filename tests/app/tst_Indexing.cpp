// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/capture/Indexing.h"
#include "tests/capture/CaptureSupport.h"

#include <QTemporaryDir>
#include <QTest>

namespace livebelt {

using namespace Qt::StringLiterals;

class tst_Indexing : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir folder;
    QString path;

    static void append(const QString &capture, quint64 count)
    {
        auto writer = CaptureWriter::open(capture);
        QVERIFY2(writer, qPrintable(writer.error()));
        const auto feed = (*writer)->addFeed(u"feed"_s, u"test://feed"_s, u"test"_s);
        QVERIFY(appendNumbered(**writer, *feed, count));
    }
    static quint64 blocks(const QString &capture)
    {
        auto reader = CaptureReader::open(capture);
        quint64 count = 0;
        while (reader && (*reader)->block(1, count * blockRecords + 1))
            ++count;
        return count;
    }

private Q_SLOTS:
    void init()
    {
        static int number = 0;
        path = folder.filePath(u"%1.livebelt"_s.arg(++number));
    }

    void whatIsStoredIsIndexedBehindTheWriter()
    {
        append(path, blockRecords + 10); // before there was an index
        Indexing indexing;
        auto writer = CaptureWriter::open(path);
        QVERIFY(writer);
        for (int i = 0; i < 4; ++i) {
            QVERIFY(appendNumbered(**writer, 1, blockRecords / 2));
            indexing.stored(path);
        }
        QTRY_COMPARE(blocks(path), 3u);
        indexing.stop();
        QVERIFY((*writer)->close());
        QCOMPARE(QFileInfo(path + u"-wal"_s).exists(), false); // nobody else has it open
    }

    void aBlockThatIsCompletedByLittleIsIndexedAtOnce()
    {
        Indexing indexing;
        auto writer = CaptureWriter::open(path);
        QVERIFY(writer);
        QVERIFY((*writer)->addFeed(u"feed"_s, u"test://feed"_s, u"test"_s));
        for (quint64 blocksThere = 0; blocksThere < 3; ++blocksThere) {
            for (const quint64 part : {quint64(1000), quint64(3000), quint64(blockRecords - 4000)}) {
                QVERIFY(appendNumbered(**writer, 1, part));
                indexing.stored(path);
            }
            QTRY_COMPARE(blocks(path), blocksThere + 1);
        }
    }

    void aCaptureThatIsReplacedIsIndexedAnew()
    {
        Indexing indexing;
        append(path, blockRecords);
        indexing.stored(path);
        QTRY_COMPARE(blocks(path), 1u);
        for (const QString &file : {path, path + u"-wal"_s, path + u"-shm"_s})
            QFile::remove(file);
        append(path, 2 * blockRecords);
        indexing.stored(path);
        QTRY_COMPARE(blocks(path), 2u);
        const QString other = folder.filePath(u"other.livebelt"_s);
        append(other, blockRecords);
        indexing.stored(other);
        QTRY_COMPARE(blocks(other), 1u);
    }

    void whatIsNoFileIsNotIndexed()
    {
        Indexing indexing;
        indexing.stored({});
        indexing.stored(folder.filePath(u"missing.livebelt"_s));
        indexing.stop();
        QVERIFY(!QFile::exists(folder.filePath(u"missing.livebelt"_s)));
        indexing.stored(path); // after the end: nothing
    }
};

} // namespace livebelt

QTEST_GUILESS_MAIN(livebelt::tst_Indexing)
#include "tst_Indexing.moc"
