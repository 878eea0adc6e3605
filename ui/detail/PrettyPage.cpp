// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detail/PrettyPage.h"

#include "ui/detail/FieldTree.h"
#include "ui/detail/PrettyView.h"

#include <QAbstractTextDocumentLayout>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

namespace livebelt {

PrettyPage::PrettyPage(QWidget *parent) : QWidget(parent), m_text(new PrettyView(this)), m_fields(new FieldTree(this))
{
    m_text->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff); // it wraps
    connect(m_text->document()->documentLayout(), &QAbstractTextDocumentLayout::documentSizeChanged, this,
            &PrettyPage::shareRoom);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_text);
    layout->addWidget(m_fields, 1);
}

void PrettyPage::setRecord(const Record &record)
{
    m_text->setVisible(!record.text.isEmpty());
    m_text->setRecord(record);
    m_fields->setRecord(record);
    shareRoom();
}

void PrettyPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    shareRoom();
}

void PrettyPage::shareRoom()
{
    const int wanted = int(std::ceil(m_text->document()->size().height()));
    m_text->setFixedHeight(std::clamp(wanted, m_text->fontMetrics().height(), std::max(60, height() / 2)));
}

} // namespace livebelt
