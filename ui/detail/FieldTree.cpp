// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detail/FieldTree.h"

#include "model/records/FieldScanner.h"
#include "ui/detail/RecordFacts.h"
#include "ui/detail/ValueDelegate.h"
#include "ui/lists/WrittenValue.h"
#include "ui/theme/Format.h"
#include "ui/theme/Theme.h"
#include "ui/theme/VisibleText.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMenu>
#include <QScrollBar>
#include <map>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr int valueRole = Qt::UserRole;    ///< QString: as it arrived; none of a heading and of a branch
constexpr int pathRole = Qt::UserRole + 1; ///< QString: the whole name
constexpr qsizetype longestValue = 2'000;  ///< characters shown; a copy has all
constexpr qsizetype longestCopy = 16 * 1024 * 1024;
constexpr int roomForTypes = 300; ///< pixels; in a narrower tree the tool tip says the type

struct Field
{
    QByteArray name, value;
    QString type;
    bool isWord = false; ///< null, true, false: no text of that word
};

QString typeOf(const FieldScanner &field)
{
    if (field.isString())
        return FieldTree::tr("text");
    switch (field.plainValue().isEmpty() ? 0 : field.plainValue().front()) {
    case 'n':
        return FieldTree::tr("null");
    case 't':
    case 'f':
        return FieldTree::tr("boolean");
    case '{':
        return FieldTree::tr("object");
    case '[':
        return FieldTree::tr("list");
    default:
        return FieldTree::tr("number");
    }
}

std::vector<Field> fieldsOf(const Record &record, int &more)
{
    const WrittenValue own = record.hasValue() ? writtenValue(record) : WrittenValue();
    std::vector<Field> fields;
    FieldScanner scanner(record.fields);
    while (scanner.next()) {
        if (int(fields.size()) >= FieldTree::mostFields) {
            ++more;
            continue;
        }
        const char first = scanner.plainValue().isEmpty() ? ' ' : scanner.plainValue().front();
        const bool isWord = !scanner.isString() && (first == 'n' || first == 't' || first == 'f');
        fields.push_back({scanner.name(), scanner.value(), typeOf(scanner), isWord});
        if (!own.field.isEmpty() && own.field == fields.back().name && !own.hasUnit && !record.unit.isEmpty())
            fields.back().type += u", "_s + visibleLine(format::unitName(record.unit), 20);
    }
    return fields;
}

/// How many fields there are below each path.
std::map<QByteArray, int> branches(const std::vector<Field> &fields)
{
    std::map<QByteArray, int> below;
    for (const Field &field : fields) {
        for (qsizetype dot = field.name.indexOf('.'); dot > 0; dot = field.name.indexOf('.', dot + 1))
            ++below[field.name.first(dot)];
    }
    return below;
}

} // namespace

FieldTree::FieldTree(QWidget *parent) : QTreeWidget(parent)
{
    setColumnCount(3);
    setHeaderHidden(true);
    setFrameShape(QFrame::NoFrame);
    setSelectionMode(ExtendedSelection);
    setAllColumnsShowFocus(true);
    setIndentation(14);
    setRootIsDecorated(true);
    setTextElideMode(Qt::ElideMiddle);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    setItemDelegate(new ValueDelegate(ValueDelegate::Width::OfColumn, this));
    setItemDelegateForColumn(2, new ValueDelegate(ValueDelegate::Width::OfText, this));
    setAccessibleName(tr("Fields of the record"));
    header()->setStretchLastSection(false);
    header()->setMinimumSectionSize(20);
    header()->setSectionResizeMode(0, QHeaderView::Interactive);
    header()->setSectionResizeMode(1, QHeaderView::Stretch);
    header()->setSectionResizeMode(2, QHeaderView::ResizeToContents);
    connect(header(), &QHeaderView::sectionResized, this, [this](int column) {
        if (column == 1)
            scheduleDelayedItemsLayout(); // values need more lines, or fewer
    });
}

void FieldTree::setRecord(const Record &record)
{
    m_record = record;
    rebuild();
    verticalScrollBar()->setValue(0);
}

QTreeWidgetItem *FieldTree::addHeading(const QString &text)
{
    auto *heading = new QTreeWidgetItem(this);
    heading->setText(0, text);
    heading->setFont(0, theme::scaled(font(), 0.88, true));
    heading->setForeground(0, theme::muted(palette()));
    heading->setFlags(Qt::ItemIsEnabled);
    heading->setFirstColumnSpanned(true);
    return heading;
}

