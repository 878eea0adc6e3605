// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/unpack/PayloadUnpacker.h"

#include <QProcess>
#include <QTest>

using namespace livebelt;
using namespace Qt::StringLiterals;

namespace {

const QByteArray reading("{\"temp\":21.5,\"hum\":40}");

/// By the programs that everybody packs with.
QByteArray packed(Packing packing, const QByteArray &plain)
{
    QProcess program;
    if (packing == Packing::Zlib) {
        program.start(u"/usr/bin/python3"_s,
                      {u"-c"_s, u"import sys,zlib;sys.stdout.buffer.write(zlib.compress(sys.stdin.buffer.read()))"_s});
    } else {
        program.start(packingNames().at(qsizetype(packing)), {u"-c"_s, u"-q"_s});
    }
    program.write(plain);
    program.closeWriteChannel();
    return program.waitForFinished() ? program.readAllStandardOutput() : QByteArray();
}

QByteArray shown(const Result<QByteArray> &result)
{
    return result ? *result : "failed: " + result.error().toUtf8();
}

} // namespace

class tst_PayloadUnpacker : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void unpacksWhatOthersPack_data()
    {
        QTest::addColumn<int>("packing");
        for (const QString &name : packingNames().sliced(1))
            QTest::newRow(qPrintable(name)) << int(*packingFromName(name));
    }
    void unpacksWhatOthersPack()
    {
        QFETCH(int, packing);
        const auto how = Packing(packing);
        const QString name = packingNames().at(packing);
        for (const QByteArray &plain : {reading, QByteArray(300'000, 'x'), QByteArray("\0\xff", 2), QByteArray()}) {
            const QByteArray bytes = packed(how, plain);
            QVERIFY(!bytes.isEmpty() && bytes != plain);
            QCOMPARE(shown(unpackedPayload(how, bytes)), plain);
        }
        const QByteArray bytes = packed(how, reading);
        const QString middle = u"It is packed with %1, but ends in the middle"_s.arg(name);
        for (qsizetype size = 4; size < bytes.size(); ++size) {
            const auto result = unpackedPayload(how, bytes.first(size));
            QVERIFY2(!result && result.error() == middle, qPrintable(QString::number(size) + result.error()));
        }
        const auto refused = unpackedPayload(how, reading);
        QVERIFY(!refused && refused.error().startsWith(u"It is not packed with %1, or is damaged ("_s.arg(name)));
        QCOMPARE(unpackedPayload(how, {}).error(), u"It is empty, and so not packed with %1"_s.arg(name));
    }

    void severalStreamsBehindEachOtherAreOne()
    {
        for (const Packing packing : {Packing::Gzip, Packing::Zstd, Packing::Lz4})
            QCOMPARE(shown(unpackedPayload(packing, packed(packing, "one") + packed(packing, "two"))), "onetwo");
    }

    void aBombIsRefusedInWords_data() { unpacksWhatOthersPack_data(); }
    void aBombIsRefusedInWords()
    {
        QFETCH(int, packing);
        const QByteArray bomb = packed(Packing(packing), QByteArray(20 << 20, '\0'));
        QVERIFY(bomb.size() < 200'000);
        QCOMPARE(unpackedPayload(Packing(packing), bomb).error(),
                 u"More than 16 MB come out of it: it stays as it came"_s);
        QCOMPARE(
            unpackedPayload(Packing(packing), packed(Packing(packing), reading), reading.size() - 1).error().left(9),
            u"More than"_s);
        QVERIFY(unpackedPayload(Packing(packing), packed(Packing(packing), reading), reading.size()));
    }

    void names()
    {
        QCOMPARE(packingFromName(u"zstd"), Packing::Zstd);
        QCOMPARE(packingFromName(u""), Packing::None);
        QVERIFY(!packingFromName(u"rar"));
        QCOMPARE(shown(unpackedPayload(Packing::None, "as it is")), "as it is");
    }
};

QTEST_GUILESS_MAIN(tst_PayloadUnpacker)
#include "tst_PayloadUnpacker.moc"
