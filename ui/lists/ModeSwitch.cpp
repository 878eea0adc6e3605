// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lists/ModeSwitch.h"

#include <QBoxLayout>
#include <QButtonGroup>
#include <QToolButton>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

QToolButton *button(const QString &name, const QString &toolTip)
{
    auto *made = new QToolButton;
    made->setAutoRaise(true);
    made->setFocusPolicy(Qt::TabFocus);
    made->setObjectName(name);
    made->setToolTip(toolTip);
    return made;
}

} // namespace

ModeSwitch::ModeSwitch(QWidget *parent)
    : QWidget(parent)
    , m_filter(button(u"filterMode"_s, tr("Show only what matches")))
    , m_find(button(u"findMode"_s, tr("Show everything, and go from match to match: n and N in the list, or F3 (/)")))
    , m_older(button(u"findOlder"_s, tr("To the previous match (N, Shift+F3)")))
    , m_newer(button(u"findNewer"_s, tr("To the next match (n, F3)")))
{
    m_filter->setText(tr("Filter"));
    m_find->setText(tr("Find"));
    m_older->setArrowType(Qt::UpArrow);
    m_older->setAccessibleName(tr("Previous match"));
    m_newer->setArrowType(Qt::DownArrow);
    m_newer->setAccessibleName(tr("Next match"));
    auto *modes = new QButtonGroup(this);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    for (QToolButton *mode : {m_filter, m_find}) {
        mode->setCheckable(true);
        modes->addButton(mode);
        layout->addWidget(mode);
    }
    layout->addWidget(m_older);
    layout->addWidget(m_newer);
    m_filter->setChecked(true);
    m_older->hide();
    m_newer->hide();
    connect(m_find, &QToolButton::toggled, this, [this](bool on) {
        m_older->setVisible(on);
        m_newer->setVisible(on);
        Q_EMIT switched(on);
    });
    connect(m_older, &QToolButton::clicked, this, [this] { Q_EMIT stepWanted(false); });
    connect(m_newer, &QToolButton::clicked, this, [this] { Q_EMIT stepWanted(true); });
}

void ModeSwitch::setFinding(bool on)
{
    (on ? m_find : m_filter)->setChecked(true);
}

bool ModeSwitch::isFinding() const
{
    return m_find->isChecked();
}

} // namespace livebelt
