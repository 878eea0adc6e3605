// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/table/TableHeader.h"

#include "ui/theme/VisibleText.h"

#include <QContextMenuEvent>
#include <QMenu>
#include <QMouseEvent>
#include <algorithm>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr int narrowest = 24;
constexpr qsizetype mostOffered = 40;

QString inMenu(const QString &text)
{
    return visibleLine(text, 40).replace(u'&', u"&&"_s);
}

} // namespace

TableHeader::TableHeader(QWidget *parent) : QHeaderView(Qt::Horizontal, parent)
{
    setModel(&m_model);
    setSectionsMovable(true);
    setStretchLastSection(true);
    setMinimumSectionSize(narrowest);
    setDefaultAlignment(Qt::AlignVCenter | Qt::AlignLeading);
    setSectionsClickable(false);
    setHighlightSections(false);
    setTextElideMode(Qt::ElideRight);
    setAccessibleName(tr("Columns"));
    setAccessibleDescription(tr("The menu of a column hides it and adds others."));
    connect(this, &QHeaderView::sectionResized, this, [this] { told(m_isPressed); });
    connect(this, &QHeaderView::sectionMoved, this, [this] { told(true); });
}

void TableHeader::told(bool byPerson)
{
    if (!m_isSetting)
        Q_EMIT columnsChanged(byPerson);
}

void TableHeader::setColumns(const TableColumns &columns, const QList<int> &wanted)
{
    m_isSetting = true;
    m_columns = columns;
    setStretchLastSection(false);
    m_model.clear();
    m_model.setColumnCount(int(columns.size()));
    for (int i = 0; i < columns.size(); ++i) {
        const QString title = columns[i].title();
        m_model.setHeaderData(i, Qt::Horizontal, title);
        m_model.setHeaderData(i, Qt::Horizontal, plainToolTip(title), Qt::ToolTipRole);
        setSectionHidden(i, columns[i].isHidden);
        resizeSection(i, columns[i].width > 0 ? columns[i].width : wanted.value(i, defaultSectionSize()));
    }
    m_wanted = length();
    setStretchLastSection(m_wanted <= width());
    m_isSetting = false;
}

/// The last column takes the room that is left, but is not squeezed where there is none.
void TableHeader::resizeEvent(QResizeEvent *event)
{
    if (stretchLastSection() != (m_wanted <= event->size().width()))
        setStretchLastSection(!stretchLastSection());
    QHeaderView::resizeEvent(event);
}

TableColumns TableHeader::arranged() const
{
    TableColumns arranged;
    for (int visual = 0; visual < count(); ++visual) {
        const int logical = logicalIndex(visual);
        TableColumn column = m_columns[logical];
        column.isHidden = isSectionHidden(logical);
        if (!column.isHidden)
            column.width = sectionSize(logical);
        arranged.append(column);
    }
    return arranged;
}

std::vector<TableHeader::Section> TableHeader::sections() const
{
    std::vector<Section> shown;
    for (int visual = 0; visual < count(); ++visual) {
        const int logical = logicalIndex(visual);
        if (!isSectionHidden(logical))
            shown.push_back({logical, sectionPosition(logical), sectionSize(logical)});
    }
    return shown;
}

bool TableHeader::hasField(const QByteArray &name) const
{
    for (int i = 0; i < m_columns.size(); ++i) {
        if (m_columns[i].what == TableColumn::What::Field && m_columns[i].field == name)
            return !isSectionHidden(i);
    }
    return false;
}

void TableHeader::addField(const QByteArray &name)
{
    TableColumns columns = arranged();
    columns.removeIf([&](const TableColumn &c) { return c.what == TableColumn::What::Field && c.field == name; });
    const auto text = std::find_if(columns.begin(), columns.end(),
                                   [](const TableColumn &c) { return c.what == TableColumn::What::Text; });
    columns.insert(text, {TableColumn::What::Field, name});
    QList<int> wanted(columns.size(), 12 * fontMetrics().averageCharWidth());
    setColumns(columns, wanted);
    told(true);
}

void TableHeader::fillMenu(QMenu &menu, int column)
{
    if (column >= 0 && sections().size() > 1) {
        menu.addAction(tr("&Hide “%1”").arg(inMenu(m_columns[column].title())), this, [this, column] {
            setSectionHidden(column, true);
            told(true);
        });
        menu.addSeparator();
    }
    for (int visual = 0; visual < count(); ++visual) {
        const int logical = logicalIndex(visual);
        QAction *shown = menu.addAction(inMenu(m_columns[logical].title()));
        shown->setCheckable(true);
        shown->setChecked(!isSectionHidden(logical));
        shown->setEnabled(isSectionHidden(logical) || sections().size() > 1);
        connect(shown, &QAction::triggered, this, [this, logical](bool on) {
            setSectionHidden(logical, !on);
            told(true);
        });
    }
    QMenu *fields = nullptr;
    for (const QByteArray &name : m_known) {
        const bool isColumn = std::any_of(m_columns.begin(), m_columns.end(), [&](const TableColumn &c) {
            return c.what == TableColumn::What::Field && c.field == name;
        });
        if (isColumn)
            continue;
        if (!fields)
            fields = menu.addMenu(tr("&Add a field"));
        if (fields->actions().size() < mostOffered)
            fields->addAction(inMenu(QString::fromUtf8(name)), this, [this, name] { addField(name); });
    }
}

void TableHeader::widen(int column, int pixels)
{
    if (column < m_columns.size() && sectionSize(column) < pixels)
        resizeSection(column, pixels);
}

/// As high without columns: they come when there are records.
QSize TableHeader::sizeHint() const
{
    return {QHeaderView::sizeHint().width(), fontMetrics().height() + 10};
}

void TableHeader::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    fillMenu(*menu, logicalIndexAt(event->pos()));
    menu->popup(event->globalPos());
}

void TableHeader::mousePressEvent(QMouseEvent *event)
{
    m_isPressed = true;
    QHeaderView::mousePressEvent(event);
}

void TableHeader::mouseReleaseEvent(QMouseEvent *event)
{
    QHeaderView::mouseReleaseEvent(event);
    m_isPressed = false;
}

} // namespace livebelt
