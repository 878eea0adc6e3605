// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lists/FeedBanner.h"

#include "ui/theme/Theme.h"
#include "ui/theme/VisibleText.h"

#include <QBoxLayout>
#include <QLabel>
#include <QPainter>

namespace livebelt {

FeedBanner::FeedBanner(QWidget *parent) : QWidget(parent), m_text(new QLabel)
{
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setAccessibleName(tr("What is wrong with this feed"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 8, 12, 8);
    layout->addWidget(m_text);
    hide();
}

void FeedBanner::setSentence(const QString &sentence)
{
    m_text->setText(visibleText(sentence, true));
    m_text->setAccessibleName(m_text->text());
    setVisible(!sentence.isEmpty());
}

QString FeedBanner::sentence() const
{
    return m_text->text();
}

void FeedBanner::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    QColor tint = theme::warning(palette());
    const int edge = layoutDirection() == Qt::RightToLeft ? width() - 4 : 0;
    painter.fillRect(edge, 0, 4, height(), tint);
    tint.setAlphaF(0.12F);
    painter.fillRect(rect(), tint);
}

} // namespace livebelt
