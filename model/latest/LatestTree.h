// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/latest/LatestValues.h"

#include <QAbstractItemModel>
#include <memory>

namespace livebelt {

/// The subjects of LatestValues as rows: a tree by /, or one after the other. A row is a subject, a part of subjects
/// that others are below, or one of several numbers in a subject's records. Rows below a row are made when somebody
/// opens it, so that a hundred thousand subjects cost nothing. New ones come by sync(), which its owner calls as often
/// as it likes to; what rows hold is always the newest, and refresh() says so of those that are looked at. What rows
/// show is up to classes derived from it. UI thread.
class LatestTree : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum class Shape { Tree, Flat };
    enum class Order { Name, Age }; ///< Age: what came last comes first

    /// What a row is about.
    struct Row
    {
        QByteArray name;                            ///< the part of the subject, all of it where it is flat
        QByteArray path;                            ///< the subject as far as that; of a part, its subject
        const LatestValues::Entry *entry = nullptr; ///< null: there are only others below it
        const LatestValues::Value *value = nullptr; ///< its numbers, where there are any
        bool isPart = false;                        ///< the row is about that value alone, of several of the subject
        size_t below = 0;                           ///< subjects
    };

    /// values must outlive it.
    LatestTree(LatestValues &values, int columns, QObject *parent = nullptr);
    ~LatestTree() override;

    void setShape(Shape shape);
    Shape shape() const { return m_shape; }
    /// Rows are put into this order at once and by each sync().
    void setOrder(Order order);
    Order order() const { return m_order; }
    /// Takes in what has come and gone.
    void sync();
    /// dataChanged() for those of these rows that have something new since the last call, for all of them with isTime.
    void refresh(const QModelIndexList &rows, bool isTime);
    Row row(const QModelIndex &index) const;
    /// The row of a subject, in a tree as far as rows have been made; else of the nearest one above it.
    QModelIndex indexOf(const QByteArray &subject) const;
    /// When the newest record in the row came; noTime where none has.
    qint64 received(const QModelIndex &index) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    bool hasChildren(const QModelIndex &parent = {}) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

private:
    struct Node;
    struct Wanted;
    Node *nodeOf(const QModelIndex &index) const;
    QModelIndex indexOf(const Node &node, int column = 0) const;
    std::vector<Wanted> wanted(const Node &node) const;
    void addParts(qint64 entry, const QByteArray &path, bool isFlat, std::vector<Wanted> &to) const;
    void begin();
    void make(Node &node);
    void syncBelow(Node &node);
    void remove(Node &node, const std::vector<Node *> &gone);
    void append(Node &node, std::vector<Wanted> coming);
    static void add(Node &node, std::vector<Wanted> coming);
    static bool comesBefore(const std::unique_ptr<Node> &a, const std::unique_ptr<Node> &b);
    bool isInOrder(Node &node) const;
    void putInOrder(Node &node);
    void arrange(Node &node);
    void arrangeAll(Node &node);
    bool mayHaveBelow(const Node &node) const;
    qint64 received(const Node &node) const;

    LatestValues &m_values;
    int m_columns;
    Shape m_shape = Shape::Tree;
    Order m_order = Order::Name;
    std::unique_ptr<Node> m_root;
};

} // namespace livebelt
