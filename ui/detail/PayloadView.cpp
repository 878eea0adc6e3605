// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detail/PayloadView.h"

#include "ui/detail/PayloadEdit.h"
#include "ui/theme/Format.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace livebelt {

namespace {

constexpr qsizetype slice = 32 * 1024;

} // namespace

PayloadView::PayloadView(QWidget *parent)
    : QWidget(parent), m_edit(new PayloadEdit(this)), m_more(new QPushButton(this)), m_decoder(QStringDecoder::Utf8)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_edit);
    layout->addWidget(m_more);
    m_more->setObjectName(QStringLiteral("showMore"));
    m_edit->setAccessibleName(tr("Text of the record as it came"));
    setFocusProxy(m_edit);
    connect(m_more, &QPushButton::clicked, this, &PayloadView::showMore);
    connect(&m_slices, &QTimer::timeout, this, &PayloadView::appendSlice);
    updateButton();
}

void PayloadView::setBytes(const QByteArray &bytes)
{
    m_slices.stop();
    m_bytes = bytes;
    m_shown = 0;
    m_goal = std::min(firstStep, bytes.size());
    m_decoder = QStringDecoder(QStringDecoder::Utf8);
    m_edit->clearText();
    while (m_shown < m_goal)
        appendSlice();
    updateButton();
}

QString PayloadView::shownText() const
{
    return m_edit->wholeText();
}

void PayloadView::showMore()
{
    m_goal = std::min(m_shown + step, m_bytes.size());
    m_slices.start(0);
    updateButton();
}

void PayloadView::appendSlice()
{
    const qsizetype count = std::min(slice, m_goal - m_shown);
    const QString text = m_decoder(QByteArrayView(m_bytes).sliced(m_shown, count));
    m_shown += count;
    m_edit->appendText(text);
    if (m_shown == m_bytes.size())
        m_edit->endText();
    if (m_shown >= m_goal) {
        m_slices.stop();
        updateButton();
    }
}

void PayloadView::updateButton()
{
    const qsizetype rest = m_bytes.size() - m_shown;
    m_more->setVisible(rest > 0);
    m_more->setEnabled(!m_slices.isActive());
    if (rest <= step)
        m_more->setText(tr("Show all (%1)").arg(format::bytes(m_bytes.size())));
    else
        m_more->setText(tr("Show %1 more (%2 of %3 shown)")
                            .arg(format::bytes(step), format::bytes(m_shown), format::bytes(m_bytes.size())));
}

} // namespace livebelt
