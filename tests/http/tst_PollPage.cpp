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
        row("no such place", u"items=a.b"_s, "{\"a\":{}}", "problem");
        row("no JSON with a path", u"items=a"_s, "hello", "problem");
        row("a broken list", u""_s, "[1,2", "problem");
        row("text", u""_s, "21.5 °C", "21.5 °C;");
        row("nothing", u""_s, " \n", "");
        row("an empty list", u""_s, "[]", "");
        row("twice on one page", u"id=i"_s, "[{\"i\":1,\"x\":1},{\"i\":1,\"x\":2}]", "{\"i\":1,\"x\":1};");
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

    void showsAnItemOnce()
    {
        PollPage byBytes = pageFor(u""_s);
        QCOMPARE(joined(byBytes.read("[{\"i\":1},{\"i\":2}]")), "{\"i\":1};{\"i\":2};");
        QCOMPARE(joined(byBytes.read("[{\"i\":2},{\"i\":3},{\"i\":1}]")), "{\"i\":3};");
        PollPage byId = pageFor(u"id=i"_s);
        QCOMPARE(joined(byId.read("[{\"i\":1,\"n\":0}]")), "{\"i\":1,\"n\":0};");
        QCOMPARE(joined(byId.read("[{\"i\":1,\"n\":5},{\"n\":5,\"i\":2}]")), "{\"n\":5,\"i\":2};");
        PollPage byTwo = pageFor(u"id=a.b,c"_s);
        QCOMPARE(joined(byTwo.read("[{\"a\":{\"b\":1},\"c\":1},{\"a\":{\"b\":1},\"c\":2}]")),
                 "{\"a\":{\"b\":1},\"c\":1};{\"a\":{\"b\":1},\"c\":2};");
        QCOMPARE(joined(byTwo.read("[{\"a\":{\"b\":1},\"c\":2,\"d\":0}]")), "");
        QCOMPARE(joined(byTwo.read("[{\"x\":1},{\"x\":2}]")), "{\"x\":1};{\"x\":2};");
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
