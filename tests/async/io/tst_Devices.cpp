// SPDX-License-Identifier: MIT
#include "tests/async/AsyncTest.h"
#include "tests/async/Support.h"
#include <livebelt/async/io/Devices.h>

#include <QBuffer>
#include <QRandomGenerator>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace livebelt::test;
using namespace Qt::StringLiterals;

namespace {

AsyncIterator<QByteArray> pieces(QList<QByteArray> all)
{
    for (const QByteArray &piece : all)
        co_yield piece;
}

QList<QByteArray> described(AsyncIterator<QByteArray> bytes, qint64 maximum)
{
    QList<Line> lines;
    run(collect(linesOf(std::move(bytes), maximum), &lines));
    QList<QByteArray> all;
    for (const Line &line : lines) {
        all.append(line.bytes + (line.isCut() ? "...(" + QByteArray::number(line.length) + ")" : QByteArray()) +
                   (line.isWhole ? "" : "(unfinished)"));
    }
    return all;
}

Task<void> keep(AsyncIterator<Line> lines, QByteArrayList *kept)
{
    while (const Line *line = co_await lines.borrow())
        kept->append(line->bytes);
}

Task<bool> writeMany(QIODevice *device, int count, int *written)
{
    const QByteArray piece(100'000, 'x');
    for (; *written < count; ++*written) {
        const bool ok = co_await write(device, piece);
        if (!ok)
            co_return false;
    }
    co_return true;
}

Task<void> countBytes(AsyncIterator<QByteArray> bytes, qint64 *total, qint64 *longest)
{
    while (auto piece = co_await bytes.next()) {
        *total += piece->size();
        *longest = qMax(*longest, piece->size());
    }
}

/// Two ends of a connection.
struct Pair
{
    Pair()
    {
        server.listen(QHostAddress::LocalHost);
        here->connectToHost(QHostAddress(QHostAddress::LocalHost), server.serverPort());
        runUntil([&] { return server.hasPendingConnections() && here->state() == QAbstractSocket::ConnectedState; });
        there.reset(server.nextPendingConnection());
        there->setParent(nullptr);
    }
    QTcpServer server;
    std::unique_ptr<QTcpSocket> here = std::make_unique<QTcpSocket>();
    std::unique_ptr<QTcpSocket> there;
};

} // namespace

class tst_Devices : public AsyncTest
{
    Q_OBJECT
private Q_SLOTS:
    void aPieceTakesTheMemoryOfItsBytes()
    {
        QByteArray bytes("a few");
        QBuffer buffer(&bytes);
        QVERIFY(buffer.open(QIODevice::ReadOnly));
        QList<QByteArray> got;
        run(collect(chunks(&buffer, std::numeric_limits<qint64>::max()), &got));
        QCOMPARE(got, QList<QByteArray>{"a few"});
        QVERIFY(got.first().capacity() < 1000);
    }

    void anyCutOfTheBytesGivesTheSameLines()
    {
        const QByteArray text = "one\ntwo\r\n\r\n\nexact\r\nexact5\nlonger than five\r\nafter\rit\n\r\r\nlast";
        const QList<QByteArray> lines{
            "one", "two", "", "", "exact", "exact...(6)", "longe...(16)", "after...(8)", "\r", "last(unfinished)"};
        QCOMPARE(described(pieces({text}), 5), lines);
        for (int first = 0; first < text.size(); ++first) {
            QCOMPARE(described(pieces({text.left(first), text.mid(first)}), 5), lines);
            for (int second = first; second < text.size(); second += 3) {
                const QList<QByteArray> cut{text.left(first), text.mid(first, second - first), text.mid(second)};
                QCOMPARE(described(pieces(cut), 5), lines);
            }
        }
        QList<QByteArray> single;
        for (const char byte : text)
            single.append(QByteArray(1, byte));
        QCOMPARE(described(pieces(single), 5), lines);
        QCOMPARE(described(pieces({}), 5), QList<QByteArray>());
        QCOMPARE(described(pieces({"a\n"}), 5), QList<QByteArray>{"a"});
    }

