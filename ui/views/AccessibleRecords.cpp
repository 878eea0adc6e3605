// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/AccessibleRecords.h"

#include "model/lists/RecordModel.h"
#include "ui/views/NewPill.h"
#include "ui/views/RecordView.h"

namespace livebelt {

namespace {

QAccessibleInterface *makeInterface(const QString &, QObject *object)
{
    auto *view = qobject_cast<RecordView *>(object);
    return view ? new AccessibleRecords(*view) : nullptr;
}

} // namespace

void provideAccessibleRecords()
{
    // Qt asks all factories that it knows, in order: a second one would do no harm but be in vain.
    static const bool provided = [] {
        QAccessible::installFactory(makeInterface);
        return true;
    }();
    Q_UNUSED(provided)
}

AccessibleRow::AccessibleRow(RecordView &view, int place) : m_view(&view), m_place(place) {}

AccessibleRow::~AccessibleRow()
{
    for (const QAccessible::Id id : m_parts)
        QAccessible::deleteAccessibleInterface(id);
}

int AccessibleRow::childCount() const
{
    const qsizetype parts = isValid() ? m_view->spokenParts(row()).size() : 0;
    return parts > 1 ? int(parts) : 0;
}

QAccessibleInterface *AccessibleRow::child(int index) const
{
    if (index < 0 || index >= childCount())
        return nullptr;
    while (m_parts.size() <= size_t(index))
        m_parts.push_back(QAccessible::registerAccessibleInterface(new AccessiblePart(*this, int(m_parts.size()))));
    return QAccessible::accessibleInterface(m_parts[size_t(index)]);
}

QAccessibleInterface *AccessibleRow::childAt(int x, int y) const
{
    for (int i = 0; i < childCount(); ++i) {
        if (child(i)->rect().contains(x, y))
            return child(i);
    }
    return nullptr;
}

int AccessibleRow::indexOfChild(const QAccessibleInterface *child) const
{
    const auto *part = dynamic_cast<const AccessiblePart *>(child);
    return part && part->parent() == this ? part->part() : -1;
}

QString AccessiblePart::text(QAccessible::Text kind) const
{
    return kind == QAccessible::Name && isValid() ? m_row.view()->spokenParts(m_row.row()).value(m_part) : QString();
}

QRect AccessiblePart::rect() const
{
    const QRect place = isValid() ? m_row.view()->partRect(m_row.row(), m_part) : QRect();
    return place.isEmpty() ? m_row.rect() : QRect(m_row.view()->viewport()->mapToGlobal(place.topLeft()), place.size());
}

QAccessible::State AccessiblePart::state() const
{
    QAccessible::State state;
    state.invalid = !isValid();
    state.readOnly = true;
    return state;
}

int AccessibleRow::row() const
{
    const int at = m_view ? m_view->firstVisibleRow() + m_place : 0;
    return m_view && at <= m_view->lastVisibleRow() ? at : -1;
}

bool AccessibleRow::isValid() const
{
    return row() >= 0;
}

QAccessibleInterface *AccessibleRow::parent() const
{
    return QAccessible::queryAccessibleInterface(m_view.data());
}

QString AccessibleRow::text(QAccessible::Text kind) const
{
    return kind == QAccessible::Name && isValid() ? m_view->spokenParts(row()).join(u", ") : QString();
}

QRect AccessibleRow::rect() const
{
    if (!isValid())
        return {};
    const QRect place = m_view->visualRect(m_view->records()->index(row()));
    return {m_view->viewport()->mapToGlobal(place.topLeft()), place.size()};
}

QAccessible::State AccessibleRow::state() const
{
    QAccessible::State state;
    if (!isValid()) {
        state.invalid = true;
        return state;
    }
    const quint64 seq = m_view->records()->seqAt(row());
    state.readOnly = true;
    state.selectable = true;
    state.focusable = true;
    state.selected = m_view->selected().contains(seq);
    state.focused = m_view->hasFocus() && seq == m_view->currentSeq();
    return state;
}

AccessibleRecords::AccessibleRecords(RecordView &view) : QAccessibleWidget(&view, QAccessible::List), m_view(&view) {}

AccessibleRecords::~AccessibleRecords()
{
    for (const QAccessible::Id id : m_rows)
        QAccessible::deleteAccessibleInterface(id);
}

int AccessibleRecords::rowsOnScreen() const
{
    return m_view && m_view->records() ? m_view->lastVisibleRow() - m_view->firstVisibleRow() + 1 : 0;
}

QWidget *AccessibleRecords::pill() const
{
    auto *found = m_view ? m_view->findChild<NewPill *>() : nullptr;
    return found && !found->isHidden() ? found : nullptr;
}

int AccessibleRecords::childCount() const
{
    return rowsOnScreen() + (pill() ? 1 : 0);
}

QAccessibleInterface *AccessibleRecords::child(int index) const
{
    if (index < 0 || index >= childCount())
        return nullptr;
    if (index == rowsOnScreen())
        return QAccessible::queryAccessibleInterface(pill());
    while (m_rows.size() <= size_t(index))
        m_rows.push_back(QAccessible::registerAccessibleInterface(new AccessibleRow(*m_view, int(m_rows.size()))));
    return QAccessible::accessibleInterface(m_rows[size_t(index)]);
}

QAccessibleInterface *AccessibleRecords::childAt(int x, int y) const
{
    if (!m_view)
        return nullptr;
    const QModelIndex index = m_view->indexAt(m_view->viewport()->mapFromGlobal(QPoint(x, y)));
    return index.isValid() ? child(index.row() - m_view->firstVisibleRow()) : nullptr;
}

int AccessibleRecords::indexOfChild(const QAccessibleInterface *child) const
{
    if (const auto *row = dynamic_cast<const AccessibleRow *>(child))
        return row->place();
    return child && pill() && child->object() == pill() ? rowsOnScreen() : -1;
}

QAccessibleInterface *AccessibleRecords::focusChild() const
{
    const int row = m_view ? m_view->currentRow() : -1;
    return row >= 0 && row <= m_view->lastVisibleRow() ? child(row - m_view->firstVisibleRow()) : nullptr;
}

} // namespace livebelt
