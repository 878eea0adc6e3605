// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/latest/LatestTree.h"

#include "model/latest/TopicOrder.h"

#include <algorithm>
#include <utility>

namespace livebelt {

struct LatestTree::Wanted
{
    QByteArray name, path;
    qint64 entry = -1;
    int value = -1;
    bool hasBelow = false;
    friend bool operator<(const Wanted &a, const Wanted &b)
    {
        return std::pair(a.value >= 0 ? 0 : 1, a.name) < std::pair(b.value >= 0 ? 0 : 1, b.name);
    }
};

struct LatestTree::Node
{
    Node *above = nullptr;
    Wanted what;
    int row = 0;
    bool isMade = false;
    quint64 shown = 0;      ///< version
    qint64 newest = noTime; ///< while rows are put in order
    std::vector<std::unique_ptr<Node>> below;
};

LatestTree::LatestTree(LatestValues &values, int columns, QObject *parent)
    : QAbstractItemModel(parent), m_values(values), m_columns(columns), m_root(std::make_unique<Node>())
{
    begin();
}

LatestTree::~LatestTree() = default;

void LatestTree::setShape(Shape shape)
{
    if (std::exchange(m_shape, shape) == shape)
        return;
    beginResetModel();
    m_root = std::make_unique<Node>();
    begin();
    endResetModel();
}

void LatestTree::begin()
{
    m_values.settle();
    m_root->isMade = true;
    add(*m_root, wanted(*m_root));
    putInOrder(*m_root);
}

LatestTree::Node *LatestTree::nodeOf(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<Node *>(index.internalPointer()) : m_root.get();
}

QModelIndex LatestTree::indexOf(const Node &node, int column) const
{
    return &node == m_root.get() ? QModelIndex() : createIndex(node.row, column, &node);
}

/// A subject's numbers, where there are several.
void LatestTree::addParts(qint64 number, const QByteArray &path, bool isFlat, std::vector<Wanted> &to) const
{
    if (number < 0 || !m_values.entry(quint32(number)).hasParts())
        return;
    const LatestValues::Entry &entry = m_values.entry(quint32(number));
    for (size_t i = 0; i < entry.values.size(); ++i) {
        const QByteArray &field = entry.values[i].field;
        to.push_back({isFlat && !path.isEmpty() ? path + ' ' + field : field, path, number, int(i), false});
    }
}

std::vector<LatestTree::Wanted> LatestTree::wanted(const Node &node) const
{
    std::vector<Wanted> all;
    const std::vector<quint32> &listed = m_values.listed();
    if (m_shape == Shape::Flat) {
        for (const quint32 number : listed) {
            const LatestValues::Entry &entry = m_values.entry(number);
            if (entry.hasParts())
                addParts(number, entry.subject(), true, all);
            else
                all.push_back({entry.subject(), entry.subject(), qint64(number), -1, false});
        }
        return all;
    }
    const bool isRoot = &node == m_root.get();
    if (!isRoot)
        addParts(node.what.entry, node.what.path, false, all);
    const qsizetype from = isRoot ? 0 : node.what.path.size() + 1;
    auto [at, end] = isRoot ? std::pair(size_t(0), listed.size()) : m_values.below(node.what.path);
    while (at < end) {
        const QByteArray &subject = m_values.entry(listed[at]).subject();
        const QByteArray name = partOf(subject, from).toByteArray();
        const QByteArray path = subject.first(from + name.size());
        const bool isItself = path.size() == subject.size();
        const bool hasParts = isItself && m_values.entry(listed[at]).hasParts();
        all.push_back({name, path, isItself ? qint64(listed[at]) : -1, -1, hasParts});
        if (isItself)
            ++at;
        // Most often the next one is another one already.
        if (at < end && isBelow(m_values.entry(listed[at]).subject(), path)) {
            all.back().hasBelow = true;
            at = m_values.below(path).second;
        }
    }
    return all;
}

void LatestTree::make(Node &node)
{
    node.isMade = true;
    append(node, wanted(node));
    arrange(node);
}

void LatestTree::sync()
{
    if (m_values.settle())
        syncBelow(*m_root);
    if (m_order == Order::Age)
        arrangeAll(*m_root);
}

void LatestTree::syncBelow(Node &node)
{
    constexpr qint64 isHere = -2;
    std::vector<Wanted> coming = wanted(node);
    std::sort(coming.begin(), coming.end());
    std::vector<Node *> gone, growing;
    for (const auto &below : node.below) {
        const auto found = std::lower_bound(coming.begin(), coming.end(), below->what);
        const bool isThere = found != coming.end() && !(below->what < *found);
        // Views ask once whether there is anything below a row: one that has lost it is another row.
        if (!isThere || (below->what.hasBelow && !found->hasBelow && !below->isMade)) {
            gone.push_back(below.get());
            continue;
        }
        below->what.entry = std::exchange(found->entry, isHere);
        if (!std::exchange(below->what.hasBelow, found->hasBelow) && found->hasBelow && !below->isMade)
            growing.push_back(below.get());
    }
    coming.erase(std::remove_if(coming.begin(), coming.end(), [](const Wanted &one) { return one.entry == isHere; }),
                 coming.end());
    remove(node, gone);
    for (Node *grows : growing)
        make(*grows);
    const bool haveCome = !coming.empty();
    append(node, std::move(coming));
    if (haveCome)
        arrange(node);
    for (const auto &below : node.below) {
        if (below->isMade)
            syncBelow(*below);
    }
}

void LatestTree::remove(Node &node, const std::vector<Node *> &gone)
{
    for (size_t last = gone.size(); last > 0;) {
        size_t first = last - 1;
        while (first > 0 && gone[first - 1]->row == gone[first]->row - 1)
            --first;
        const int from = gone[first]->row, to = gone[last - 1]->row;
        beginRemoveRows(indexOf(node), from, to);
        node.below.erase(node.below.begin() + from, node.below.begin() + to + 1);
        for (size_t i = size_t(from); i < node.below.size(); ++i)
            node.below[i]->row = int(i);
        endRemoveRows();
        last = first;
    }
}

void LatestTree::append(Node &node, std::vector<Wanted> coming)
{
    if (coming.empty())
        return;
    const int from = int(node.below.size());
    beginInsertRows(indexOf(node), from, from + int(coming.size()) - 1);
    add(node, std::move(coming));
    endInsertRows();
}

void LatestTree::add(Node &node, std::vector<Wanted> coming)
{
    for (Wanted &one : coming) {
        auto made = std::make_unique<Node>();
        made->above = &node;
        made->what = std::move(one);
        made->row = int(node.below.size());
        node.below.push_back(std::move(made));
    }
}

void LatestTree::setOrder(Order order)
{
    if (std::exchange(m_order, order) != order)
        arrangeAll(*m_root);
}

void LatestTree::arrangeAll(Node &node)
{
    arrange(node);
    for (const auto &below : node.below) {
        if (below->isMade)
            arrangeAll(*below);
    }
}

bool LatestTree::comesBefore(const std::unique_ptr<Node> &a, const std::unique_ptr<Node> &b)
{
    return a->newest == b->newest ? a->what < b->what : a->newest > b->newest; // all are the same by name
}

bool LatestTree::isInOrder(Node &node) const
{
    for (const auto &below : node.below)
        below->newest = m_order == Order::Age ? received(*below) : noTime;
    return std::is_sorted(node.below.begin(), node.below.end(), comesBefore);
}

void LatestTree::putInOrder(Node &node)
{
    if (isInOrder(node))
        return;
    std::sort(node.below.begin(), node.below.end(), comesBefore);
    for (size_t i = 0; i < node.below.size(); ++i)
        node.below[i]->row = int(i);
}

/// Puts the rows below node in order, and says so.
void LatestTree::arrange(Node &node)
{
    if (isInOrder(node))
        return;
    const QList<QPersistentModelIndex> parents{indexOf(node)};
    Q_EMIT layoutAboutToBeChanged(parents, QAbstractItemModel::VerticalSortHint);
    putInOrder(node);
    const QModelIndexList kept = persistentIndexList();
    for (const QModelIndex &index : kept) {
        if (const Node *moved = nodeOf(index); moved->above == &node && moved->row != index.row())
            changePersistentIndex(index, indexOf(*moved, index.column()));
    }
    Q_EMIT layoutChanged(parents, QAbstractItemModel::VerticalSortHint);
}

qint64 LatestTree::received(const Node &node) const
{
    qint64 newest = node.what.entry < 0 ? noTime : m_values.entry(quint32(node.what.entry)).last.received;
    if (m_shape == Shape::Flat || node.what.value >= 0)
        return newest;
    const auto [first, last] = m_values.below(node.what.path);
    for (size_t i = first; i < last; ++i)
        newest = std::max(newest, m_values.entry(m_values.listed()[i]).last.received);
    return newest;
}

qint64 LatestTree::received(const QModelIndex &index) const
{
    return index.isValid() ? received(*nodeOf(index)) : noTime;
}

void LatestTree::refresh(const QModelIndexList &rows, bool isTime)
{
    for (const QModelIndex &index : rows) {
        Node *node = nodeOf(index);
        if (node == m_root.get())
            continue;
        const quint64 version = node->what.entry < 0 ? 0 : m_values.entry(quint32(node->what.entry)).version;
        if (std::exchange(node->shown, version) != version || isTime)
            Q_EMIT dataChanged(indexOf(*node), indexOf(*node, m_columns - 1));
    }
}

LatestTree::Row LatestTree::row(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    const Node *node = nodeOf(index);
    Row row;
    row.name = node->what.name;
    row.path = node->what.path;
    row.isPart = node->what.value >= 0;
    if (node->what.entry >= 0)
        row.entry = &m_values.entry(quint32(node->what.entry));
    if (node->what.value >= 0)
        row.value = &row.entry->values[size_t(node->what.value)];
    else if (row.entry)
        row.value = row.entry->mainValue();
    if (m_shape == Shape::Tree && node->what.value < 0) {
        const auto [first, last] = m_values.below(node->what.path);
        row.below = last - first;
    }
    return row;
}

QModelIndex LatestTree::indexOf(const QByteArray &subject) const
{
    const Node *found = m_root.get();
    for (bool goesOn = true; goesOn;) {
        goesOn = false;
        for (const auto &below : found->below) {
            const bool isIt = below->what.path == subject && (m_shape == Shape::Flat || below->what.value < 0);
            if (isIt || (m_shape == Shape::Tree && isBelow(subject, below->what.path))) {
                found = below.get();
                goesOn = !isIt;
                break;
            }
        }
    }
    return indexOf(*found);
}

bool LatestTree::mayHaveBelow(const Node &node) const
{
    return &node == m_root.get() || node.isMade ? !node.below.empty() : node.what.hasBelow;
}

QModelIndex LatestTree::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, nodeOf(parent)->below[size_t(row)].get());
}

QModelIndex LatestTree::parent(const QModelIndex &child) const
{
    return child.isValid() ? indexOf(*nodeOf(child)->above) : QModelIndex();
}

int LatestTree::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : int(nodeOf(parent)->below.size());
}

int LatestTree::columnCount(const QModelIndex &) const
{
    return m_columns;
}

bool LatestTree::hasChildren(const QModelIndex &parent) const
{
    return parent.column() <= 0 && mayHaveBelow(*nodeOf(parent));
}

bool LatestTree::canFetchMore(const QModelIndex &parent) const
{
    const Node *node = nodeOf(parent);
    return parent.column() <= 0 && !node->isMade && mayHaveBelow(*node);
}

void LatestTree::fetchMore(const QModelIndex &parent)
{
    if (canFetchMore(parent))
        make(*nodeOf(parent));
}

} // namespace livebelt
