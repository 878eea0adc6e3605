// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLayout>
#include <vector>

namespace livebelt {

/// As many equally wide columns as fit, filled row by row.
class FlowGrid final : public QLayout
{
    Q_OBJECT

public:
    explicit FlowGrid(QWidget *parent = nullptr) : QLayout(parent) { setSpacing(12); }
    ~FlowGrid() override;

    void addItem(QLayoutItem *item) override { m_items.push_back(item); }
    int count() const override { return int(m_items.size()); }
    QLayoutItem *itemAt(int index) const override;
    QLayoutItem *takeAt(int index) override;
    Qt::Orientations expandingDirections() const override { return Qt::Horizontal; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSize() const override;
    void setGeometry(const QRect &rect) override;

private:
    int columnsFor(int width) const;
    QSize cell() const;
    std::vector<QLayoutItem *> m_items;
};

} // namespace livebelt