void FieldTree::addFields()
{
    int more = 0;
    const std::vector<Field> fields = fieldsOf(m_record, more);
    if (fields.empty())
        return;
    addHeading(tr("Fields"));
    const std::map<QByteArray, int> below = branches(fields);
    std::map<QByteArray, QTreeWidgetItem *> items;
    // A path that only one field has is no branch: the field stands with all of its name.
    const auto itemFor = [&](const QByteArray &path) {
        QTreeWidgetItem *parent = invisibleRootItem();
        qsizetype from = 0;
        for (qsizetype dot = path.indexOf('.'); dot > 0; dot = path.indexOf('.', dot + 1)) {
            const QByteArray branch = path.first(dot);
            if (below.at(branch) < 2)
                continue;
            QTreeWidgetItem *&item = items[branch];
            if (!item) {
                item = new QTreeWidgetItem(parent);
                item->setText(0, visibleLine(QString::fromUtf8(path.sliced(from, dot - from))));
            }
            parent = item;
            from = dot + 1;
        }
        QTreeWidgetItem *&item = items[path];
        if (!item) {
            item = new QTreeWidgetItem(parent);
            item->setText(0, visibleLine(QString::fromUtf8(path.sliced(from))));
        }
        return item;
    };
    for (const Field &field : fields) {
        QTreeWidgetItem *item = itemFor(field.name);
        const QString value = QString::fromUtf8(field.value.left(longestCopy));
        QString shown = visibleText(value.left(longestValue), true);
        if (value.size() > longestValue)
            shown += u'…';
        item->setText(1, shown);
        item->setText(2, field.type);
        item->setData(0, valueRole, value);
        item->setData(0, pathRole, QString::fromUtf8(field.name));
        item->setToolTip(0, plainToolTip(QString::fromUtf8(field.name) + u'\n' + field.type));
        item->setData(1, Qt::AccessibleTextRole, QString(shown + u", "_s + field.type));
        if (field.isWord) {
            QFont slanted = font();
            slanted.setItalic(true);
            item->setFont(1, slanted);
        }
    }
    if (more > 0)
        addHeading(tr("%1 more, under Raw").arg(format::count(quint64(more))));
}

void FieldTree::addFacts()
{
    addHeading(tr("Record"));
    for (const RecordFact &fact : recordFacts(m_record)) {
        auto *item = new QTreeWidgetItem(this);
        item->setText(0, fact.name);
        item->setText(1, fact.shown.left(longestValue));
        item->setData(0, valueRole, fact.copied);
        item->setData(0, pathRole, fact.name);
    }
}

void FieldTree::rebuild()
{
    clear();
    setColumnHidden(2, viewport()->width() < roomForTypes);
    addFields();
    addFacts();
    expandAll();
    const QColor quiet = theme::muted(palette());
    int names = 0;
    for (QTreeWidgetItemIterator item(this); *item; ++item) {
        if ((*item)->isFirstColumnSpanned())
            continue;
        (*item)->setForeground(0, quiet);
        (*item)->setForeground(2, quiet);
        int depth = 1;
        for (const QTreeWidgetItem *above = (*item)->parent(); above; above = above->parent())
            ++depth;
        names = std::max(names, fontMetrics().horizontalAdvance((*item)->text(0)) + depth * indentation() + 10);
    }
    header()->resizeSection(0, std::min(names, std::max(90, viewport()->width() * 2 / 5)));
}

QString FieldTree::chosenText() const
{
    QStringList lines;
    const auto chosen = selectedItems();
    for (const QTreeWidgetItem *item : chosen) {
        if (!item->data(0, valueRole).isValid())
            continue;
        const QString value = item->data(0, valueRole).toString();
        lines << (chosen.size() == 1 ? value : item->data(0, pathRole).toString() + u'\t' + value);
    }
    return lines.join(u'\n');
}

void FieldTree::copy() const
{
    QGuiApplication::clipboard()->setText(chosenText());
}

void FieldTree::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        copy();
    else
        QTreeWidget::keyPressEvent(event);
}

void FieldTree::contextMenuEvent(QContextMenuEvent *event)
{
    const QTreeWidgetItem *item = currentItem();
    if (!item || selectedItems().isEmpty() || !item->data(0, valueRole).isValid())
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const bool isOne = selectedItems().size() == 1;
    QAction *copyValue = menu->addAction(isOne ? tr("&Copy value") : tr("&Copy names and values"));
    copyValue->setShortcut(QKeySequence::Copy);
    connect(copyValue, &QAction::triggered, this, &FieldTree::copy);
    if (isOne) {
        const QString name = item->data(0, pathRole).toString();
        connect(menu->addAction(tr("Copy &name")), &QAction::triggered, this,
                [name] { QGuiApplication::clipboard()->setText(name); });
    }
    menu->popup(event->globalPos());
}

void FieldTree::resizeEvent(QResizeEvent *event)
{
    QTreeWidget::resizeEvent(event);
    setColumnHidden(2, viewport()->width() < roomForTypes);
}

void FieldTree::changeEvent(QEvent *event)
{
    QTreeWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        rebuild();
}

} // namespace livebelt
