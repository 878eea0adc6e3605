// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/SamplePanel.h"

#include "ui/lists/RecordText.h"
#include "ui/theme/Theme.h"
#include "ui/theme/VisibleText.h"

#include <QLabel>
#include <QPlainTextEdit>
#include <QVBoxLayout>
#include <utility>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestLine = 400;

} // namespace

SamplePanel::SamplePanel(Workspace &workspace, QWidget *parent)
    : QWidget(parent), m_workspace(workspace), m_state(new QLabel(this)), m_sample(new QPlainTextEdit(this))
{
    m_state->setTextFormat(Qt::PlainText);
    m_state->setWordWrap(true);
    m_state->setObjectName(u"testState"_s);
    m_sample->setObjectName(u"testSample"_s);
    m_sample->setAccessibleName(tr("Sample of what the feed sends"));
    m_sample->setReadOnly(true);
    m_sample->setUndoRedoEnabled(false);
    m_sample->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_sample->setFont(theme::fixedFont(0.92));
    m_sample->setTabChangesFocus(true);
    m_sample->setFixedHeight(130);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_state);
    layout->addWidget(m_sample);
    hide();
}

void SamplePanel::start(const FeedAddress &address, const Credentials &credentials)
{
    stop();
    show();
    m_sample->hide();
    setState(tr("Connecting…"), theme::muted(palette()));
    m_isRunning = true;
    Q_EMIT runningChanged(true);
    m_test.spawn(follow(m_workspace.tryOut(address, credentials)));
}

void SamplePanel::stop()
{
    m_test = async::Scope();
    if (std::exchange(m_isRunning, false))
        Q_EMIT runningChanged(false);
    m_sample->clear();
    hide();
}

async::Task<void> SamplePanel::follow(async::AsyncIterator<TestProgress> test)
{
    TestProgress last;
    while (auto progress = co_await test.next()) {
        last = std::move(*progress);
        showSample(last.sample);
        showState(last, false);
    }
    showState(last, true);
    m_isRunning = false;
    Q_EMIT runningChanged(false);
}

void SamplePanel::showSample(const Records &sample)
{
    QStringList lines;
    for (const Record &record : sample)
        lines << visibleLine(rowParts(record).join(u"  "_s), longestLine);
    m_sample->setPlainText(lines.join(u'\n'));
    m_sample->setVisible(!sample.empty());
}

void SamplePanel::showState(const TestProgress &progress, bool isOver)
{
    using State = TestProgress::State;
    switch (progress.state) {
    case State::Connecting:
        setState(tr("Connecting…"), theme::muted(palette()));
        break;
    case State::Connected:
        setState(isOver ? tr("Connected, but nothing has come yet. It may be a quiet feed: it can be added "
                             "all the same.")
                        : tr("Connected; waiting for the first record…"),
                 theme::warning(palette()));
        break;
    case State::Data:
        setState(tr("It works: this is what arrives"), theme::good(palette()));
        break;
    case State::Failed:
        setState(progress.sample.empty() ? tr("Not connected: %1").arg(progress.problem) : progress.problem,
                 theme::bad(palette()));
        break;
    }
}

void SamplePanel::setState(const QString &text, const QColor &color)
{
    m_state->setText(visibleLine(text, 1000));
    QPalette colored = m_state->palette();
    colored.setColor(QPalette::WindowText, color);
    m_state->setPalette(colored);
}

} // namespace livebelt
