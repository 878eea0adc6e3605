// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/filter/Filter.h"
#include "model/filter/TextFinder.h"
#include "model/records/Fields.h"
#include "model/records/Notice.h"

#include <QTest>
#include <random>

namespace livebelt {

using namespace Qt::StringLiterals;

class tst_Filter : public QObject
{
    Q_OBJECT

private:
    static Record sample()
    {
        Record record;
        record.subject = "lab/Kitchen";
        record.text = "Out of Memory: Straße 7 gebaut, it said \"stop\" at 12:30";
        record.value = 21.5;
        record.unit = "Cel";
        FieldsBuilder fields;
        fields.add("room", "Küche");
        fields.add("note", "a \"quoted\"\nline \\ end");
        fields.add("qos", qint64(1));
        record.fields = fields.take();
        return record;
    }

private Q_SLOTS:
    void anEmptyFilterMatchesEverything()
    {
        QVERIFY(Filter().isEmpty());
        QVERIFY(Filter().matches(Record()));
        const auto blank = Filter::parse(u"   "_s);
        QVERIFY(blank);
        QVERIFY(blank->isEmpty());
        QVERIFY(blank->matches(sample()));
        QCOMPARE(blank->toString(), QString());
    }

    void aTermMatchesOrNot_data()
    {
        QTest::addColumn<QString>("expression");
        QTest::addColumn<bool>("expected");
        const auto row = [](const char *expression, bool expected) {
            QTest::newRow(expression) << QString::fromUtf8(expression) << expected;
        };
        row("memory", true);
        row("MEMORY", true);
        row("emo", true);
        row("memories", false);
        row("memory out", true);
        row("memory missing", false);
        row("\"out of memory\"", true);
        row("\"memory out\"", false);
        row("kitchen", true);
        row("STRASSE", false);
        row("straße", true);
        row("STRAẞE", true);
        row("küche", true);
        row("KÜCHE", true);
        row("kuche", false);
        row("Küche7", false);
        row("room", false); // a name, not a value
        row("qos", false);
        row("\"1\"", true);
        row("\"\\\"stop\\\"\"", true);
        row("\"\\\"quoted\\\"\"", true);
        row("\"\\\\ end\"", true);
        row("\"\\n\"", false); // a backslash and an n
        row("12:30", true);
        row("subject:lab", true);
        row("from:KITCHEN", true);
        row("From:kitchen", true);
        row("subject:memory", false);
        row("text:memory", true);
        row("text:kitchen", false);
        row("text:\"of memory\"", true);
        row("unit:cel", true);
        row("unit:K", false);
        row("value:21.5", true);
        row("value:2.15e1", true);
        row("value:21", false);
        row("kind:message", true);
        row("KIND:Message", true);
        row("kind:notice", false);
        row("room:küche", true);
        row("room:KÜ", true);
        row("room:bath", false);
        row("Room:küche", false);
        row("qos:1", true);
        row("note:\"\\\"quoted\\\"\"", true);
        row("missing:1", false);
        row("feed:demo", true);
        row("feed:other", false);
        row("-memory", false);
        row("-missing", true);
        row("-kind:notice", true);
        row("memory -kitchen", false);
        row("memory -\"kitchen sink\"", true);
        row("-room:bath kitchen", true);
        row("-missing:1", true);
        row("-", false);
        row("--memory", false);
        row("https://host", false);
    }

    void aTermMatchesOrNot()
    {
        QFETCH(QString, expression);
        QFETCH(bool, expected);
        const auto filter = Filter::parse(expression);
        QVERIFY2(filter, qPrintable(filter.error()));
        QCOMPARE(filter->matches(sample(), "Demo chat"), expected);
        QCOMPARE(filter->toString(), expression);
        const auto again = Filter::parse(filter->toString());
        QVERIFY(again);
        QCOMPARE(again->matches(sample(), "Demo chat"), expected);
    }

    void aMistakeIsNamedWithItsPlace_data()
    {
        QTest::addColumn<QString>("expression");
        QTest::addColumn<QString>("word");
        QTest::addColumn<int>("place");
        QTest::newRow("open quote") << u"memory \"out of"_s << u"quote"_s << 8;
        QTest::newRow("open quote of a field") << u"text:\"out of"_s << u"quote"_s << 6;
        QTest::newRow("lone quote") << u"\""_s << u"quote"_s << 1;
        QTest::newRow("escaped end") << u"\"a\\\""_s << u"quote"_s << 1;
        QTest::newRow("empty phrase") << u"a \"\""_s << u"nothing between"_s << 3;
        QTest::newRow("empty value") << u"a from: b"_s << u"from:"_s << 3;
        QTest::newRow("empty value at the end") << u"-from:"_s << u"from:"_s << 2;
        QTest::newRow("unknown kind") << u"kind:mesage"_s << u"mesage"_s << 6;
        QTest::newRow("no number") << u"value:hot"_s << u"hot"_s << 7;
        QTest::newRow("infinite") << u"value:inf"_s << u"inf"_s << 7;
    }

