// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/lists/FeedListModel.h"

#include <algorithm>
#include <utility>

namespace livebelt {

namespace {

constexpr quintptr topLevel = 0; // the internal id of the groups' own indexes

template<typename T>
void note(QList<int> &roles, const T &before, const T &after, std::initializer_list<int> which)
{
    if (before != after)
        roles.append(QList<int>(which));
}

QList<int> changedRoles(const FeedStatus &a, const FeedStatus &b)
{
    using Model = FeedListModel;
    QList<int> roles;
    note(roles, a.name, b.name, {Qt::DisplayRole});
    note(roles, a.address, b.address, {Model::AddressRole});
    note(roles, a.kind, b.kind, {Model::KindRole});
    note(roles, a.state, b.state, {Model::StateRole});
    note(roles, a.problem, b.problem, {Model::ProblemRole});
    note(roles, a.retryAt, b.retryAt, {Model::RetryAtRole});
    note(roles, a.received, b.received, {Model::ReceivedRole});
    note(roles, a.dropped, b.dropped, {Model::DroppedRole});
    note(roles, a.end, b.end, {Model::EndRole, Model::UnreadRole});
    if (a.rate < b.rate || b.rate < a.rate)
        roles.append(Model::RateRole);
    note(roles, a.numeric, b.numeric, {Model::NumericRole});
    return roles;
}

} // namespace

void FeedListModel::addFeed(const FeedStatus &status)
{
    if (placeOf(status.id).group >= 0) {
        updateFeed(status);
        return;
    }
    Feed feed;
    feed.status = status;
    feed.read = status.end;
    insert(std::move(feed));
}

void FeedListModel::updateFeed(const FeedStatus &status)
{
    const Place place = placeOf(status.id);
    if (place.group < 0)
        return;
    Feed &feed = feedAt(place);
    if (feed.status.group != status.group) {
        Feed moved = take(place);
        moved.status = status;
        insert(std::move(moved));
        return;
    }
    const QList<int> roles = changedRoles(feed.status, status);
    feed.status = status;
    announce(place, roles);
}

void FeedListModel::removeFeed(qint64 id)
{
    const Place place = placeOf(id);
    if (place.group >= 0)
        take(place);
}

void FeedListModel::markRead(qint64 id)
{
    const Place place = placeOf(id);
    if (place.group < 0)
        return;
    Feed &feed = feedAt(place);
    const bool changes = feed.unread() > 0;
    feed.read = std::max(feed.read, feed.status.end);
    if (changes)
        announce(place, {UnreadRole});
}

void FeedListModel::sampleRates()
{
    for (size_t group = 0; group < m_groups.size(); ++group) {
        std::vector<Feed> &feeds = m_groups[group].feeds;
        for (Feed &feed : feeds) {
            if (feed.history.size() >= historyLength)
                feed.history.removeFirst();
            feed.history.append(feed.status.rate);
        }
        const QModelIndex parent = index(int(group), 0);
        Q_EMIT dataChanged(index(0, 0, parent), index(int(feeds.size()) - 1, 0, parent), {HistoryRole});
    }
}

QModelIndex FeedListModel::indexOf(qint64 id) const
{
    const Place place = placeOf(id);
    return place.group < 0 ? QModelIndex() : index(place.row, 0, index(place.group, 0));
}

std::optional<FeedStatus> FeedListModel::status(qint64 id) const
{
    const Place place = placeOf(id);
    if (place.group < 0)
        return std::nullopt;
    return m_groups[size_t(place.group)].feeds[size_t(place.row)].status;
}

QList<qint64> FeedListModel::feedIds() const
{
    QList<qint64> ids;
    for (const Group &group : m_groups) {
        for (const Feed &feed : group.feeds)
            ids.append(feed.status.id);
    }
    return ids;
}

QModelIndex FeedListModel::index(int row, int column, const QModelIndex &parent) const
{
    if (column != 0 || row < 0 || row >= rowCount(parent))
        return {};
    return createIndex(row, 0, parent.isValid() ? m_groups[size_t(parent.row())].serial : topLevel);
}

QModelIndex FeedListModel::parent(const QModelIndex &child) const
{
    if (!child.isValid() || child.internalId() == topLevel)
        return {};
    const auto group = std::find_if(m_groups.begin(), m_groups.end(),
                                    [&child](const Group &each) { return each.serial == child.internalId(); });
    return group == m_groups.end() ? QModelIndex() : createIndex(int(group - m_groups.begin()), 0, topLevel);
}

int FeedListModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return int(m_groups.size());
    return parent.internalId() == topLevel ? int(m_groups[size_t(parent.row())].feeds.size()) : 0;
}

