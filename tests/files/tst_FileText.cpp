// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/files/FileAddress.h"
#include "sources/files/FileMatches.h"
#include "sources/files/LastLines.h"
#include "sources/files/UnitCutter.h"
#include "sources/files/UnpackedFile.h"
#include <livebelt/async/Scope.h>

#include <QProcess>
#include <QStringEncoder>
#include <QTest>

using namespace livebelt;
using namespace Qt::StringLiterals;

namespace {

async::AsyncIterator<QByteArray> piecesOf(QByteArray bytes, qsizetype size)
{
    for (qsizetype at = 0; at < bytes.size(); at += size) {
        QByteArray piece = bytes.mid(at, size);
        co_yield std::move(piece);
    }
}

async::Task<void> gather(async::AsyncIterator<QByteArray> pieces, QByteArray *all, QByteArray *problem)
{
    try {
        while (auto piece = co_await pieces.next())
            *all += *piece;
    } catch (const UnpackError &error) {
        *problem = error.what();
    }
}

async::Task<void> gatherChunks(async::AsyncIterator<async::FileChunk> chunks, QByteArray *all, qint64 *offset)
{
    while (auto chunk = co_await chunks.next()) {
        *offset = chunk->offset;
        *all += chunk->bytes;
    }
}

/// What a program makes of bytes.
QByteArray through(const QString &program, const QStringList &arguments, const QByteArray &bytes)
{
    QProcess process;
    process.start(program, arguments);
    process.write(bytes);
    process.closeWriteChannel();
    if (!process.waitForFinished() || process.exitCode() != 0)
        qFatal("%s is needed", qPrintable(program));
    return process.readAllStandardOutput();
}

QByteArray sample()
{
    QByteArray text;
    for (int i = 0; i < 20'000; ++i)
        text += "line " + QByteArray::number(i * 7919 % 10'007) + " of some text\n";
    return text;
}

} // namespace

class tst_FileText : public QObject
{
    Q_OBJECT

private:
    static QByteArray unpack(const QByteArray &packed, qsizetype piece, QByteArray *problem)
    {
        QByteArray all;
        async::Scope scope;
        scope.spawn(gather(unpacked(piecesOf(packed, piece), Unpacker::of(packed)), &all, problem));
        return QTest::qWaitFor([&] { return scope.isEmpty(); }, 30'000) ? all : QByteArray("never");
    }

private Q_SLOTS:
    void unpacksWhatTheToolsPack_data()
    {
        QTest::addColumn<QString>("program");
        QTest::addColumn<int>("piece");
        for (const QString &program : {u"gzip"_s, u"zstd"_s, u"xz"_s, u"bzip2"_s, u"lz4"_s}) {
            for (const int piece : {1, 100, 1 << 20})
                QTest::addRow("%s, %d bytes", qPrintable(program), piece) << program << piece;
        }
    }
    void unpacksWhatTheToolsPack()
    {
        QFETCH(QString, program);
        QFETCH(int, piece);
        const QByteArray one = sample(), other = "and more\n";
        const QByteArray packed =
            through(program, {u"-c"_s}, one) + through(program, {u"-c"_s}, {}) + through(program, {u"-c"_s}, other);
        QByteArray problem;
        QCOMPARE(unpack(packed, piece, &problem), one + other);
        QCOMPARE(problem, QByteArray());
        // Cut off, and damaged.
        QVERIFY(one.startsWith(unpack(packed.first(packed.size() / 2), piece, &problem)));
        QVERIFY2(problem.contains("ends in the middle"), problem.constData());
        QByteArray damaged = packed;
        for (qsizetype i = 200; i < 240; ++i)
            damaged[i] = char(~damaged[i]);
        problem.clear();
        unpack(damaged, piece, &problem);
        QVERIFY2(problem.contains("damaged") || problem.contains("middle"), problem.constData());
    }

    void plainTextIsNotUnpacked()
    {
        QVERIFY(!Unpacker::of("plain text\n"));
        QVERIFY(!Unpacker::of({}));
    }

    void cutsUtf16AndUtf32IntoLines_data()
    {
        QTest::addColumn<QString>("name");
        for (const auto &name : {u"utf-16le"_s, u"utf-16be"_s, u"utf-32le"_s, u"utf-32be"_s})
            QTest::newRow(qPrintable(name)) << name;
    }
    void cutsUtf16AndUtf32IntoLines()
    {
        QFETCH(QString, name);
        const auto encoding = TextEncoding::from(name);
        QVERIFY(encoding);
        // U+0A0A and U+0D00 have the bytes of line ends in them.
        const QString text = u"one\r\n\u0A0A\u0D00 \U0001F35C\nthree\n\nhalf"_s;
        QStringEncoder encoder(name.toLatin1().constData());
        const QByteArray bytes = encoder.encode(text);
        for (const int piece : {1, 3, 7, 1000}) {
            UnitCutter cutter(*encoding, 1000);
            std::vector<Item> lines;
            Item item;
            QByteArray originals;
            for (qsizetype at = 0; at < bytes.size(); at += piece) {
                cutter.add(bytes.mid(at, piece));
                while (cutter.next(item))
                    lines.push_back(std::exchange(item, {}));
            }
            QVERIFY(cutter.finish(item));
            lines.push_back(std::exchange(item, {}));
            QByteArrayList found;
            for (const Item &line : lines) {
                found << line.bytes;
                originals += line.original;
            }
            QCOMPARE(found, (QByteArrayList{"one", u"\u0A0A\u0D00 \U0001F35C"_s.toUtf8(), "three", "", "half"}));
            QCOMPARE(originals, bytes);
            QVERIFY(!lines.back().isWhole() && lines.front().isWhole());
            QVERIFY(lines.front().end == Item::End::InOriginal);
        }
    }

    void keepsTheLastLinesOfWhatCannotBeReadBackwards_data()
    {
        QTest::addColumn<int>("lines");
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("none") << 0 << QByteArray("half");
        QTest::newRow("two") << 2 << QByteArray("three\n\nhalf");
        QTest::newRow("all") << 9 << QByteArray("one\ntwo\nthree\n\nhalf");
    }
    void keepsTheLastLinesOfWhatCannotBeReadBackwards()
    {
        QFETCH(int, lines);
        const QByteArray whole = "one\ntwo\nthree\n\nhalf";
        for (const int piece : {1, 4, 100}) {
            QByteArray all;
            qint64 offset = 0;
            async::Scope scope;
            scope.spawn(gatherChunks(lastLinesOf(piecesOf(whole, piece), lines, {}), &all, &offset));
            QTRY_VERIFY(scope.isEmpty());
            QTEST(all, "text");
            QCOMPARE(offset, whole.size() - all.size());
        }
    }

    void archivesAreKnown()
    {
        QVERIFY(Unpacker::unreadable("PK\x03\x04 ...").contains(u"zip"));
        QVERIFY(Unpacker::unreadable("plain").isEmpty());
    }

    void knowsAnEncodingByItsMark()
    {
        const TextEncoding any;
        QCOMPARE(any.of(QByteArray("\xff\xfe"
                                   "a\0",
                                   4))
                     .unit(),
                 2);
        QVERIFY(any.of(QByteArray("\xfe\xff\0a", 4)).isBigEndian());
        QCOMPARE(any.of(QByteArray("\xff\xfe\0\0", 4)).unit(), 4);
        QVERIFY(any.of("plain").isUtf8() && any.of("\xef\xbb\xbfplain").isUtf8());
        QCOMPARE(TextEncoding::from(u"utf-16"_s)->of("plain").unit(), 2);
    }

    void whatIsNotOfTheEncodingIsSeen()
    {
        bool isWhole = true;
        QCOMPARE(TextEncoding::from(u"latin1"_s)->toUtf8("caf\xe9", isWhole), u"caf\u00e9"_s.toUtf8());
        QVERIFY(isWhole);
        TextEncoding::from(u"shift_jis"_s)->toUtf8("a\xff\xfe", isWhole);
        QVERIFY(!isWhole);
        TextEncoding::from(u"utf-16le"_s)
            ->toUtf8(QByteArray("\0\xd8"
                                "a\0",
                                4),
                     isWhole);
        QVERIFY(!isWhole);
    }

    void knowsTheNamesOfLogsPutAway()
    {
        QVERIFY(formerNames(u"/l/app.log.1"_s).contains(u"/l/app.log"_s));
        QVERIFY(formerNames(u"/l/app.log.12.gz"_s).contains(u"/l/app.log"_s));
        QVERIFY(formerNames(u"/l/app.log-20260131.zst"_s).contains(u"/l/app.log"_s));
        QVERIFY(formerNames(u"/l/app.log-2026-01-31"_s).contains(u"/l/app.log"_s));
        QVERIFY(formerNames(u"/l/app.log.old"_s).contains(u"/l/app.log"_s));
        QVERIFY(formerNames(u"/l/app.log"_s).isEmpty() && formerNames(u"/l/app2"_s).isEmpty());
    }

    void readsItsAddress()
    {
        const auto read = [](const QString &text) { return FileAddress::read(*FeedAddress::parse(text)); };
        const auto plain = read(u"file:///var/log/syslog"_s);
        QVERIFY2(bool(plain), qPrintable(plain ? QString() : plain.error()));
        QCOMPARE(plain->path, u"/var/log/syslog"_s);
        QVERIFY(plain->follows && !plain->isPattern && plain->from.place == FileFrom::Place::Last);
        QCOMPARE(plain->from.lines, 10);
        QVERIFY(read(u"file:/a?follow=0"_s)->from.place == FileFrom::Place::Start);
        QVERIFY(read(u"file:/var/log/*.log?from=end"_s)->isPattern);
        QCOMPARE(read(u"file:/a%3F#1"_s)->path, u"/a?#1"_s);
        for (const auto &wrong :
             {u"file:"_s, u"file://host/x"_s, u"file:/a?from=last"_s, u"file:/a?from=last:-1"_s, u"file:/a?follow=2"_s,
              u"file:/a?encoding=klingon"_s, u"file:/a?encoding=utf-16le&frame=fixed&size=4"_s})
            QVERIFY2(!read(wrong), qPrintable(wrong));
    }
};

QTEST_GUILESS_MAIN(tst_FileText)
#include "tst_FileText.moc"
