// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lists/FilterCompleter.h"

#include "ui/theme/Format.h"
#include "ui/theme/VisibleText.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QTreeView>

namespace livebelt {

namespace {

constexpr qsizetype longestShown = 48;
constexpr int mostRows = 12;

} // namespace

FilterCompleter::FilterCompleter(QLineEdit &edit) : QObject(&edit), m_edit(edit)
{
    auto *list = new QTreeView;
    list->setRootIsDecorated(false);
    list->setHeaderHidden(true);
    list->setUniformRowHeights(true);
    list->setAllColumnsShowFocus(true);
    list->setAccessibleName(tr("What the filter may go on with"));
    m_completer.setModel(&m_model);
    m_completer.setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    m_completer.setMaxVisibleItems(mostRows);
    m_completer.setPopup(list);
    m_completer.setWidget(&edit);
    list->header()->setStretchLastSection(true);
    list->installEventFilter(this); // before the completer's own: it is asked first
    connect(&m_completer, qOverload<const QModelIndex &>(&QCompleter::activated), this, &FilterCompleter::take);
}

bool FilterCompleter::isOpen() const
{
    return m_completer.popup()->isVisible();
}

void FilterCompleter::close()
{
    m_completer.popup()->hide();
}

QStringList FilterCompleter::offers() const
{
    QStringList texts;
    for (const FilterCompletion &offer : m_completions.offers)
        texts += offer.text;
    return texts;
}

void FilterCompleter::offer(const FilterCompletions &completions)
{
    m_completions = completions;
    m_model.clear();
    for (const FilterCompletion &offer : completions.offers) {
        auto *text = new QStandardItem(visibleLine(offer.text, longestShown));
        auto *more = new QStandardItem(offer.count ? format::count(offer.count) : offer.meaning);
        more->setTextAlignment(Qt::AlignTrailing | Qt::AlignVCenter);
        text->setAccessibleText(offer.count ? tr("%1, %2 records").arg(text->text(), more->text()) : text->text());
        m_model.appendRow({text, more});
    }
    if (completions.offers.isEmpty() || !m_edit.hasFocus())
        return close();
    auto *list = static_cast<QTreeView *>(m_completer.popup());
    list->resizeColumnToContents(0);
    list->resizeColumnToContents(1);
    const int width = list->columnWidth(0) + list->columnWidth(1) + 40;
    const int left = m_edit.fontMetrics().horizontalAdvance(m_edit.text().left(completions.from));
    const int most = std::max(0, m_edit.width() - width);
    m_completer.complete(QRect(std::min(left, most), 0, std::min(width, m_edit.width()), m_edit.height()));
    list->setCurrentIndex({});
}

bool FilterCompleter::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress || watched != m_completer.popup() || !isOpen())
        return QObject::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    const QModelIndex current = m_completer.popup()->currentIndex();
    const bool isEnter = key == Qt::Key_Return || key == Qt::Key_Enter;
    if (key != Qt::Key_Tab && !isEnter)
        return false;
    if (isEnter && !current.isValid()) { // what is typed is meant
        close();
        QCoreApplication::sendEvent(&m_edit, event);
        return true;
    }
    const int row = current.isValid() ? current.row() : 0;
    close();
    take(m_completer.completionModel()->index(row, 0));
    return true;
}

void FilterCompleter::take(const QModelIndex &index)
{
    const int row = index.row();
    if (row < 0 || row >= m_completions.offers.size())
        return;
    const FilterCompletions completions = std::exchange(m_completions, {});
    m_edit.setSelection(int(completions.from), int(completions.length));
    m_edit.insert(completions.offers.at(row).text);
    Q_EMIT taken();
}

} // namespace livebelt
