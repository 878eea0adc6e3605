// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/lists/FeedStatus.h"

#include <QAbstractItemModel>
#include <QList>
#include <optional>
#include <vector>

namespace livebelt {

/// The feeds as a tree of two levels: groups (FeedStatus::group, in the order they came), feeds under them. One column.
/// A group without feeds goes away. UI thread only.
class FeedListModel final : public QAbstractItemModel
{
    Q_OBJECT

public:
    /// Of a group only Qt::DisplayRole, IsGroupRole and UnreadRole (the sum) say something.
    enum Role {
        IdRole = Qt::UserRole + 1, ///< qint64
        AddressRole,               ///< QString
        KindRole,                  ///< QString
        GroupRole,                 ///< QString
        StateRole,                 ///< int, a FeedState
        ProblemRole,               ///< QString, empty where all is well
        RetryAtRole,               ///< qint64, microseconds UTC: when it is tried again; 0: it is not
        ReceivedRole,              ///< quint64
        DroppedRole,               ///< quint64
        EndRole,                   ///< quint64
        RateRole,                  ///< double, items a second
        NumericRole,               ///< bool
        UnreadRole,                ///< quint64: records since markRead()
        HistoryRole,               ///< QList<double>: the rate, a sample a call of sampleRates(), oldest first
        IsGroupRole                ///< bool
    };
    static constexpr int historyLength = 60;

    using QAbstractItemModel::QAbstractItemModel;

    /// A feed that is already there is updated. What it has captured before counts as read.
    void addFeed(const FeedStatus &status);
    /// Announces only the roles that changed. Unknown feeds are left alone.
    void updateFeed(const FeedStatus &status);
    void removeFeed(qint64 id);
    /// Nothing of the feed is unread any more.
    void markRead(qint64 id);
    /// Adds the present rate of every feed to its history: to be called once a second.
    void sampleRates();

    QModelIndex indexOf(qint64 id) const; ///< invalid where there is no such feed
    std::optional<FeedStatus> status(qint64 id) const;
    QList<qint64> feedIds() const; ///< in the order of the tree

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QHash<int, QByteArray> roleNames() const override;

private:
    struct Feed
    {
        FeedStatus status;
        quint64 read = 0; ///< the newest seq that has been seen
        QList<double> history;
        quint64 unread() const { return status.end > read ? status.end - read : 0; }
    };
    struct Group
    {
        quintptr serial = 0; ///< the internal id of the indexes of its feeds
        QString name;
        std::vector<Feed> feeds;
    };
    struct Place
    {
        int group = -1;
        int row = -1;
    };
    static QVariant groupData(const Group &group, int role);
    Place placeOf(qint64 id) const;
    Feed &feedAt(Place place) { return m_groups[size_t(place.group)].feeds[size_t(place.row)]; }
    int groupNamed(const QString &name);
    void insert(Feed feed);
    Feed take(Place place);
    void announce(Place place, const QList<int> &roles);

    std::vector<Group> m_groups;
    quintptr m_lastSerial = 0;
};

} // namespace livebelt