    void aLineThatIsKeptIsNotWrittenOver()
    {
        QByteArrayList kept;
        run(keep(linesOf(pieces({"one\ntwo\nthr", "ee\n\nlast"}), 100), &kept));
        QCOMPARE(kept, (QByteArrayList{"one", "two", "three", "", "last"}));
    }

    void aFileIsReadToItsEnd()
    {
        QBuffer buffer;
        buffer.setData("one\ntwo\nthree");
        buffer.open(QIODevice::ReadOnly);
        QCOMPARE(described(chunks(&buffer, 4), 100), (QList<QByteArray>{"one", "two", "three(unfinished)"}));
    }

    void whatTheOtherSideSaidBeforeItWentIsRead()
    {
        Pair pair;
        pair.here->setReadBufferSize(10'000);
        qint64 total = 0;
        qint64 longest = 0;
        Scope scope;
        scope.spawn(countBytes(chunks(pair.here.get(), 4'000), &total, &longest));
        pair.there->write(QByteArray(1'000'000, 'x'));
        pair.there->disconnectFromHost();
        QTRY_VERIFY(scope.isEmpty());
        QCOMPARE(total, 1'000'000);
        QVERIFY(longest <= 4'000);
    }

    void whatHadArrivedBeforeTheFirstReadIsReadThoughThePeerIsGone()
    {
        Pair pair;
        pair.there->write("left behind\n");
        pair.there->disconnectFromHost();
        QVERIFY(runUntil([&] { return pair.here->state() == QAbstractSocket::UnconnectedState; }));
        QCOMPARE(described(chunks(pair.here.get()), 100), QList<QByteArray>{"left behind"});
    }

    void closingOrDestroyingTheDeviceHereEndsTheStream()
    {
        qint64 total = 0;
        for (const bool destroy : {false, true}) {
            Pair pair;
            Scope scope;
            scope.spawn(countBytes(chunks(pair.here.get()), &total, &total));
            settle();
            if (destroy)
                pair.here.reset();
            else
                pair.here->close();
            QTRY_VERIFY(scope.isEmpty());
        }
        auto device = std::make_unique<QBuffer>();
        AsyncIterator<QByteArray> never = chunks(device.get());
        Task<bool> neverWritten = write(device.get(), "x");
        device.reset();
        run(countBytes(std::move(never), &total, &total));
        QVERIFY(!run(std::move(neverWritten)));
        QCOMPARE(total, 0);
    }

    void aWriterWaitsForASlowReader()
    {
        Pair pair;
        pair.there->setReadBufferSize(1'000);
        int written = 0;
        std::optional<bool> ok;
        Scope scope;
        scope.spawn(keep(writeMany(pair.here.get(), 200, &written), &ok));
        QVERIFY(runUntil([&] { return pair.here->bytesToWrite() > 0; }));
        settle();
        QVERIFY(written < 200);
        QVERIFY(pair.here->bytesToWrite() <= 64 * 1024 + 100'000);
        pair.there->setReadBufferSize(0);
        qint64 total = 0;
        qint64 longest = 0;
        scope.spawn(countBytes(chunks(pair.there.get()), &total, &longest));
        QTRY_VERIFY(ok);
        QVERIFY(*ok);
        QTRY_COMPARE(total, 20'000'000);
    }

    void aWriterLearnsThatItsDeviceIsGone()
    {
        for (const bool destroy : {false, true}) {
            Pair pair;
            pair.there->setReadBufferSize(1'000);
            int written = 0;
            std::optional<bool> ok;
            Scope scope;
            scope.spawn(keep(writeMany(pair.here.get(), 1'000, &written), &ok));
            QVERIFY(runUntil([&] { return pair.here->bytesToWrite() > 0; }));
            settle();
            QVERIFY(!ok);
            if (destroy)
                pair.here.reset();
            else
                pair.there->abort();
            QTRY_VERIFY(ok);
            QVERIFY(!*ok);
        }
    }
};

QTEST_GUILESS_MAIN(tst_Devices)
#include "tst_Devices.moc"
