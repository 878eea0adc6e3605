// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAccessibleWidget>
#include <QPointer>
#include <vector>

namespace livebelt {

class RecordView;

/// Makes assistive programs see a RecordView as a list of the rows that are on screen. Called by the view; once is
/// enough.
void provideAccessibleRecords();

/// One place of the screen, whatever row stands there just now.
class AccessibleRow final : public QAccessibleInterface
{
public:
    AccessibleRow(RecordView &view, int place);
    ~AccessibleRow() override;

    bool isValid() const override;
    QObject *object() const override { return nullptr; }
    QAccessibleInterface *childAt(int x, int y) const override;
    QAccessibleInterface *parent() const override;
    QAccessibleInterface *child(int index) const override;
    int childCount() const override;
    int indexOfChild(const QAccessibleInterface *child) const override;
    QString text(QAccessible::Text kind) const override;
    void setText(QAccessible::Text, const QString &) override {}
    QRect rect() const override;
    QAccessible::Role role() const override { return QAccessible::ListItem; }
    QAccessible::State state() const override;
    int place() const { return m_place; }
    int row() const; ///< -1: none stands there now
    RecordView *view() const { return m_view; }

private:
    QPointer<RecordView> m_view;
    int m_place;
    mutable std::vector<QAccessible::Id> m_parts; ///< made when they are asked for
};

/// A part of what a row says: of a table a cell.
class AccessiblePart final : public QAccessibleInterface
{
public:
    AccessiblePart(const AccessibleRow &row, int part) : m_row(row), m_part(part) {}

    bool isValid() const override { return m_part < m_row.childCount(); }
    QObject *object() const override { return nullptr; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    QAccessibleInterface *parent() const override { return const_cast<AccessibleRow *>(&m_row); }
    QAccessibleInterface *child(int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    QString text(QAccessible::Text kind) const override;
    void setText(QAccessible::Text, const QString &) override {}
    QRect rect() const override;
    QAccessible::Role role() const override { return QAccessible::StaticText; }
    QAccessible::State state() const override;
    int part() const { return m_part; }

private:
    const AccessibleRow &m_row; ///< which deletes it
    int m_part;
};

/// The list itself: its children are the rows on screen, and after them the pill while it is shown.
class AccessibleRecords final : public QAccessibleWidget
{
public:
    explicit AccessibleRecords(RecordView &view);
    ~AccessibleRecords() override;

    int childCount() const override;
    QAccessibleInterface *child(int index) const override;
    QAccessibleInterface *childAt(int x, int y) const override;
    int indexOfChild(const QAccessibleInterface *child) const override;
    QAccessibleInterface *focusChild() const override;

private:
    int rowsOnScreen() const;
    QWidget *pill() const;

    QPointer<RecordView> m_view;
    mutable std::vector<QAccessible::Id> m_rows; ///< made when they are asked for, one a place
};

} // namespace livebelt
