// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/DockTitle.h"

#include "ui/theme/Caption.h"
#include "ui/theme/Theme.h"

#include <QAction>
#include <QHBoxLayout>
#include <QToolButton>

namespace livebelt {

namespace {
void prepare(QToolButton &button)
{
    button.setAutoRaise(true);
    button.setIconSize(QSize(16, 16));
    button.setToolButtonStyle(Qt::ToolButtonIconOnly);
}
} // namespace

DockTitle::DockTitle(const QString &text, QWidget *parent) : QWidget(parent), m_layout(new QHBoxLayout(this))
{
    auto *label = new Caption(text, this);
    label->setFont(theme::scaled(font(), 0.92, true));
    m_layout->setContentsMargins(12, 4, 6, 4);
    m_layout->setSpacing(2);
    m_layout->addWidget(label);
    m_layout->addStretch();
    // With a button or without: titles side by side are to be of one height.
    QToolButton button;
    prepare(button);
    m_layout->addStrut(button.sizeHint().height());
}

void DockTitle::addTool(QAction *action)
{
    auto *button = new QToolButton(this);
    button->setDefaultAction(action);
    prepare(*button);
    button->setAccessibleName(action->text().remove(u'&'));
    m_layout->addWidget(button);
}

QDockWidget *makeDock(const QString &name, const QString &title, QWidget *widget, QWidget *parent)
{
    auto *dock = new QDockWidget(title, parent);
    dock->setObjectName(name);
    dock->setFeatures(QDockWidget::DockWidgetMovable | QDockWidget::DockWidgetFloatable);
    dock->setTitleBarWidget(new DockTitle(title, dock));
    dock->setWidget(widget);
    return dock;
}

} // namespace livebelt
