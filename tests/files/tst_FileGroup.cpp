// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/Fields.h"
#include "sources/files/FileKind.h"
#include "tests/support/FeedRun.h"
#include "tests/support/Unprivileged.h"
#include <livebelt/async/LiveTasks.h>

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <cstdio>
#include <map>
#include <sys/stat.h>

using namespace livebelt;
using namespace livebelt::test;
using namespace Qt::StringLiterals;

class tst_FileGroup : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_directory = std::make_unique<QTemporaryDir>(); }
    void cleanup() { QTRY_VERIFY(async::liveTasks().empty()); }

    void followsAllThatMatchAndSaysWhich()
    {
        append(u"a.log"_s, "old a\n");
        append(u"b.log"_s, "old b\n");
        append(u"c.txt"_s, "not wanted\n");
        FeedRun run(fileKind(), address(u"*.log"_s, u"?from=end&parse=text"_s));
        QVERIFY(run.waitFor(NoticeType::Connected));
        QVERIFY(run.text(NoticeType::Connected).startsWith("Following 2 files"));
        // Written until it is seen: the end is looked for while this runs.
        int line = 0;
        QVERIFY(QTest::qWaitFor(
            [&] {
                append(u"b.log"_s, "b" + QByteArray::number(++line) + "\n");
                return run.dataCount() > 0;
            },
            30'000));
        QCOMPARE(run.data()[0].subject, "b.log");
        QCOMPARE(fieldValue(run.data()[0].fields, "file"), "b.log");
        append(u"new.log"_s, "one\ntwo\n");
        const auto ofNew = [&run] {
            QByteArrayList texts;
            for (const Record &record : run.data()) {
                if (record.subject == "new.log")
                    texts << record.text;
            }
            return texts;
        };
        QTRY_COMPARE_WITH_TIMEOUT(ofNew(), (QByteArrayList{"one", "two"}), 30'000);
        QVERIFY(run.text(NoticeType::Information).contains("new.log is followed, too"));
    }

    void saysWhatIsNoFile()
    {
        append(u"a.log"_s, "old a\n");
        shell(u"mkfifo b.log; mkdir c.log"_s);
        FeedRun run(fileKind(), address(u"*.log"_s, u"?from=start&parse=text"_s));
        QVERIFY(run.waitForData(1));
        QTRY_VERIFY(run.text(NoticeType::Information).contains("b.log is a pipe"));
        append(u"d.log"_s, "new d\n"); // a second look
        QVERIFY(run.waitForData(2));
        QCOMPARE(run.count(NoticeType::Information), 2); // of the pipe once, of d.log
    }

    void twoStarsAreAllFoldersBelow_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QByteArrayList>("texts");
        const auto row = [](const char *name, const QString &pattern, const QByteArrayList &texts) {
            QTest::newRow(name) << pattern << texts;
        };
        row("in the middle", u"**/*.log"_s, {"deep", "odd", "top"});
        row("below a folder", u"a/**/*.log"_s, {"deep"});
        row("at the end", u"a/**"_s, {"deep", "text"});
        row("twice", u"**/b/**/x.*"_s, {"deep", "text"});
    }

    void twoStarsAreAllFoldersBelow()
    {
        QFETCH(QString, pattern);
        shell(u"mkdir -p a/b/c 'o[d]d*' .hidden; ln -s .. a/circle"_s);
        append(u"x.log"_s, "top\n");
        append(u"a/b/c/x.log"_s, "deep\n");
        append(u"a/b/x.txt"_s, "text\n");
        append(u"o[d]d*/x.log"_s, "odd\n");
        append(u".hidden/x.log"_s, "hidden\n");
        FeedRun run(fileKind(), address(pattern, u"?follow=0&parse=text"_s));
        QVERIFY(run.waitForEnd());
        QByteArrayList texts;
        for (const Record &record : run.data())
            texts << record.text;
        std::ranges::sort(texts);
        QTEST(texts, "texts");
    }

    void aNewFolderIsFoundToo()
    {
        append(u"x.log"_s, "top\n");
        FeedRun run(fileKind(), address(u"**/*.log"_s, u"?from=start&parse=text"_s));
        QVERIFY(run.waitForData(1));
        shell(u"mkdir -p a/b; echo deep > a/b/y.log"_s);
        QVERIFY(run.waitForData(2));
        QCOMPARE(run.data()[1].text, "deep");
    }

    void whatIsPutAwayIsNotReadAgain()
    {
        append(u"app.log"_s, "one\n");
        append(u"app.log.1"_s, "older\n");
        FeedRun run(fileKind(), address(u"app*"_s, u"?from=start&parse=text"_s));
        QVERIFY(run.waitForData(1));
        shell(u"mv app.log app-before.log; echo two > app.log"_s); // known by what it is, not by its name
        QVERIFY(run.waitForData(2));
        shell(u"gzip app.log.1; cp app.log app.log.0; : > app.log; echo three >> app.log"_s);
        QVERIFY(run.waitForData(3));
        append(u"appendix"_s, "end\n");
        QVERIFY(run.waitForData(4));
        QByteArrayList texts;
        for (const Record &record : run.data())
            texts << record.text;
        QCOMPARE(texts, (QByteArrayList{"one", "two", "three", "end"}));
    }

    void withoutFollowingReadsOneAfterTheOther()
    {
        shell(u"seq -f old%g 1 3 | gzip > z.log.gz; touch -d '2 days ago' z.log.gz; seq -f new%g 1 3 > a.log"_s);
        FeedRun run(fileKind(), address(u"*.log*"_s, u"?follow=0&parse=text"_s));
        QVERIFY(run.waitForEnd());
        QByteArrayList texts;
        for (const Record &record : run.data())
            texts << record.text;
        QCOMPARE(texts, (QByteArrayList{"old1", "old2", "old3", "new1", "new2", "new3"}));
        FeedRun none(fileKind(), address(u"*.nothing"_s, u"?follow=0"_s));
        QVERIFY(none.waitForEnd());
        QCOMPARE(none.count(NoticeType::Failed), 1);
    }

    void followsHoweverManyThereAreWithFewOpen()
    {
        constexpr size_t all = 5'000;
        for (size_t i = 0; i < all; ++i)
            append(u"f%1.log"_s.arg(i), "x\n");
        FeedRun run(fileKind(), address(u"*.log"_s, u"?from=start&parse=text"_s));
        QVERIFY(run.waitForData(all, 120'000));
        QVERIFY(run.text(NoticeType::Connected).startsWith("Following 5000 files"));
        for (int round = 1; round <= 2; ++round) {
            for (size_t i = 0; i < all; i += 50)
                append(u"f%1.log"_s.arg(i), "more\nha" + QByteArray::number(round)); // "ha1more"
            QTRY_COMPARE_WITH_TIMEOUT(count(run, "more") + count(run, "ha1more"), round * 100, 60'000);
        }
        const auto open = QDir(u"/proc/self/fd"_s).entryList(QDir::AllEntries | QDir::System).size();
        QVERIFY2(open < 300, QByteArray::number(open).constData());
        append(u"f77.log"_s, "FATAL: dying");
        QVERIFY(QTest::qWaitFor([&] { return count(run, "FATAL: dying") == 1; }, 60'000));
        shell(u"echo rest >> f4321.log; mv f4321.log f4321.log.1; echo new > f4321.log"_s);
        QVERIFY(QTest::qWaitFor([&] { return count(run, "rest") == 1 && count(run, "new") == 1; }, 60'000));
        append(u"f4322.log"_s, "last words");
        QVERIFY(run.close() >= 0 && run.waitForEnd());
        QCOMPARE(count(run, "x"), int(all));
    }

    void goesOnWhereACaptureEnds()
    {
        append(u"a.log"_s, "a1\n");
        append(u"b.log"_s, "b1\n");
        std::map<QByteArray, ResumePoint> points;
        {
            FeedRun run(fileKind(), address(u"*.log"_s, u"?from=start&parse=text"_s));
            QVERIFY(run.waitForData(2));
            for (const Record &record : run.records()) {
                if (record.resume)
                    points[record.resume->key] = *record.resume;
            }
        }
        QCOMPARE(points.size(), 2u);
        append(u"a.log"_s, "a2\n");
        append(u"c.log"_s, "c1\n");
        ResumePoints list;
        for (const auto &[key, point] : points)
            list.push_back(point);
        FeedRun run(fileKind(), address(u"*.log"_s, u"?from=start&parse=text"_s), {}, list);
        QVERIFY(run.waitForData(2));
        append(u"b.log"_s, "b2\n");
        QVERIFY(run.waitForData(3));
        QCOMPARE(count(run, "a2") + count(run, "c1") + count(run, "b2"), 3);
    }

    void whatWasJustWrittenIsGivenWhenItIsClosed()
    {
        append(u"a.log"_s, "a1\n");
        append(u"b.log"_s, "b1\n");
        FeedRun run(fileKind(), address(u"*.log"_s, u"?from=start&parse=text"_s));
        QVERIFY(run.waitForData(2));
        append(u"a.log"_s, "last words");
        QVERIFY(run.close() >= 0 && run.waitForEnd());
        QCOMPARE(count(run, "last words"), 1);
    }

    void aFileThatCannotBeReadHoldsUpNoOther()
    {
        append(u"a.log"_s, "good\n");
        shell(u"seq 1 5000 | gzip | head -c 100 > b.log"_s);
        FeedRun run(fileKind(), address(u"*.log"_s, u"?from=start&parse=text"_s));
        QVERIFY(run.waitForData(1));
        QTRY_VERIFY_WITH_TIMEOUT(run.text(NoticeType::Information).contains("The other files go on"), 30'000);
        append(u"a.log"_s, "more\n");
        QTRY_VERIFY_WITH_TIMEOUT(run.data().back().text == "more", 30'000);
    }

    void aFileThatCannotBeOpenedIsTriedAgain()
    {
        Unprivileged::give(m_directory->path());
        const WithoutRoot rights;
        const auto close = [this](const QString &name) {
            return ::chmod(qPrintable(m_directory->filePath(name)), 0) == 0;
        };
        const auto open = [this](const QString &name) {
            return ::chmod(qPrintable(m_directory->filePath(name)), 0600) == 0;
        };
        append(u"a.log"_s, "a1\n");
        append(u"b.log"_s, "b1\n");
        append(u"closed.log"_s, "closed1\n");
        QVERIFY(close(u"closed.log"_s));
        FeedRun run(fileKind(), address(u"*.log"_s, u"?from=start&parse=text"_s));
        QVERIFY(run.waitForData(2));
        const auto said = [&run](const QByteArray &text) {
            const Records &all = run.records();
            return std::any_of(all.begin(), all.end(), [&](const Record &record) {
                return noticeType(record) == NoticeType::Information && record.text.contains(text);
            });
        };
        QTRY_VERIFY_WITH_TIMEOUT(said("closed.log cannot be opened: Permission denied. It is tried again"), 30'000);
        append(u"new.tmp"_s, "new1\n"); // comes while it is followed
        append(u"b.tmp"_s, "b3\n");     // takes the place of one that is followed
        QVERIFY(close(u"new.tmp"_s) && close(u"b.tmp"_s));
        rename(u"new.tmp"_s, u"new.log"_s);
        rename(u"b.log"_s, u"b.old"_s);
        rename(u"b.tmp"_s, u"b.log"_s);
        QTRY_VERIFY_WITH_TIMEOUT(said("new.log cannot be opened: Permission denied. It is tried again"), 30'000);
        QTRY_VERIFY_WITH_TIMEOUT(said("b.log cannot be opened: Permission denied. It is tried again"), 30'000);
        append(u"b.old"_s, "b2\n");
        append(u"a.log"_s, "a2\n");
        QTRY_VERIFY_WITH_TIMEOUT(count(run, "a2") == 1, 30'000);
        QVERIFY(open(u"closed.log"_s) && open(u"new.log"_s) && open(u"b.log"_s));
        QVERIFY(run.waitForData(7));
        for (const char *text : {"a1", "b1", "b2", "b3", "closed1", "new1"})
            QCOMPARE(count(run, text), 1);
        for (const char *name : {"closed", "new", "b"})
            QTRY_VERIFY_WITH_TIMEOUT(said(QByteArray(name) + ".log can be read again"), 30'000);
        QCOMPARE(run.count(NoticeType::Disconnected), 0);
        QVERIFY(!run.hasEnded());
    }

private:
    void rename(const QString &from, const QString &to) const
    {
        QVERIFY(::rename(qPrintable(m_directory->filePath(from)), qPrintable(m_directory->filePath(to))) == 0);
    }
    static int count(const FeedRun &run, const QByteArray &text)
    {
        const Records data = run.data();
        return int(std::count_if(data.begin(), data.end(), [&](const Record &record) { return record.text == text; }));
    }
    QString address(const QString &pattern, const QString &query) const
    {
        return u"file:"_s + m_directory->filePath(pattern) + query;
    }
    void append(const QString &name, const QByteArray &bytes) const
    {
        QFile file(m_directory->filePath(name));
        QVERIFY(file.open(QIODevice::Append) && file.write(bytes) == bytes.size());
    }
    void shell(const QString &command) const
    {
        QProcess process;
        process.setWorkingDirectory(m_directory->path());
        process.start(u"/bin/sh"_s, {u"-c"_s, command});
        QVERIFY(process.waitForFinished(60'000));
        QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
    }

    std::unique_ptr<QTemporaryDir> m_directory;
};

QTEST_GUILESS_MAIN(tst_FileGroup)
#include "tst_FileGroup.moc"
