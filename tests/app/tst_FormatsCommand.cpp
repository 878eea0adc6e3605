// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/Shell.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace livebelt;
using namespace livebelt::test;
using namespace Qt::StringLiterals;

/// `livebelt formats`: what there is, and what is wrong with a file of one's own.
class tst_FormatsCommand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void formatsAreListedWithWhereTheyAreFrom();
    void aBadFileOfOnesOwnIsSaid();
    void aFileIsChecked();
    void everyMistakeOfAFileIsSaidAtItsPlace();
    void aFileThatIsNotThereIsSaid();

private:
    void write(const QString &name, const QByteArray &bytes) const
    {
        QVERIFY(QDir().mkpath(QFileInfo(m_dir.filePath(name)).path()));
        QFile file(m_dir.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
    }
    Shell::Done sh(const QString &script) const { return Shell(m_dir.path()).run(script); }

    QTemporaryDir m_dir;
    const QByteArray m_shop = R"JSON({
  "name": "shop",
  "title": "Our shop",
  "pattern": "^(?P<time>\\S+ \\S+) (?P<level>\\w+) (?P<text>.*)",
  "times": ["iso"],
  "samples": [
    {
      "record": "2026-11-30 09:15:02 warn slow",
      "time": "2026-11-30T09:15:02Z",
      "level": "warn",
      "text": "slow"
    }
  ]
}
)JSON";
};

void tst_FormatsCommand::formatsAreListedWithWhereTheyAreFrom()
{
    write(u"config/livebelt/formats/shop.json"_s, m_shop);
    const Shell::Done done = sh(u"\"$LB\" formats"_s);
    QCOMPARE(done.status, 0);
    QVERIFY2(done.err.isEmpty(), done.err.constData());
    QVERIFY2(done.out.contains("\nlog4j "), done.out.constData());
    QVERIFY2(
        done.out.contains(" Our shop  (" + m_dir.filePath(u"config/livebelt/formats/shop.json"_s).toUtf8() + ")\n"),
        done.out.constData());
    QVERIFY(
        done.out.contains("Your own are read from " + m_dir.filePath(u"config/livebelt/formats/*.json"_s).toUtf8()));
}

void tst_FormatsCommand::aBadFileOfOnesOwnIsSaid()
{
    write(u"config/livebelt/formats/shop.json"_s, QByteArray(m_shop).replace("\"warn\"", "\"error\""));
    const Shell::Done done = sh(u"\"$LB\" formats"_s);
    QCOMPARE(done.status, 1);
    QVERIFY(done.out.contains("\nlog4j "));
    QVERIFY(!done.out.contains("Our shop"));
    QVERIFY2(done.err.contains("shop.json, line 10: samples[0].level: read “warn”, expected “error”"),
             done.err.constData());
    QVERIFY(QFile::remove(m_dir.filePath(u"config/livebelt/formats/shop.json"_s)));
}

void tst_FormatsCommand::aFileIsChecked()
{
    write(u"shop.json"_s, m_shop);
    const Shell::Done done = sh(u"\"$LB\" formats --check shop.json"_s);
    QCOMPARE(done.status, 0);
    QVERIFY2(done.err.isEmpty(), done.err.constData());
    QCOMPARE(done.out, "shop.json: the sample of “shop” is read as it says\n");
}

void tst_FormatsCommand::everyMistakeOfAFileIsSaidAtItsPlace()
{
    write(u"shop.json"_s, QByteArray(m_shop)
                              .replace("\"level\": \"warn\"", "\"level\": \"error\"")
                              .replace("\"text\": \"slow\"", "\"text\": \"fast\"")
                              .replace("[\"iso\"]", "[\"iso\", \"epoch\"]"));
    Shell::Done done = sh(u"\"$LB\" formats --check shop.json"_s);
    QCOMPARE(done.status, 1);
    QCOMPARE(done.out, "");
    QCOMPARE(done.err, "shop.json, line 10: samples[0].level: read “warn”, expected “error”\n"
                       "shop.json, line 11: samples[0].text: read “slow”, expected “fast”\n"
                       "shop.json, line 5: times[1]: no sample has a time of this form\n");
    write(u"shop.json"_s, QByteArray(m_shop).replace("(?P<text>", "(?P<text"));
    done = sh(u"\"$LB\" formats --check shop.json"_s);
    QCOMPARE(done.status, 1);
    QVERIFY2(done.err.startsWith("shop.json, line 4: pattern: the pattern is not valid: "), done.err.constData());
}

void tst_FormatsCommand::aFileThatIsNotThereIsSaid()
{
    const Shell::Done done = sh(u"\"$LB\" formats --check none.json"_s);
    QCOMPARE(done.status, 1);
    QVERIFY2(done.err.contains("none.json could not be read"), done.err.constData());
}

QTEST_GUILESS_MAIN(tst_FormatsCommand)
#include "tst_FormatsCommand.moc"
