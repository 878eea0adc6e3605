// SPDX-License-Identifier: GPL-3.0-or-later
// What a person can do with a subject, and with the columns; and how it is remembered.
#include "ui/lists/FilterTerms.h"
#include "ui/theme/VisibleText.h"
#include "ui/views/latest/LatestText.h"
#include "ui/views/latest/LatestView.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHeaderView>
#include <QListView>
#include <QMenu>
#include <QTreeView>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestTerm = 200; ///< bytes

/// A menu takes & for the mark of a key.
QString inMenu(const QByteArray &text)
{
    return visibleLine(QString::fromUtf8(text), 32).replace(u'&', u"&&"_s);
}

} // namespace

void LatestView::copyValue() const
{
    const LatestTree::Row row = m_model.row(list().currentIndex());
    if (!row.entry)
        return;
    const bool isText = !row.isPart && !row.entry->last.hasValue();
    QGuiApplication::clipboard()->setText(isText ? QString::fromUtf8(row.entry->last.text) : latest::value(row));
}

void LatestView::showMenu(const QPoint &at)
{
    const QModelIndex index = list().indexAt(at);
    const LatestTree::Row row = m_model.row(index);
    if (!index.isValid())
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (row.value) {
        const SeriesName series{row.entry->subject(), row.value->field};
        menu->addAction(tr("&Plot this"), this, [this, series] { Q_EMIT plotWanted(series); });
    }
    if (row.entry) {
        menu->addAction(tr("&Copy value"), this, &LatestView::copyValue);
        if (const quint64 seq = row.entry->last.seq; seq > 0)
            menu->addAction(tr("Show in the &list"), this, [this, seq] { Q_EMIT recordWanted(seq); });
    }
    const QString subject = QString::fromUtf8(row.path);
    menu->addAction(tr("Copy &subject"), this, [subject] { QGuiApplication::clipboard()->setText(subject); });
    if (row.entry && !subject.isEmpty() && row.path.size() <= longestTerm) {
        menu->addSeparator();
        const QString only = filterTerm(u"subject"_s, subject), without = filterTerm(u"subject"_s, subject, true);
        menu->addAction(tr("Show &only “%1”").arg(inMenu(row.path)), this,
                        [this, only] { Q_EMIT filterTermWanted(only); });
        menu->addAction(tr("&Hide “%1”").arg(inMenu(row.path)), this,
                        [this, without] { Q_EMIT filterTermWanted(without); });
    }
    menu->popup(list().viewport()->mapToGlobal(at));
}

void LatestView::showColumnMenu(const QPoint &at)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (int column = LatestModel::Age; column < LatestModel::Columns; ++column) {
        QAction *action = menu->addAction(m_model.headerData(column, Qt::Horizontal).toString());
        action->setCheckable(true);
        action->setChecked(!m_unwanted.contains(column));
        connect(action, &QAction::toggled, this, [this, column](bool on) {
            if (on)
                m_unwanted.removeAll(column);
            else
                m_unwanted << column;
            fitColumns();
            Q_EMIT settingsChanged();
        });
    }
    menu->popup(m_tree->header()->mapToGlobal(at));
}

QString LatestView::settings() const
{
    QStringList hidden;
    for (const int column : m_unwanted)
        hidden << QString::number(column);
    return (m_model.order() == LatestTree::Order::Age ? u"age;"_s : u"name;"_s) + hidden.join(u',');
}

void LatestView::restore(const QString &settings)
{
    m_order->setCurrentIndex(settings.section(u';', 0, 0) == "age"_L1 ? 1 : 0);
    m_unwanted.clear();
    const QStringList hidden = settings.section(u';', 1).split(u',', Qt::SkipEmptyParts);
    for (const QString &column : hidden) {
        if (const int number = column.toInt(); number >= LatestModel::Age && number < LatestModel::Columns)
            m_unwanted << number;
    }
    fitColumns();
}

} // namespace livebelt
