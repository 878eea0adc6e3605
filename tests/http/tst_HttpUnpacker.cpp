// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/http/HttpUnpacker.h"
#include "sources/wire/HttpError.h"

#include <QTest>
#include <zlib.h>

using namespace livebelt;
using namespace Qt::StringLiterals;

namespace {

QByteArray packed(const QByteArray &plain)
{
    z_stream stream{};
    deflateInit2(&stream, 9, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
    QByteArray bytes(qsizetype(deflateBound(&stream, uLong(plain.size()))), '\0');
    QByteArray in = plain;
    stream.next_in = reinterpret_cast<Bytef *>(in.data());
    stream.avail_in = uInt(in.size());
    stream.next_out = reinterpret_cast<Bytef *>(bytes.data());
    stream.avail_out = uInt(bytes.size());
    deflate(&stream, Z_FINISH);
    bytes.truncate(qsizetype(stream.total_out));
    deflateEnd(&stream);
    return bytes;
}

QByteArray unpacked(const QByteArray &coding, const QByteArray &bytes, qsizetype size)
{
    QByteArray all;
    try {
        HttpUnpacker unpacker(coding);
        for (qsizetype at = 0; at < bytes.size(); at += size) {
            unpacker.give(bytes.mid(at, size));
            for (QByteArray plain = unpacker.take(); !plain.isEmpty(); plain = unpacker.take())
                all += plain;
        }
        unpacker.finish();
    } catch (const HttpError &error) {
        return error.what();
    }
    return all;
}

} // namespace

/// The codings of a body.
class tst_HttpUnpacker : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void unpacksGzipOnly_data()
    {
        QTest::addColumn<QByteArray>("coding");
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("result");
        const QByteArray abc = packed("abc");
        const auto row = [](const char *name, const QByteArray &coding, const QByteArray &bytes,
                            const QByteArray &result) { QTest::newRow(name) << coding << bytes << result; };
        row("plain", "", "abc", "abc");
        row("identity", "Identity", "abc", "abc");
        row("gzip", "gzip", abc, "abc");
        row("two members", "x-gzip", abc + packed("def"), "abcdef");
        row("cut off", "gzip", abc.chopped(3), "broke off in the middle of its answer");
        const QByteArray damaged = "says that its answer is packed with gzip, but it is not, or is damaged ";
        row("not gzip", "gzip", "data: a\n\n", damaged + "(incorrect header check): tell its operator");
        row("garbage behind", "gzip", abc + "xyz", damaged + "(incorrect header check): tell its operator");
        for (const char *coding : {"br", "zstd", "deflate", "compress", "gzip, gzip"})
            row(coding, coding, "abc",
                QByteArray("packs its answer as “") + coding + "”, which it was not asked for: tell its operator");
    }
    void unpacksGzipOnly()
    {
        QFETCH(QByteArray, coding);
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, result);
        for (const qsizetype size : {qsizetype(1), qsizetype(3), bytes.size()})
            QCOMPARE(unpacked(coding, bytes, size), result);
    }

    void aBombComesOutInPieces()
    {
        HttpUnpacker unpacker("gzip");
        unpacker.give(packed(QByteArray(50 << 20, ' ')));
        qint64 all = 0;
        for (QByteArray plain = unpacker.take(); !plain.isEmpty(); plain = unpacker.take()) {
            QVERIFY(plain.size() <= 64 * 1024);
            all += plain.size();
        }
        QCOMPARE(all, 50 << 20);
        unpacker.finish();
    }
};

QTEST_GUILESS_MAIN(tst_HttpUnpacker)
#include "tst_HttpUnpacker.moc"