int FeedListModel::columnCount(const QModelIndex &) const
{
    return 1;
}

QVariant FeedListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (index.internalId() == topLevel)
        return groupData(m_groups[size_t(index.row())], role);
    const Feed &feed = m_groups[size_t(parent(index).row())].feeds[size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return feed.status.name;
    case IdRole:
        return feed.status.id;
    case AddressRole:
        return feed.status.address;
    case KindRole:
        return feed.status.kind;
    case GroupRole:
        return feed.status.group;
    case StateRole:
        return int(feed.status.state);
    case ProblemRole:
        return feed.status.problem;
    case RetryAtRole:
        return feed.status.retryAt;
    case ReceivedRole:
        return feed.status.received;
    case DroppedRole:
        return feed.status.dropped;
    case EndRole:
        return feed.status.end;
    case RateRole:
        return feed.status.rate;
    case NumericRole:
        return feed.status.numeric;
    case UnreadRole:
        return feed.unread();
    case HistoryRole:
        return QVariant::fromValue(feed.history);
    case IsGroupRole:
        return false;
    default:
        return {};
    }
}

QVariant FeedListModel::groupData(const Group &group, int role)
{
    switch (role) {
    case Qt::DisplayRole:
        return group.name;
    case IsGroupRole:
        return true;
    case UnreadRole: {
        quint64 sum = 0;
        for (const Feed &feed : group.feeds)
            sum += feed.unread();
        return sum;
    }
    default:
        return {};
    }
}

QHash<int, QByteArray> FeedListModel::roleNames() const
{
    return {{Qt::DisplayRole, "name"},  {IdRole, "id"},           {AddressRole, "address"}, {KindRole, "kind"},
            {GroupRole, "group"},       {StateRole, "state"},     {ProblemRole, "problem"}, {RetryAtRole, "retryAt"},
            {ReceivedRole, "received"}, {DroppedRole, "dropped"}, {EndRole, "end"},         {RateRole, "rate"},
            {NumericRole, "numeric"},   {UnreadRole, "unread"},   {HistoryRole, "history"}, {IsGroupRole, "isGroup"}};
}

FeedListModel::Place FeedListModel::placeOf(qint64 id) const
{
    for (size_t group = 0; group < m_groups.size(); ++group) {
        const std::vector<Feed> &feeds = m_groups[group].feeds;
        for (size_t row = 0; row < feeds.size(); ++row) {
            if (feeds[row].status.id == id)
                return {int(group), int(row)};
        }
    }
    return {};
}

int FeedListModel::groupNamed(const QString &name)
{
    for (size_t i = 0; i < m_groups.size(); ++i) {
        if (m_groups[i].name == name)
            return int(i);
    }
    const int row = int(m_groups.size());
    beginInsertRows({}, row, row);
    Group group;
    group.serial = ++m_lastSerial;
    group.name = name;
    m_groups.push_back(std::move(group));
    endInsertRows();
    return row;
}

void FeedListModel::insert(Feed feed)
{
    const int group = groupNamed(feed.status.group);
    std::vector<Feed> &feeds = m_groups[size_t(group)].feeds;
    const int row = int(feeds.size());
    beginInsertRows(index(group, 0), row, row);
    feeds.push_back(std::move(feed));
    endInsertRows();
}

FeedListModel::Feed FeedListModel::take(Place place)
{
    std::vector<Feed> &feeds = m_groups[size_t(place.group)].feeds;
    beginRemoveRows(index(place.group, 0), place.row, place.row);
    Feed feed = std::move(feeds[size_t(place.row)]);
    feeds.erase(feeds.begin() + place.row);
    endRemoveRows();
    if (feeds.empty()) {
        beginRemoveRows({}, place.group, place.group);
        m_groups.erase(m_groups.begin() + place.group);
        endRemoveRows();
    }
    return feed;
}

void FeedListModel::announce(Place place, const QList<int> &roles)
{
    if (roles.isEmpty())
        return;
    const QModelIndex group = index(place.group, 0);
    const QModelIndex feed = index(place.row, 0, group);
    Q_EMIT dataChanged(feed, feed, roles);
    if (roles.contains(UnreadRole))
        Q_EMIT dataChanged(group, group, {UnreadRole});
}

} // namespace livebelt
