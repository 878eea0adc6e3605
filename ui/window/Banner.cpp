// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/Banner.h"

#include "ui/theme/Icons.h"
#include "ui/theme/Theme.h"
#include "ui/theme/VisibleText.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QToolButton>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr int secondsShown = 8;
constexpr int stripe = 4;

} // namespace

Banner::Banner(QWidget *parent) : QWidget(parent), m_text(new QLabel(this))
{
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_text->setObjectName(u"bannerText"_s);
    auto *dismiss = new QToolButton(this);
    dismiss->setIcon(lineIcon(u"close"_s));
    dismiss->setAutoRaise(true);
    dismiss->setFocusPolicy(Qt::TabFocus);
    dismiss->setToolTip(tr("Dismiss"));
    dismiss->setAccessibleName(tr("Dismiss the message"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12 + stripe, 5, 8, 5);
    layout->addWidget(m_text, 1);
    layout->addWidget(dismiss);
    connect(dismiss, &QToolButton::clicked, this, [this] { show(m_kind, {}); });
    m_away.setSingleShot(true);
    connect(&m_away, &QTimer::timeout, this, [this] { show(m_kind, {}); });
    hide();
}

void Banner::show(Kind kind, const QString &sentence)
{
    m_kind = kind;
    m_away.stop();
    m_text->setText(visibleLine(sentence, 1000));
    setAccessibleName(m_text->text());
    if (kind == Kind::Information && !sentence.isEmpty())
        m_away.start(secondsShown * 1000);
    setVisible(!sentence.isEmpty());
    update();
}

QString Banner::sentence() const
{
    return m_text->text();
}

void Banner::paintEvent(QPaintEvent *)
{
    const QColor color = m_kind == Kind::Problem ? theme::bad(palette()) : theme::accent(palette());
    QColor back = color;
    back.setAlphaF(0.10F);
    QPainter painter(this);
    painter.fillRect(rect(), back);
    painter.fillRect(0, 0, stripe, height(), color);
}

} // namespace livebelt
