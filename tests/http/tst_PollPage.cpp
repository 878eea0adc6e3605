// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/http/PollPage.h"

#include <QTest>

using namespace livebelt;
using namespace Qt::StringLiterals;

namespace {

PollPage pageFor(const QString &query)
{
    const auto options = PollOptions::from(*FeedAddress::parse(u"poll+http://host/#"_s + query));
    return PollPage(*options);
}

QByteArray joined(const PollPage::News &news)
{
    QByteArray text;
    for (const QByteArray &item : news.items)
        text += item + ';';
    return news.problem.isEmpty() ? text : "problem";
}

} // namespace

class tst_PollPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsTheItems_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<QByteArray>("page");
        QTest::addColumn<QByteArray>("items");
        const auto row = [](const char *name, const QString &query, const QByteArray &page, const QByteArray &items) {
            QTest::newRow(name) << query << page << items;
        };
        row("a list", u""_s, "[1, {\"a\": [2]} ,\"x\", [3], null, 1.50]", "1;{\"a\": [2]};\"x\";[3];null;1.50;");
        row("an object", u""_s, "{\"a\": 1}", "{\"a\": 1};");
        row("by names", u"items=data.items"_s, "{\"x\":[9],\"data\":{\"y\":1,\"items\":[{\"a\":1},{\"a\":2}]}}",
            "{\"a\":1};{\"a\":2};");
        row("by an index", u"items=[1].list"_s, "[0,{\"list\":[1,2]}]", "1;2;");
        row("by a pointer", u"items=/a~1b/0"_s, "{\"a/b\":[[5]]}", "5;");
        row("one in place of a list", u"items=item"_s, "{\"item\":{\"a\":1}}", "{\"a\":1};");
        row("newest first", u"order=newest-first"_s, "[3,2,1]", "1;2;3;");
        row("samples", u"parse=prometheus"_s, "# TYPE a gauge\na{x=\"1\"} 1\n\na{x=\"2\"} 2\n# EOF\n",
            "# TYPE a gauge\na{x=\"1\"} 1\n;\na{x=\"2\"} 2\n# EOF\n;");
        row("samples that are packed", u"parse=prometheus&decode=gzip"_s, "a 1\nb 2\n", "a 1\nb 2\n;");
        row("no such place", u"items=a.b"_s, "{\"a\":{}}", "problem");
        row("no JSON with a path", u"items=a"_s, "hello", "problem");
        row("a broken list", u""_s, "[1,2", "problem");
        row("text", u""_s, "21.5 °C", "21.5 °C;");
        row("nothing", u""_s, " \n", "");
        row("an empty list", u""_s, "[]", "");
        row("twice on one page", u""_s, "[1,1]", "1;1;");
        row("one id twice", u"id=i"_s, "[{\"i\":1,\"x\":1},{\"i\":1,\"x\":2}]", "{\"i\":1,\"x\":1};{\"i\":1,\"x\":2};");
        row("the same id, and changes do not count", u"id=i&changed=hide"_s, "[{\"i\":1,\"x\":1},{\"i\":2,\"x\":2}]",
            "{\"i\":1,\"x\":1};{\"i\":2,\"x\":2};");
    }
    void findsTheItems()
    {
        QFETCH(QString, query);
        QFETCH(QByteArray, page);
        QFETCH(QByteArray, items);
        PollPage pages = pageFor(query);
        QCOMPARE(joined(pages.read(page)), items);
        QCOMPARE(joined(pages.read(page)), QByteArray());
    }

    void showsWhatHasChanged_data()
    {
        QTest::addColumn<QString>("options");
        QTest::addColumn<QByteArrayList>("pages");
        QTest::addColumn<QByteArray>("shown"); // of the last page
        const auto row = [](const char *name, const QString &options, const QByteArrayList &pages, const char *shown) {
            QTest::newRow(name) << options << pages << QByteArray(shown);
        };
        row("one more", u""_s, {"[1,2]", "[1,2,3]"}, "3;");
        row("a window that slides", u""_s, {"[1,2,3]", "[2,3,4]"}, "4;");
        row("a window of values that repeat", u""_s, {"[\"a\",\"a\",\"b\"]", "[\"a\",\"b\",\"a\"]"}, "\"a\";");
        row("up and down in a window", u""_s, {"[\"up\",\"down\"]", "[\"down\",\"up\"]"}, "\"up\";");
        row("the same values again", u""_s, {"[7,7]", "[7,7,7]"}, "7;");
        row("the same, newest first", u"order=newest-first"_s, {"[2,1,1]", "[1,2,1]"}, "1;");
        row("newest first, though not said", u""_s, {"[3,2,1]", "[5,4,3]"}, "5;4;");
        row("another order", u""_s, {"[1,2]", "[2,3,1]"}, "3;");
        row("another order, known by an id", u"id=i"_s, {"[{\"i\":1},{\"i\":2}]", "[{\"i\":2},{\"i\":1}]"}, "");
        row("one less", u""_s, {"[1,2,3]", "[1,3]"}, "");
        row("away and back", u""_s, {"[1,2]", "[2]", "[1,2]"}, "1;");
        row("away and back, with an id", u"id=i"_s, {"[{\"i\":1}]", "[]", "[{\"i\":1}]"}, "{\"i\":1};");
        row("a value changed", u""_s, {"[1,2,3]", "[1,9,3]"}, "9;");
        row("changed under its id", u"id=i"_s, {"[{\"i\":1,\"n\":0}]", "[{\"i\":1,\"n\":5},{\"n\":5,\"i\":2}]"},
            "{\"i\":1,\"n\":5};{\"n\":5,\"i\":2};");
        row("changed, and back", u"id=i"_s, {"[{\"i\":1,\"n\":0}]", "[{\"i\":1,\"n\":1}]", "[{\"i\":1,\"n\":0}]"},
            "{\"i\":1,\"n\":0};");
        row("changes do not count", u"id=i&changed=hide"_s,
            {"[{\"i\":1,\"n\":0}]", "[{\"i\":1,\"n\":5},{\"n\":5,\"i\":2}]"}, "{\"n\":5,\"i\":2};");
        row("two parts of an id", u"id=a.b,c&changed=hide"_s,
            {"[{\"a\":{\"b\":1},\"c\":1}]", "[{\"a\":{\"b\":1},\"c\":1,\"d\":0},{\"a\":{\"b\":1},\"c\":2}]"},
            "{\"a\":{\"b\":1},\"c\":2};");
        row("a list of one, up and down", u"items=s"_s, {"{\"s\":1}", "{\"s\":2}", "{\"s\":1}"}, "1;");
        row("an object with an id", u"id=i"_s, {"{\"i\":1,\"s\":1}", "{\"i\":1,\"s\":2}", "{\"i\":1,\"s\":1}"},
            "{\"i\":1,\"s\":1};");
        row("damaged in between", u""_s, {"[1,2]", "[1,", "[1,2]"}, "");
        row("empty in between", u""_s, {"21", " ", "21"}, "21;");
    }
    void showsWhatHasChanged()
    {
        QFETCH(QString, options);
        QFETCH(QByteArrayList, pages);
        QFETCH(QByteArray, shown);
        PollPage page = pageFor(options);
        QByteArray last;
        for (const QByteArray &text : pages)
            last = joined(page.read(text));
        QCOMPARE(last, shown);
    }

    void goesOnWhereALaterRunBegins()
    {
        PollPage first = pageFor(u""_s), second = pageFor(u""_s);
        QCOMPARE(joined(first.read("[1,2,2]")), "1;2;2;");
        second.fromBytes(first.toBytes());
        QCOMPARE(joined(second.read("[1,2,2]")), "");
        QCOMPARE(joined(second.read("[1,2,2,2]")), "2;");
        PollPage object = pageFor(u""_s), later = pageFor(u""_s);
        object.read("{\"t\":1}");
        later.fromBytes(object.toBytes());
        QCOMPARE(joined(later.read("{\"t\":1}")), "");
        later.fromBytes("nonsense %%%");
        QCOMPARE(joined(later.read("{\"t\":2}")), "{\"t\":2};");
    }

    void aPageWithTooManyItemsIsReadInPart()
    {
        PollPage page = pageFor(u""_s);
        const PollPage::News news = page.read('[' + QByteArray("1,").repeated(100'004) + "1]");
        QCOMPARE(news.items.size(), 100'000u);
        QCOMPARE(news.leftOut, 5u);
    }

    void ofAPageThatIsNoListEachChangeIsNew()
    {
        PollPage page = pageFor(u""_s);
        QCOMPARE(joined(page.read("{\"t\":21}")), "{\"t\":21};");
        QCOMPARE(joined(page.read("{\"t\":22}")), "{\"t\":22};");
        QCOMPARE(joined(page.read("{\"t\":22}")), "");
        QCOMPARE(joined(page.read("{\"t\":21}")), "{\"t\":21};");
        PollPage text = pageFor(u""_s);
        for (const char *value : {"1", "2", "1"})
            QCOMPARE(joined(text.read(value)), QByteArray(value) + ';');
    }
};

QTEST_GUILESS_MAIN(tst_PollPage)
#include "tst_PollPage.moc"
