// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/filter/Filter.h"
#include "model/records/Fields.h"
#include "ui/lists/FilterTerms.h"
#include "ui/lists/MatchStrip.h"
#include "ui/lists/RecordText.h"
#include "ui/lists/SubjectColors.h"
#include "ui/lists/TabularText.h"

#include <QApplication>
#include <QTest>

using namespace livebelt;
using namespace Qt::StringLiterals;

class tst_ListWidgetParts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesAreReadableOnLightAndDark()
    {
        SubjectColors colors;
        for (const QColor background : {QColor(Qt::white), QColor(0x16181c), QColor(0xf4f5f7), QColor(0xdfe8fb),
                                        QColor(0x1c2638), QColor(Qt::black)}) {
            for (int i = 0; i < 300; ++i) {
                const QColor color = colors.colorOf("person" + QByteArray::number(i), background);
                QVERIFY2(contrastRatio(color, background) >= 4.5,
                         qPrintable(color.name() + u" on "_s + background.name()));
            }
        }
        QCOMPARE(colors.colorOf("alice", Qt::white), SubjectColors().colorOf("alice", Qt::white));
        QVERIFY(colors.colorOf("alice", Qt::white) != colors.colorOf("bob", Qt::white));
    }

    void contrastIsAsDefined()
    {
        QCOMPARE(qRound(contrastRatio(Qt::white, Qt::black) * 10), 210);
        QCOMPARE(qRound(contrastRatio(QColor(0x777777), Qt::white) * 100), 448);
    }

    void termsAreQuotedSoThatTheyReadBack_data()
    {
        QTest::addColumn<QByteArray>("subject");
        QTest::newRow("plain") << QByteArray("alice");
        QTest::newRow("spaces") << QByteArray("living room");
        QTest::newRow("quotes") << QByteArray("the \"one\" \\ other");
        QTest::newRow("minus") << QByteArray("-x");
        QTest::newRow("colon") << QByteArray("a:b");
        QTest::newRow("umlaut") << QByteArray("zo\xC3\xAB");
        QTest::newRow("slashes") << QByteArray("lab/+/#");
        QTest::newRow("word") << QByteArray("or");
    }
    void termsAreQuotedSoThatTheyReadBack()
    {
        QFETCH(QByteArray, subject);
        Record record;
        record.subject = subject;
        record.text = "text";
        Record other = record;
        other.subject = subject + "by"; // hiding bob does not hide bobby
        const QString term = filterTerm(u"subject"_s, QString::fromUtf8(subject));
        const auto only = Filter::parse(term);
        QVERIFY2(bool(only), qPrintable(only.error()));
        QVERIFY2(only->matches(record), qPrintable(term));
        QVERIFY(!only->matches(other));
        const auto without = Filter::parse(filterTerm(u"subject"_s, QString::fromUtf8(subject), true));
        QVERIFY2(bool(without), qPrintable(without.error()));
        QVERIFY(!without->matches(record));
        QVERIFY(without->matches(other));
    }

    void aTermAboutAFieldIsAboutExactlyThat_data()
    {
        QTest::addColumn<QString>("field");
        QTest::newRow("plain") << u"room"_s;
        QTest::newRow("spaces") << u"living room"_s;
        QTest::newRow("second") << u"id:2"_s;
        QTest::newRow("text") << u"text"_s;
        QTest::newRow("topic") << u"topic"_s;
        QTest::newRow("age") << u"age"_s;
        QTest::newRow("has") << u"has"_s;
        QTest::newRow("digits") << u"0"_s;
    }
    void aTermAboutAFieldIsAboutExactlyThat()
    {
        QFETCH(QString, field);
        for (const QByteArray value : {"bob", "5", "a b", "x:y", "-", "/a/"}) {
            Record record, other;
            FieldsBuilder fields;
            fields.addText(field.toUtf8(), value);
            record.fields = fields.take();
            fields.addText(field.toUtf8(), value + "by");
            other.fields = fields.take();
            const QString term = filterFieldTerm(field, QString::fromUtf8(value));
            const auto only = Filter::parse(term);
            QVERIFY2(bool(only), qPrintable(only.error()));
            QVERIFY2(only->matches(record), qPrintable(term));
            QVERIFY2(!only->matches(other), qPrintable(term));
        }
    }

    void aTermIsAddedOnce()
    {
        QCOMPARE(withFilterTerm(u" "_s, u"kind:notice"_s), u"kind:notice"_s);
        QCOMPARE(withFilterTerm(u"plum"_s, u"kind:notice"_s), u"plum kind:notice"_s);
        QCOMPARE(withFilterTerm(u"plum kind:notice"_s, u"kind:notice"_s), u"plum kind:notice"_s);
        QCOMPARE(withFilterTerm(u"-kind:notice"_s, u"kind:notice"_s), u"-kind:notice kind:notice"_s);
    }

    void aCopiedRowIsOneLineWhateverIsInIt()
    {
        Record record;
        record.received = 0;
        record.subject = "eve";
        record.text = "two\nlines and \xE2\x80\xAE an override";
        const QString row = plainRow(record);
        QVERIFY(row.startsWith(u"1970-01-01T00:00:00.000000Z\teve\ttwo"_s));
        QVERIFY(!row.contains(u'\n'));
        QVERIFY(!row.contains(QChar(0x202E)));
    }

    void allDigitsTakeOneWidth()
    {
        const TabularText text(QApplication::font());
        QCOMPARE(text.width(u"11:11:11.111"), text.width(u"00:00:00.000"));
        QCOMPARE(text.width(u"12"), 2 * text.digitWidth());
    }

    void theStripShowsMarksWhereTheyAre()
    {
        MarkBuckets notices;
        MarkBuckets matches;
        notices.add(500'000, MarkBuckets::Gap);
        matches.add(1, MarkBuckets::Match);
        MatchStrip strip;
        strip.resize(10, 100);
        QCOMPARE(strip.marksAt(0), quint8(0));
        strip.setMarks(&notices, &matches);
        strip.setRange(1'000'000, 999'000, 1'000'000);
        QCOMPARE(strip.marksAt(0), quint8(MarkBuckets::Match));
        QCOMPARE(strip.marksAt(49), quint8(MarkBuckets::Gap));
        QCOMPARE(strip.marksAt(80), quint8(0));
        QCOMPARE(strip.marksAt(100), quint8(0));
        QVERIFY(!strip.grab().isNull());
    }

    void aClickOnTheStripGoesThere()
    {
        MatchStrip strip;
        strip.resize(10, 100);
        strip.setRange(10'000'000'000, 1, 50);
        quint64 wanted = 0;
        connect(&strip, &MatchStrip::seqWanted, this, [&wanted](quint64 seq) { wanted = seq; });
        QTest::mouseClick(&strip, Qt::LeftButton, {}, QPoint(5, 50));
        QCOMPARE(wanted, quint64(5'000'000'001));
    }
};

QTEST_MAIN(tst_ListWidgetParts)
#include "tst_ListWidgetParts.moc"
