// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lists/FeedBanner.h"

#include "model/records/Timestamp.h"
#include "ui/theme/Theme.h"
#include "ui/theme/VisibleText.h"

#include <QBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QToolButton>
#include <algorithm>

namespace livebelt {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int wideEnough = 760; ///< for a long sentence and buttons side by side

/// Whether the person can do something about it. One that is stopped has something to say only while it waits for the
/// person's yes.
bool needsPerson(FeedState state)
{
    return state == FeedState::Failed || state == FeedState::Waiting || state == FeedState::Stopped;
}

} // namespace

FeedBanner::FeedBanner(QWidget *parent)
    : QWidget(parent)
    , m_text(new QLabel)
    , m_layout(new QBoxLayout(QBoxLayout::LeftToRight, this))
    , m_buttons(new QHBoxLayout)
    , m_password(addButton(u"enterPassword"_s, tr("Enter &password…"), &FeedBanner::passwordRequested))
    , m_edit(addButton(u"editFeed"_s, tr("&Edit…"), &FeedBanner::editRequested))
    , m_retry(addButton(u"retryNow"_s, tr("&Try again"), &FeedBanner::retryRequested))
    , m_stop(addButton(u"stopTrying"_s, tr("&Stop"), &FeedBanner::stopRequested))
{
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setAccessibleName(tr("What is wrong with this feed"));
    m_layout->setContentsMargins(16, 8, 12, 8);
    m_layout->addWidget(m_text, 1);
    m_layout->addLayout(m_buttons);
    m_buttons->addStretch();
    connect(&m_second, &QTimer::timeout, this, &FeedBanner::showRetry);
    hide();
}

QToolButton *FeedBanner::addButton(const QString &name, const QString &text, void (FeedBanner::*signal)())
{
    auto *button = new QToolButton;
    button->setObjectName(name);
    button->setText(text);
    button->setFocusPolicy(Qt::TabFocus);
    m_buttons->addWidget(button);
    connect(button, &QToolButton::clicked, this, signal);
    return button;
}

void FeedBanner::setStatus(const FeedStatus &status)
{
    const QString sentence = needsPerson(status.state) ? visibleText(status.problem, true) : QString();
    if (m_text->text() != sentence) {
        m_text->setText(sentence);
        m_text->setAccessibleName(sentence);
    }
    const bool isWaiting = status.state == FeedState::Waiting;
    m_password->setVisible(status.wantsPassword && status.isLive());
    m_edit->setVisible(status.isLive() && status.state != FeedState::Stopped);
    m_retry->setVisible(status.isLive());
    m_stop->setVisible(isWaiting);
    m_status = status;
    showRetry();
    if (isWaiting && !sentence.isEmpty() && status.retryAt != 0)
        m_second.start(1s);
    else
        m_second.stop();
    setVisible(!sentence.isEmpty());
    arrange();
    update();
}

/// Sentence and buttons stand side by side where there is room for that.
void FeedBanner::arrange()
{
    const QMargins margins = m_layout->contentsMargins();
    const int text = m_text->fontMetrics().size(0, m_text->text()).width();
    const int wanted = margins.left() + text + m_layout->spacing() + m_buttons->sizeHint().width() + margins.right();
    m_layout->setDirection(width() >= std::min(wanted, wideEnough) ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
}

void FeedBanner::showRetry()
{
    const qint64 seconds = m_status.retryAt == 0 ? 0 : (m_status.retryAt - nowMicros() + 999'999) / 1'000'000;
    QString text = tr("&Try again");
    if (m_status.state == FeedState::Waiting)
        text = seconds > 0 ? tr("Retry &now (%1 s)").arg(seconds) : tr("Retry &now");
    else if (m_status.state == FeedState::Stopped)
        text = tr("&Start…");
    m_retry->setText(text);
}

QString FeedBanner::sentence() const
{
    return m_text->text();
}

void FeedBanner::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void FeedBanner::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    QColor tint = m_status.state == FeedState::Failed ? theme::bad(palette()) : theme::warning(palette());
    const int edge = layoutDirection() == Qt::RightToLeft ? width() - 4 : 0;
    painter.fillRect(edge, 0, 4, height(), tint);
    tint.setAlphaF(0.12F);
    painter.fillRect(rect(), tint);
}

} // namespace livebelt
