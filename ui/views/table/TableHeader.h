// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/table/TableColumns.h"

#include <QHeaderView>
#include <QStandardItemModel>

class QMenu;

namespace livebelt {

/// The names of a table's columns: to be resized, moved, hidden, and added from any field that was seen. The order of
/// the rows is that of their arrival: nothing is sorted.
class TableHeader final : public QHeaderView
{
    Q_OBJECT

public:
    /// A column on the screen, from the side where reading begins.
    struct Section
    {
        int column = 0; ///< of columns()
        int begin = 0;
        int width = 0;
    };

    explicit TableHeader(QWidget *parent = nullptr);

    /// Widths of 0 are taken from wanted, one for each column.
    void setColumns(const TableColumns &columns, const QList<int> &wanted);
    const TableColumns &columns() const { return m_columns; } ///< in the order they were set
    /// In the order they stand, as wide as they are, for the next time.
    TableColumns arranged() const;
    std::vector<Section> sections() const;
    /// Behind the others, but before the text.
    void addField(const QByteArray &name);
    bool hasField(const QByteArray &name) const;
    /// All that can be added.
    void setKnownFields(const QByteArrayList &names) { m_known = names; }
    void fillMenu(QMenu &menu, int column); ///< -1: none is meant
    /// At least as wide: not by the person.
    void widen(int column, int pixels);
    QSize sizeHint() const override;

Q_SIGNALS:
    void columnsChanged(bool byPerson);

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;

private:
    void told(bool byPerson);

    QStandardItemModel m_model;
    TableColumns m_columns;
    QByteArrayList m_known;
    int m_wanted = 0; ///< the width of all, where none is stretched
    bool m_isSetting = false;
    bool m_isPressed = false;
};

} // namespace livebelt