    void aMistakeIsNamedWithItsPlace()
    {
        QFETCH(QString, expression);
        QFETCH(QString, word);
        QFETCH(int, place);
        const auto filter = Filter::parse(expression);
        QVERIFY(!filter);
        QVERIFY2(filter.error().contains(word), qPrintable(filter.error()));
        QVERIFY2(filter.error().contains(u"character %1 "_s.arg(place)), qPrintable(filter.error()));
    }

    void aNoticeIsFoundByItsType()
    {
        const Record notice = makeDropped(3, "the buffer was full");
        QVERIFY(Filter::parse(u"kind:notice subject:dropped count:3"_s)->matches(notice));
        QVERIFY(!Filter::parse(u"-kind:notice"_s)->matches(notice));
    }

    void anAbsentValueEqualsNoNumber()
    {
        QVERIFY(!Filter::parse(u"value:0"_s)->matches(Record()));
        QVERIFY(Filter::parse(u"-value:0"_s)->matches(Record()));
    }

    void aNulEndsNoText()
    {
        Record record;
        record.text = QByteArray("before\0after", 12);
        QVERIFY(Filter::parse(u"after"_s)->matches(record));
    }

    void lettersThatFoldToAsciiAreFoundByIt()
    {
        Record record;
        record.text = "300 \u212a in the Hou\u017fe"; // the Kelvin sign, the long s
        QVERIFY(Filter::parse(u"\"300 k\""_s)->matches(record));
        QVERIFY(Filter::parse(u"HOUSE"_s)->matches(record));
        record.text = "300 k in the house";
        QVERIFY(Filter::parse(u"\"300 \u212a\""_s)->matches(record));
        QVERIFY(Filter::parse(u"hou\u017fe"_s)->matches(record));
    }

    void lettersBeyondTheFirstPlaneAreFolded()
    {
        Record record;
        record.text = "\xf0\x90\x90\x80 deseret"; // U+10400, a capital; U+10428 is its small one
        QVERIFY(Filter::parse(QString::fromUtf8("\xf0\x90\x90\xa8"))->matches(record));
    }

    void whatIsFoundIsWhatQtFinds()
    {
        const auto seed = std::random_device()();
        qInfo("seed %u", seed);
        std::mt19937 random(seed);
        static const QStringList letters{u"a"_s, u"A"_s, u"b"_s,      u"k"_s,      u"S"_s,
                                         u"é"_s, u"É"_s, u"\u212a"_s, u"\u017f"_s, u"ж"_s};
        const auto text = [&](size_t longest) {
            QString made;
            for (size_t n = random() % (longest + 1); n > 0; --n)
                made += letters.at(qsizetype(random() % size_t(letters.size())));
            return made;
        };
        for (int i = 0; i < 20'000; ++i) {
            const QString words = text(4), in = text(300 / (1 + random() % 100));
            const bool found = TextFinder(words).isIn(in.toUtf8());
            QVERIFY2(found == in.contains(words, Qt::CaseInsensitive), qPrintable(words + u" in "_s + in));
        }
    }

    void wordsLongerThanAStepAreFound()
    {
        const QString words = QString(300, u'a') + u"b"_s + QString(300, u'c');
        QVERIFY(TextFinder(words).isIn("xyz" + words.toUpper().toUtf8() + "tail"));
        QVERIFY(!TextFinder(words).isIn("xyz" + words.toUtf8().chopped(1) + "tail"));
    }

    void termsAreWhatToHighlight()
    {
        const auto terms = Filter::parse(u"alice -bob \"out of\" kind:message room:kitchen"_s)->terms();
        QCOMPARE(terms.size(), 3);
        QCOMPARE(terms.at(0).words, u"alice"_s);
        QCOMPARE(terms.at(1).words, u"out of"_s);
        QCOMPARE(terms.at(2).field, QByteArray("room"));
        QVERIFY(Filter().terms().isEmpty());
    }

    void fieldsThatAreNoJsonMatchNothing()
    {
        Record record;
        for (const char *broken : {"{", "{\"a\"", "{\"a\":", "{\"a\":\"x", "[1]", "{\"a\" \"x\"}", "{\"a\":\"x\\"}) {
            record.fields = broken;
            QVERIFY2(!Filter::parse(u"a:x"_s)->matches(record), broken);
            QVERIFY2(!Filter::parse(u"x"_s)->matches(record), broken);
        }
    }
};

} // namespace livebelt

QTEST_GUILESS_MAIN(livebelt::tst_Filter)
#include "tst_Filter.moc"
