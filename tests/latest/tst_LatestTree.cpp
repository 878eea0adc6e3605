// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/latest/LatestTree.h"
#include "tests/latest/Topics.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>
#include <random>

using namespace livebelt;
using namespace Qt::StringLiterals;

namespace {

/// Rows without words.
class BareTree final : public LatestTree
{
public:
    using LatestTree::LatestTree;
    QVariant data(const QModelIndex &index, int role) const override
    {
        return role == Qt::DisplayRole && index.column() == 0 ? QString::fromUtf8(row(index).name) : QVariant();
    }
};

} // namespace

class tst_LatestTree : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        values = std::make_unique<LatestValues>();
        tree = std::make_unique<BareTree>(*values, 3);
        tester = std::make_unique<QAbstractItemModelTester>(tree.get(),
                                                            QAbstractItemModelTester::FailureReportingMode::QtTest);
        tester->setUseFetchMore(false); // it would, in the middle of an insertion
    }
    void cleanup()
    {
        tester.reset();
        tree.reset();
        values.reset();
    }

    void subjectsAreATreeBySlashes()
    {
        take({said("plant/hall1/a", "1"), said("plant/hall1/b", "2"), said("plant/hall2", "3"), said("outside", "4")});
        QCOMPARE(names(), QStringList({u"outside"_s, u"plant"_s}));
        const QModelIndex plant = tree->index(1, 0);
        QVERIFY(!tree->row(plant).entry);
        QCOMPARE(tree->row(plant).below, size_t(3));
        QVERIFY(!tree->hasChildren(tree->index(0, 0)));
        open(plant);
        QCOMPARE(names(plant), QStringList({u"hall1"_s, u"hall2"_s}));
        QCOMPARE(tree->row(tree->index(1, 0, plant)).entry->last.text, "3");
        QCOMPARE(tree->row(tree->index(1, 0, plant)).path, "plant/hall2");
    }

    void aSubjectMayHaveOthersBelowIt()
    {
        take({said("a", "1")});
        const QPersistentModelIndex a = tree->index(0, 0);
        QVERIFY(!tree->hasChildren(a));
        QSignalSpy inserted(tree.get(), &QAbstractItemModel::rowsInserted);
        take({said("a/b", "2")});
        QVERIFY(tree->hasChildren(a));
        QVERIFY(!inserted.isEmpty()); // views ask only then
        QCOMPARE(names(a), QStringList({u"b"_s}));
        QCOMPARE(tree->row(a).entry->last.text, "1");
    }

    void subjectsThatBeginOrEndWithASlashAreTheirOwn()
    {
        take({said("/a", "1"), said("a/", "2"), said("a//b", "3"), said("", "4")});
        QCOMPARE(names(), QStringList({u""_s, u"a"_s}));
        open(tree->index(0, 0));
        open(tree->index(1, 0));
        QCOMPARE(names(tree->index(0, 0)), QStringList({u"a"_s}));
        QCOMPARE(tree->row(tree->index(0, 0)).entry->last.text, "4");
        QCOMPARE(names(tree->index(1, 0)), QStringList({u""_s}));
        QCOMPARE(tree->row(tree->index(0, 0, tree->index(1, 0))).entry->last.text, "2");
    }

    void severalNumbersOfASubjectAreRowsBelowIt()
    {
        take({measured("room", R"({"temp":20,"hum":40})")});
        const QModelIndex room = tree->index(0, 0);
        QVERIFY(tree->hasChildren(room));
        open(room);
        QCOMPARE(names(room), QStringList({u"hum"_s, u"temp"_s}));
        const LatestTree::Row temp = tree->row(tree->index(1, 0, room));
        QCOMPARE(temp.value->numbers.last, 20.0);
        QCOMPARE(temp.path, "room");
    }

    void flatIsOneRowAfterTheOther()
    {
        take({said("b/c", "1"), measured("room", R"({"temp":20,"hum":40})"), said("a", "1")});
        tree->setShape(LatestTree::Shape::Flat);
        QCOMPARE(tree->rowCount(), 4);
        QVERIFY(names().contains(u"b/c"_s));
        QVERIFY(names().contains(u"room temp"_s));
        QVERIFY(!tree->hasChildren(tree->index(0, 0)));
    }

    void whatCameLastComesFirstWhereItIsByAge()
    {
        take({said("a/x", "1", 10), said("b", "1", 20), said("c", "1", 5)});
        tree->setOrder(LatestTree::Order::Age);
        QCOMPARE(names(), QStringList({u"b"_s, u"a"_s, u"c"_s}));
        const QPersistentModelIndex c = tree->index(2, 0);
        take({said("c", "2", 30)});
        QCOMPARE(names(), QStringList({u"c"_s, u"b"_s, u"a"_s}));
        QCOMPARE(c.row(), 0);
        take({said("a/x", "2", 40)}); // below it, whether seen or not
        QCOMPARE(names().first(), u"a"_s);
    }

    void aFilterTakesRowsAwayAndGivesThemBack()
    {
        take({said("a/x", "10"), said("a/y", "90"), said("b/z", "10")});
        open(tree->index(0, 0));
        const QPersistentModelIndex a = tree->index(0, 0);
        values->setFilter(*Filter::parse(u"value>80"_s), {});
        tree->sync();
        QCOMPARE(names(), QStringList({u"a"_s}));
        QCOMPARE(names(a), QStringList({u"y"_s}));
        values->setFilter({}, {});
        tree->sync();
        QCOMPARE(names(), QStringList({u"a"_s, u"b"_s}));
        QCOMPARE(names(a), QStringList({u"x"_s, u"y"_s}));
        QVERIFY(a.isValid());
    }

    void onlyRowsThatAreLookedAtAndHaveChangedAreAnnounced()
    {
        take({said("a", "1"), said("b", "1"), said("c", "1")});
        const QModelIndexList seen{tree->index(0, 0), tree->index(1, 0)};
        tree->refresh(seen, false);
        QSignalSpy changed(tree.get(), &QAbstractItemModel::dataChanged);
        values->take(gathered({said("b", "2"), said("c", "2")}));
        tree->refresh(seen, false);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(changed[0][0].toModelIndex(), tree->index(1, 0));
    }

    void aSubjectIsFoundAsFarAsRowsAreMade()
    {
        take({said("plant/hall1/a", "1"), said("x", "1")});
        QCOMPARE(tree->indexOf("x"), tree->index(1, 0));
        QCOMPARE(tree->indexOf("plant/hall1/a"), tree->index(0, 0));
        QVERIFY(!tree->indexOf("none").isValid());
    }

    /// Whatever comes, goes, opens and turns, the rows are those that a new tree would have.
    void anyChangesLeadToTheSameRows()
    {
        std::mt19937 random(7);
        const auto pick = [&](unsigned below) { return int(random() % below); };
        for (int round = 0; round < 400; ++round) {
            Records records;
            for (int i = pick(6); i >= 0; --i) {
                QByteArray topic = QByteArray(1, char('a' + pick(3)));
                for (int depth = pick(4); depth > 0; --depth)
                    topic += QByteArray("/") + char('a' + pick(3));
                records.push_back(pick(5) == 0 ? measured(topic, R"({"t":1,"u":2})", round)
                                               : said(topic, QByteArray::number(pick(100)), round));
            }
            values->take(gathered(records));
            if (pick(4) == 0)
                values->setFilter(pick(2) == 0 ? Filter() : *Filter::parse(u"value>%1"_s.arg(pick(100))), {});
            if (pick(6) == 0)
                tree->setOrder(pick(2) == 0 ? LatestTree::Order::Age : LatestTree::Order::Name);
            if (pick(40) == 0)
                tree->setShape(pick(2) == 0 ? LatestTree::Shape::Flat : LatestTree::Shape::Tree);
            tree->sync();
            if (tree->rowCount() > 0)
                open(tree->index(pick(unsigned(tree->rowCount())), 0));
            BareTree anew(*values, 3);
            anew.setShape(tree->shape());
            anew.setOrder(tree->order());
            compare({}, anew, {});
        }
    }

    void aHundredThousandTopicsAreAFewRows()
    {
        Records records;
        for (int i = 0; i < 100'000; ++i)
            records.push_back(said("plant/hall" + QByteArray::number(i / 10'000) + "/machine" +
                                       QByteArray::number(i / 100) + '/' + QByteArray::number(i),
                                   QByteArray::number(i)));
        take(records);
        QCOMPARE(tree->rowCount(), 1);
        open(tree->index(0, 0));
        QCOMPARE(tree->rowCount(tree->index(0, 0)), 10);
        QCOMPARE(tree->row(tree->index(0, 0)).below, size_t(100'000));
        QVERIFY(!tree->canFetchMore(tree->index(0, 0)));
        QVERIFY(tree->canFetchMore(tree->index(0, 0, tree->index(0, 0))));
    }

private:
    void take(const Records &records)
    {
        values->take(gathered(records));
        tree->sync();
    }
    void open(const QModelIndex &index)
    {
        if (tree->canFetchMore(index))
            tree->fetchMore(index);
    }
    QStringList names(const QModelIndex &parent = {}) const
    {
        QStringList all;
        for (int row = 0; row < tree->rowCount(parent); ++row)
            all << tree->index(row, 0, parent).data().toString();
        return all;
    }
    void compare(const QModelIndex &mine, LatestTree &other, const QModelIndex &its)
    {
        if (other.canFetchMore(its))
            other.fetchMore(its);
        QCOMPARE(tree->rowCount(mine), other.rowCount(its));
        for (int row = 0; row < tree->rowCount(mine); ++row) {
            const QModelIndex a = tree->index(row, 0, mine), b = other.index(row, 0, its);
            QCOMPARE(a.data(), b.data());
            QCOMPARE(tree->hasChildren(a), other.hasChildren(b));
            QCOMPARE(tree->row(a).path, other.row(b).path);
            QCOMPARE(tree->row(a).entry, other.row(b).entry);
            if (tree->rowCount(a) > 0)
                compare(a, other, b);
        }
    }
    std::unique_ptr<LatestValues> values;
    std::unique_ptr<BareTree> tree;
    std::unique_ptr<QAbstractItemModelTester> tester;
};

QTEST_GUILESS_MAIN(tst_LatestTree)
#include "tst_LatestTree.moc"
