// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/latest/Topics.h"
#include "ui/theme/Theme.h"
#include "ui/views/latest/LatestText.h"
#include "ui/views/latest/LatestView.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QListView>
#include <QMenu>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

using namespace livebelt;
using namespace Qt::StringLiterals;

class tst_LatestView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        values = std::make_unique<LatestValues>();
        view = std::make_unique<LatestView>(*values);
        tester = std::make_unique<QAbstractItemModelTester>(&view->model(),
                                                            QAbstractItemModelTester::FailureReportingMode::QtTest);
        tester->setUseFetchMore(false);
        view->resize(900, 500);
    }
    void cleanup()
    {
        tester.reset();
        view.reset();
        values.reset();
    }

    void aRowSaysAllThatIsKnownOfASubject()
    {
        Record record = said("plant/hall1/temp", "21.50", secondsAgo(3));
        record.unit = "Cel";
        values->take(gathered({said("plant/hall1/temp", "20", secondsAgo(4)), record}));
        view->show();
        QTRY_VERIFY(find(u"temp"_s).isValid()); // few subjects are unfolded
        const QModelIndex row = find(u"temp"_s);
        QCOMPARE(row.siblingAtColumn(LatestModel::Value).data().toString(), u"21.50 °C"_s);
        QCOMPARE(row.siblingAtColumn(LatestModel::Age).data().toString(), u"3 s"_s);
        QCOMPARE(row.siblingAtColumn(LatestModel::Least).data().toString(), u"20 °C"_s);
        QCOMPARE(row.siblingAtColumn(LatestModel::Greatest).data().toString(), u"21.5 °C"_s);
        const QString heard = row.data(Qt::AccessibleTextRole).toString();
        QVERIFY2(heard.startsWith(u"plant/hall1/temp, 21.50 °C, 3 s ago"_s), qPrintable(heard));
        QVERIFY(heard.contains(u"minimum 20 °C, mean 20.8 °C, maximum 21.5 °C"_s));
    }

    void textsBooleansAndFieldsAreShown()
    {
        Record kept = said("door", "open", secondsAgo(1));
        kept.fields = R"({"retain":1})";
        kept.level = Level::Warn;
        values->take(gathered({kept, said("lamp", "true", secondsAgo(1)),
                               measured("room", R"({"temp":"20.5 °C","ok":true,"hum":40})", secondsAgo(1))}));
        view->show();
        QTRY_VERIFY(find(u"hum"_s).isValid());
        QCOMPARE(value(u"door"_s), u"open"_s);
        QCOMPARE(value(u"lamp"_s), u"true"_s);
        QCOMPARE(value(u"temp"_s), u"20.5 °C"_s);
        QCOMPARE(value(u"hum"_s), u"40"_s);
        const QString heard = find(u"door"_s).data(Qt::AccessibleTextRole).toString();
        QVERIFY2(heard.contains(u"retained"_s) && heard.contains(u"warn"_s), qPrintable(heard));
    }

    void aSilentSubjectSlowsDown()
    {
        for (int second = 0; second < 30; ++second)
            values->take(gathered({said("t", "1", second)}));
        LatestTree::Row row;
        row.entry = &values->entry(0);
        QCOMPARE(latest::rate(row, 29'000'000), u"1.0/s"_s);
        QCOMPARE(latest::rate(row, 49'000'000), u"3/min"_s);
        QCOMPARE(latest::rate(row, 29'000'000 + 1'800'000'000LL), u"2/h"_s);
    }

    void onlyWhatIsOnTheScreenIsPaintedAgain()
    {
        Records many;
        for (int i = 0; i < 1000; ++i)
            many.push_back(said("t" + QByteArray::number(10'000 + i), "1", secondsAgo(1)));
        values->take(gathered(many));
        view->show();
        QTRY_COMPARE(view->model().rowCount(), 1000);
        waitForFrame();
        QSignalSpy changed(&view->model(), &QAbstractItemModel::dataChanged);
        values->take(gathered({said("t10900", "2", secondsAgo(0))})); // far below
        values->take(gathered({said("t10001", "3", secondsAgo(0))}));
        QTRY_VERIFY(!changed.isEmpty());
        for (const QList<QVariant> &one : changed)
            QVERIFY(one[0].toModelIndex().row() < 40);
    }

    void aHiddenOrPausedViewDoesNothing()
    {
        values->take(gathered({said("t", "1", secondsAgo(1))}));
        view->show();
        waitForFrame();
        view->setPaused(true);
        QSignalSpy changed(&view->model(), &QAbstractItemModel::dataChanged);
        QSignalSpy inserted(&view->model(), &QAbstractItemModel::rowsInserted);
        values->take(gathered({said("t", "2", secondsAgo(1)), said("u", "2", secondsAgo(1))}));
        QVERIFY(!timerRuns());
        view->setPaused(false);
        QTRY_COMPARE(inserted.size(), 1);
        view->hide();
        values->take(gathered({said("v", "2", secondsAgo(1))}));
        QVERIFY(!timerRuns());
        QCOMPARE(view->model().rowCount(), 2);
    }

    void rowsThatComeAboveDoNotMoveWhatIsRead()
    {
        Records many;
        for (int i = 0; i < 500; ++i)
            many.push_back(said("m" + QByteArray::number(1000 + i), "1", secondsAgo(1)));
        values->take(gathered(many));
        view->show();
        QTRY_COMPARE(view->model().rowCount(), 500);
        QAbstractItemView &list = view->list();
        list.verticalScrollBar()->setValue(1234);
        waitForFrame();
        const QPersistentModelIndex top = list.indexAt(QPoint(4, 4));
        const int at = list.visualRect(top).top();
        values->take(gathered({said("a", "1", secondsAgo(0)), said("b", "1", secondsAgo(0))}));
        QTRY_COMPARE(view->model().rowCount(), 502);
        QCOMPARE(list.visualRect(top).top(), at);
    }

    void theBoardHasACardForEachNumber()
    {
        values->take(
            gathered({said("a/b", "1", secondsAgo(1)), measured("room", R"({"temp":20,"hum":40})", secondsAgo(1))}));
        view->setShape(LatestView::Shape::Board);
        view->show();
        QTRY_COMPARE(view->model().rowCount(), 3);
        QCOMPARE(&view->list(), static_cast<QAbstractItemView *>(view->findChild<QListView *>()));
        QVERIFY(view->list().isVisible());
        waitForFrame();
        QSignalSpy changed(&view->model(), &QAbstractItemModel::dataChanged);
        values->take(gathered({said("a/b", "2", secondsAgo(0))}));
        QTRY_VERIFY(!changed.isEmpty());
    }

    void theOrderIsChosenAndRemembered()
    {
        values->take(gathered({said("a", "1", secondsAgo(9)), said("b", "1", secondsAgo(1))}));
        view->show();
        QTRY_COMPARE(view->model().rowCount(), 2);
        auto *order = view->findChild<QComboBox *>();
        QSignalSpy changed(view.get(), &LatestView::settingsChanged);
        order->setCurrentIndex(1);
        QCOMPARE(view->model().index(0, 0).data().toString(), u"b"_s);
        QCOMPARE(changed.size(), 1);
        LatestView other(*values);
        other.restore(view->settings());
        QCOMPARE(other.model().order(), LatestTree::Order::Age);
        other.restore(u"nonsense;99,x"_s);
        QCOMPARE(other.model().order(), LatestTree::Order::Name);
    }

    void theMenuPlotsCopiesAndFilters()
    {
        values->take(gathered({said("plant/a b", "21.50", secondsAgo(1))}));
        view->show();
        QTRY_VERIFY(find(u"a b"_s).isValid());
        QSignalSpy plots(view.get(), &LatestView::plotWanted), terms(view.get(), &LatestView::filterTermWanted);
        QAbstractItemView &list = view->list();
        list.setCurrentIndex(find(u"a b"_s));
        Q_EMIT list.customContextMenuRequested(list.visualRect(find(u"a b"_s)).center());
        auto *menu = view->findChild<QMenu *>();
        QVERIFY(menu);
        const auto choose = [menu](const QString &words) {
            for (QAction *action : menu->actions()) {
                if (action->text().remove(u'&').startsWith(words))
                    action->trigger();
            }
        };
        choose(u"Plot"_s);
        QCOMPARE(plots.size(), 1);
        QCOMPARE(plots[0][0].value<SeriesName>().subject, "plant/a b");
        choose(u"Show only"_s);
        QCOMPARE(terms.size(), 1);
        QCOMPARE(terms[0][0].toString(), u"subject:=\"plant/a b\""_s);
        choose(u"Copy value"_s);
        QCOMPARE(QGuiApplication::clipboard()->text(), u"21.50"_s);
        menu->close();
    }

    void whatIsCurrentIsTold()
    {
        values->take(gathered({said("t", "1", secondsAgo(1))}));
        view->show();
        QTRY_COMPARE(view->model().rowCount(), 1);
        QByteArray text;
        connect(view.get(), &LatestView::currentRecordChanged, this,
                [&](const Record *record) { text = record ? record->text : QByteArray(); });
        view->list().setCurrentIndex(view->model().index(0, 0));
        QCOMPARE(text, "1");
    }

    void aNarrowViewLeavesOutWhatSaysLeast()
    {
        values->take(gathered({said("t", "1", secondsAgo(1))}));
        view->show();
        auto *tree = view->findChild<QTreeView *>();
        QVERIFY(!tree->isColumnHidden(LatestModel::Greatest));
        view->resize(300, 300);
        QVERIFY(tree->isColumnHidden(LatestModel::Greatest));
        QVERIFY(!tree->isColumnHidden(LatestModel::Value));
        for (const int width : {300, 400, 600, 900}) {
            view->resize(width, 300);
            QTRY_VERIFY2(!tree->horizontalScrollBar()->isVisible(), qPrintable(QString::number(width)));
        }
    }

private:
    static double secondsAgo(double seconds) { return double(microsNow()) / 1e6 - seconds; }
    bool timerRuns() const
    {
        const auto timers = view->findChildren<QTimer *>();
        return std::any_of(timers.begin(), timers.end(),
                           [](const QTimer *timer) { return timer->isSingleShot() && timer->isActive(); });
    }
    void waitForFrame() { QTRY_VERIFY(!timerRuns()); }
    QModelIndex find(const QString &name) const
    {
        const QModelIndexList found = view->model().match(view->model().index(0, 0), Qt::DisplayRole, name, 1,
                                                          Qt::MatchExactly | Qt::MatchRecursive);
        return found.value(0);
    }
    QString value(const QString &name) const
    {
        return find(name).siblingAtColumn(LatestModel::Value).data().toString();
    }
    std::unique_ptr<LatestValues> values;
    std::unique_ptr<LatestView> view;
    std::unique_ptr<QAbstractItemModelTester> tester;
};

QTEST_MAIN(tst_LatestView)
#include "tst_LatestView.moc"
