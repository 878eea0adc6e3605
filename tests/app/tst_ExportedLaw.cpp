// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/Shell.h"
#include "tests/matrix/Law.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <random>

using namespace livebelt;
using namespace livebelt::test;
using namespace Qt::StringLiterals;

/// The law of records (tests/matrix) holds for what the program prints and exports.
class tst_ExportedLaw : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyByteAndEveryValueIsThere_data();
    void everyByteAndEveryValueIsThere();
};

void tst_ExportedLaw::everyByteAndEveryValueIsThere_data()
{
    const QString record = u"\"$LB\" record %1 --to c.livebelt && \"$LB\" export c.livebelt%2"_s;
    const QString file = u"'file:in?follow=0&from=start'"_s, program = u"'exec:cat in?stdin=0'"_s;
    QTest::addColumn<QString>("script");
    QTest::newRow("watch") << u"\"$LB\" watch %1 --format jsonl"_s.arg(file);
    QTest::newRow("export of a file") << record.arg(file, QString());
    QTest::newRow("export of a program") << record.arg(program, QString());
    QTest::newRow("export to a file") << record.arg(file, u" --to out && cat out"_s);
    QTest::newRow("a replay") << record.arg(file, u" >/dev/null && \"$LB\" watch 'capture:c.livebelt?speed=max' "
                                                  "--format jsonl"_s);
    QTest::newRow("read again") << record.arg(file + u"'&parse=text'"_s,
                                              u" >/dev/null && \"$LB\" reread c.livebelt --parse= --to d.livebelt "
                                              "&& \"$LB\" export d.livebelt"_s);
}

void tst_ExportedLaw::everyByteAndEveryValueIsThere()
{
    QFETCH(QString, script);
    LawRules rules;
    rules.hasLineFeeds = false;
    const quint32 seed = std::random_device()();
    qInfo("seed %u", seed);
    const std::vector<LawPayload> payloads = lawPayloads(rules, seed);
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"in"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    for (const LawPayload &payload : payloads)
        file.write(payload.bytes + '\n');
    file.close();
    const Shell::Done done = Shell(folder.path()).run(script);
    QVERIFY2(done.status == 0, done.err.constData());
    QByteArrayList lines;
    for (const QByteArray &line : done.out.split('\n')) {
        const bool isNews = line.contains("\"kind\":\"notice\"") ||
                            (script.contains(u"capture:"_s) && line.contains("\"kind\":\"event\"") &&
                             (line.contains("\"subject\":\"ended\"") || line.contains("\"subject\":\"connected\"") ||
                              line.contains("\"subject\":\"information\"")));
        if (!line.isEmpty() && !isNews)
            lines << line + '\n';
    }
    QByteArray problems;
    for (size_t i = 0; i < payloads.size() && problems.size() < 10'000; ++i) {
        const QByteArray line = lines.value(qsizetype(i));
        if (const QByteArray arrived = arrivalOfLine(line); arrived != payloads[i].bytes)
            problems += "in place of " + payloads[i].bytes.toPercentEncoding() + ": " + line;
        else
            problems += lawProblem(payloads[i], line);
    }
    QVERIFY2(problems.isEmpty(), problems.constData());
    QCOMPARE(lines.size(), qsizetype(payloads.size()));
}

QTEST_GUILESS_MAIN(tst_ExportedLaw)
#include "tst_ExportedLaw.moc"
