// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/lists/FeedListModel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace livebelt;
using namespace Qt::StringLiterals;

namespace {

FeedStatus feed(qint64 id, const QString &name, const QString &group = u"Live"_s)
{
    FeedStatus status;
    status.id = id;
    status.name = name;
    status.group = group;
    return status;
}

} // namespace

class tst_FeedListModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        model = std::make_unique<FeedListModel>();
        tester = std::make_unique<QAbstractItemModelTester>(model.get(),
                                                            QAbstractItemModelTester::FailureReportingMode::QtTest);
    }
    void cleanup()
    {
        tester.reset();
        model.reset();
    }

    void feedsStandUnderTheirGroups()
    {
        model->addFeed(feed(1, u"cpu"_s));
        model->addFeed(feed(2, u"old"_s, u"yesterday.livebelt"_s));
        model->addFeed(feed(3, u"#chat"_s));
        QCOMPARE(model->rowCount(), 2);
        const QModelIndex live = model->index(0, 0);
        QCOMPARE(live.data().toString(), u"Live"_s);
        QVERIFY(live.data(FeedListModel::IsGroupRole).toBool());
        QCOMPARE(model->rowCount(live), 2);
        QCOMPARE(model->index(1, 0, live).data().toString(), u"#chat"_s);
        QCOMPARE(model->indexOf(3), model->index(1, 0, live));
        QCOMPARE(model->indexOf(3).parent(), live);
        QCOMPARE(model->feedIds(), QList<qint64>({1, 3, 2}));
        QVERIFY(!model->indexOf(99).isValid());
    }

    void onlyWhatChangedIsAnnounced()
    {
        FeedStatus status = feed(1, u"cpu"_s);
        model->addFeed(status);
        QSignalSpy changed(model.get(), &QAbstractItemModel::dataChanged);
        model->updateFeed(status);
        QCOMPARE(changed.size(), 0);
        status.rate = 12;
        status.state = FeedState::Live;
        model->updateFeed(status);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(changed[0][2].value<QList<int>>(), QList<int>({FeedListModel::StateRole, FeedListModel::RateRole}));
        QCOMPARE(model->status(1)->rate, 12.0);
        QCOMPARE(model->indexOf(1).data(FeedListModel::StateRole).toInt(), int(FeedState::Live));
    }

    void unreadIsWhatCameSinceItWasRead()
    {
        FeedStatus status = feed(1, u"cpu"_s);
        status.end = 100; // of a capture that was there before
        model->addFeed(status);
        QCOMPARE(model->indexOf(1).data(FeedListModel::UnreadRole).toInt(), 0);
        status.end = 130;
        model->updateFeed(status);
        QCOMPARE(model->indexOf(1).data(FeedListModel::UnreadRole).toInt(), 30);
        QCOMPARE(model->index(0, 0).data(FeedListModel::UnreadRole).toInt(), 30);
        QSignalSpy changed(model.get(), &QAbstractItemModel::dataChanged);
        model->markRead(1);
        QCOMPARE(model->indexOf(1).data(FeedListModel::UnreadRole).toInt(), 0);
        QCOMPARE(changed.size(), 2); // the feed and its group
        model->markRead(1);
        QCOMPARE(changed.size(), 2);
    }

    void aFeedCanMoveToAnotherGroupAndAnEmptyGroupGoes()
    {
        model->addFeed(feed(1, u"cpu"_s));
        model->addFeed(feed(2, u"load"_s, u"Mine"_s));
        const QPersistentModelIndex load = model->indexOf(2);
        model->updateFeed(feed(1, u"cpu"_s, u"Mine"_s));
        QCOMPARE(model->rowCount(), 1);
        QCOMPARE(model->indexOf(1).parent().data().toString(), u"Mine"_s);
        QCOMPARE(QModelIndex(load), model->indexOf(2));
        model->removeFeed(1);
        model->removeFeed(2);
        QCOMPARE(model->rowCount(), 0);
        QVERIFY(!load.isValid());
        model->removeFeed(2);
    }

    void theHistoryOfRatesIsBounded()
    {
        FeedStatus status = feed(1, u"cpu"_s);
        model->addFeed(status);
        for (int i = 1; i <= 100; ++i) {
            status.rate = i;
            model->updateFeed(status);
            model->sampleRates();
        }
        const auto history = model->indexOf(1).data(FeedListModel::HistoryRole).value<QList<double>>();
        QCOMPARE(history.size(), qsizetype(FeedListModel::historyLength));
        QCOMPARE(history.last(), 100.0);
        QCOMPARE(history.first(), 41.0);
    }

private:
    std::unique_ptr<FeedListModel> model;
    std::unique_ptr<QAbstractItemModelTester> tester;
};

QTEST_GUILESS_MAIN(tst_FeedListModel)
#include "tst_FeedListModel.moc"
