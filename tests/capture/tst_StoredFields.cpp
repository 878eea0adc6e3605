// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/capture/CaptureSupport.h"

#include <QTemporaryDir>
#include <QTest>

namespace livebelt {

using namespace Qt::StringLiterals;

/// What fields have in common with the text, or with raw, is stored once.
class tst_StoredFields : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fieldsComeBackAndAreStoredOnce_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("raw");
        QTest::addColumn<QByteArray>("fields");
        QTest::addColumn<QByteArray>("stored");

        const QByteArray object = "{\"a\":1, \"b\":\"\xc3\xa9\"}", more = "{\"a\":1, \"b\":\"\xc3\xa9\",\"qos\":1}";
        QTest::newRow("none") << object << QByteArray() << QByteArray() << QByteArray();
        QTest::newRow("the text") << object << QByteArray() << object << QByteArray("}");
        QTest::newRow("the text and more") << object << QByteArray() << more << QByteArray(",\"qos\":1}");
        QTest::newRow("raw") << QByteArray("words") << object << object << QByteArray("}");
        QTest::newRow("raw and more") << QByteArray("words") << object << more << QByteArray(",\"qos\":1}");
        QTest::newRow("others") << QByteArray("words") << QByteArray("bytes") << object << object;
        QTest::newRow("a part of the text") << more << QByteArray() << object << object;
        QTest::newRow("a longer number") << QByteArray("{\"a\":1}") << QByteArray() << QByteArray("{\"a\":12}")
                                         << QByteArray("{\"a\":12}");
        QTest::newRow("no object") << QByteArray("}") << QByteArray("{") << object << object;
    }

    void fieldsComeBackAndAreStoredOnce()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QByteArray, raw);
        QFETCH(const QByteArray, fields);
        QFETCH(const QByteArray, stored);
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"one.livebelt"_s);
        auto writer = *CaptureWriter::open(path);
        const qint64 feed = *writer->addFeed(u"one"_s, u"test://one"_s, u"test"_s);
        FeedBatch batch = numberedBatch(feed, 0, 1);
        batch.records[0].text = text;
        batch.records[0].raw = raw;
        batch.records[0].fields = fields;
        QVERIFY(writer->append({&batch, 1}));
        QVERIFY(writer->close());

        const auto reader = *CaptureReader::open(path);
        Records page;
        QVERIFY(reader->page(feed, 1, 1, page));
        QCOMPARE(page.size(), size_t(1));
        QCOMPARE(page[0].fields, fields);
        QCOMPARE(page[0].text, text);
        QCOMPARE(page[0].raw, raw);
        QCOMPARE(askSqlite(path, u"SELECT fields FROM records"_s), stored);
        QCOMPARE(askSqlite(path, u"SELECT fields FROM readable"_s), fields); // for the plain sqlite3 program
    }

    void aPieceWithoutItsObjectIsNothing()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"one.livebelt"_s);
        auto writer = *CaptureWriter::open(path);
        const qint64 feed = *writer->addFeed(u"one"_s, u"test://one"_s, u"test"_s);
        QVERIFY(appendNumbered(*writer, feed, 1));
        QVERIFY(writer->close());
        for (const QString &piece : {u"'}'"_s, u"',\"a\":1}'"_s, u"x'7d'"_s, u"'words'"_s, u"',no end'"_s}) {
            QCOMPARE(askSqlite(path, u"UPDATE records SET fields = %1"_s.arg(piece)), QByteArray());
            const auto reader = *CaptureReader::open(path);
            Records page;
            QVERIFY(reader->page(feed, 1, 1, page));
            QCOMPARE(page[0].fields, QByteArray());
        }
    }
};

} // namespace livebelt

QTEST_GUILESS_MAIN(livebelt::tst_StoredFields)
#include "tst_StoredFields.moc"
