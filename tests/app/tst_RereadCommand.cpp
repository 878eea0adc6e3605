// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/Shell.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace livebelt;
using namespace livebelt::test;
using namespace Qt::StringLiterals;

/// `livebelt reread`, as a person types it.
class tst_RereadCommand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aPreviewIsPrinted();
    void aNewCaptureIsWritten();
    void theFeedMustBeClear();
    void mistakesAreSaid();

private:
    Shell::Done sh(const QString &script) const { return Shell(m_dir->path()).run(script); }

    std::unique_ptr<QTemporaryDir> m_dir;
};

void tst_RereadCommand::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    QFile file(m_dir->filePath(u"in.log"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    for (int i = 1; i <= 20; ++i)
        file.write("{\"n\":" + QByteArray::number(i) + ",\"big\":12345678901234567890}\r\n");
    file.write("no JSON \xff\n");
    file.close();
    const auto done = sh(u"\"$LB\" record 'file:in.log?follow=0&from=start&parse=text' --to old.livebelt"_s);
    QVERIFY2(done.status == 0, done.err.constData());
}

void tst_RereadCommand::aPreviewIsPrinted()
{
    const QByteArray before = sh(u"\"$LB\" export old.livebelt"_s).out;
    const auto done = sh(u"\"$LB\" reread old.livebelt --parse json"_s);
    QVERIFY2(done.status == 0 && done.err.isEmpty(), done.err.constData());
    QCOMPARE(done.out.count('\n'), 10);
    QVERIFY2(done.out.contains(R"("fields":{"n":10,"big":12345678901234567890})"), done.out.constData());
    QCOMPARE(sh(u"\"$LB\" reread old.livebelt --parse json --preview 3"_s).out.count('\n'), 3);
    QCOMPARE(sh(u"\"$LB\" export old.livebelt"_s).out, before);
    QCOMPARE(sh(u"ls *.livebelt"_s).out, "old.livebelt\n");
}

void tst_RereadCommand::aNewCaptureIsWritten()
{
    const auto done = sh(u"\"$LB\" reread old.livebelt --feed in.log --parse=json --to new.livebelt"_s);
    QVERIFY2(done.status == 0, done.err.constData());
    QVERIFY2(done.err.contains("parse=json"), done.err.constData());
    const QByteArray out = sh(u"\"$LB\" export new.livebelt"_s).out;
    QCOMPARE(out.count(",\"big\":12345678901234567890}"), 20);
    QVERIFY2(out.contains("\"raw_base64\":\"bm8gSlNPTiD/\""), out.constData());
    QCOMPARE(sh(u"\"$LB\" export new.livebelt --format text | cmp - in.log"_s).status, 0);
    QVERIFY(sh(u"\"$LB\" info new.livebelt"_s).out.contains("parse=json"));
}

void tst_RereadCommand::theFeedMustBeClear()
{
    QVERIFY(sh(u"\"$LB\" record every:1ms every:2ms --count 3 --to two.livebelt"_s).status == 0);
    const auto which = sh(u"\"$LB\" reread two.livebelt --parse json"_s);
    QCOMPARE(which.status, 1);
    QVERIFY2(which.err.contains("--feed"), which.err.constData());
    const auto wrong = sh(u"\"$LB\" reread old.livebelt --feed out.log --parse json"_s);
    QCOMPARE(wrong.status, 1);
    QVERIFY2(wrong.err.contains("in.log"), wrong.err.constData());
}

void tst_RereadCommand::mistakesAreSaid()
{
    const QList<std::pair<QString, QByteArray>> mistakes{
        {u"reread old.livebelt --parse jsno"_s, "json"},
        {u"reread old.livebelt --parse json --to old.livebelt"_s, "already"},
        {u"reread old.livebelt --parse json --to no/where.livebelt"_s, "no/where"},
        {u"reread none.livebelt --parse json"_s, "none.livebelt"}};
    for (const auto &[command, said] : mistakes) {
        const auto done = sh(u"\"$LB\" "_s + command);
        QVERIFY2(done.status > 0 && done.err.contains(said), qPrintable(command + QString::fromUtf8(done.err)));
        QVERIFY(done.out.isEmpty());
    }
}

QTEST_GUILESS_MAIN(tst_RereadCommand)
#include "tst_RereadCommand.moc"
