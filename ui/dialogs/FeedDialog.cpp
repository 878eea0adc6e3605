// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/FeedDialog.h"

#include "model/records/TypedAddress.h"
#include "ui/dialogs/FeedForm.h"
#include "ui/dialogs/RunConsent.h"
#include "ui/dialogs/SamplePanel.h"
#include "ui/theme/Theme.h"
#include "ui/theme/VisibleText.h"
#include <livebelt/async/Signals.h>

#include <QLabel>
#include <QPushButton>
#include <QScreen>
#include <QUrl>
#include <QVBoxLayout>

namespace livebelt {

using namespace Qt::StringLiterals;

FeedDialog::FeedDialog(Workspace &workspace, const QString &verb, QWidget *parent)
    : QDialog(parent)
    , m_workspace(workspace)
    , m_form(new FeedForm(workspace, this))
    , m_error(new QLabel(this))
    , m_sample(new SamplePanel(workspace, this))
    , m_test(new QPushButton(tr("&Test"), this))
{
    resize(QSize(820, 620).boundedTo(screen()->availableSize()));
    m_error->setObjectName(u"error"_s);
    m_error->setTextFormat(Qt::PlainText);
    m_error->setWordWrap(true);
    m_error->hide();
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *right = new QVBoxLayout;
    right->setContentsMargins(24, 20, 24, 16);
    right->setSpacing(10);
    right->addWidget(m_form, 1);
    right->addWidget(m_sample);
    right->addWidget(m_error);
    right->addWidget(buildButtons(verb));
    layout->addLayout(right, 1);

    connect(m_form, &FeedForm::edited, this, &FeedDialog::stopAll);
    connect(m_form, &FeedForm::kindChanged, this, [this] {
        m_sample->stop();
        showError({});
    });
    connect(m_sample, &SamplePanel::runningChanged, this,
            [this](bool running) { m_test->setText(running ? tr("Stop &test") : tr("&Test")); });
    m_form->focusAddress();
}

FeedDialog::~FeedDialog() = default;

QWidget *FeedDialog::buildButtons(const QString &verb)
{
    auto *bar = new QWidget(this);
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(0, 6, 0, 0);
    auto *cancel = new QPushButton(tr("Cancel"), bar);
    cancel->setObjectName(u"cancel"_s);
    m_test->setObjectName(u"test"_s);
    m_test->setAutoDefault(false);
    m_test->setToolTip(tr("Connect now and show the first records, without adding the feed"));
    auto *apply = new QPushButton(verb, bar);
    apply->setObjectName(u"add"_s);
    apply->setDefault(true);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(apply, &QPushButton::clicked, this, [this] { carryOut(&FeedDialog::applyNow); });
    connect(m_test, &QPushButton::clicked, this, [this] {
        if (m_sample->isRunning())
            m_sample->stop();
        else
            carryOut(&FeedDialog::runTest);
    });
    layout->addWidget(m_test);
    layout->addStretch();
    layout->addWidget(cancel);
    layout->addWidget(apply);
    return bar;
}

QString FeedDialog::address() const
{
    return m_form->address();
}

void FeedDialog::showError(const QString &sentence)
{
    QPalette colored = m_error->palette();
    colored.setColor(QPalette::WindowText, theme::bad(palette()));
    m_error->setPalette(colored);
    m_error->setText(visibleLine(sentence, 1000));
    m_error->setVisible(!sentence.isEmpty());
}

/// What is under way was for another address.
void FeedDialog::stopAll()
{
    m_work.reset();
    m_form->showBusy({});
    m_sample->stop();
    showError({});
}

void FeedDialog::carryOut(Step step)
{
    stopAll();
    m_work.emplace();
    m_work->spawn(understandAndDo(step));
}

async::Task<void> FeedDialog::understandAndDo(Step step)
{
    const Result<QString> understood = co_await understand();
    showError(understood ? QString() : understood.error());
    if (!understood || understood->isEmpty())
        co_return;
    m_form->setAddress(*understood);
    const auto address = m_form->checkedAddress();
    showError(address ? QString() : address.error());
    if (!address)
        co_return;
    const bool allowed = co_await isAllowed(*address);
    if (allowed)
        (this->*step)(*address);
}

/// Makes a whole address of what is typed, for which a server may have to be asked; an empty one where it was something
/// else, and has been done.
async::Task<Result<QString>> FeedDialog::understand()
{
    AddressGuess guess = m_workspace.guess(m_form->address());
    if (!guess.page.isEmpty()) {
        m_form->showBusy(tr("Asking %1 what it sends …").arg(visibleLine(QUrl(guess.page).host(), 60)));
        const Result<QString> answer = co_await m_workspace.addressOfPage(guess.page);
        m_form->showBusy({});
        co_return answer;
    }
    if (!guess.capture.isEmpty()) {
        const Result<void> opened = co_await m_workspace.openCapture(guess.capture);
        if (!opened)
            co_return Failure{opened.error()};
        accept();
        co_return QString();
    }
    if (!guess.problem.isEmpty())
        co_return Failure{guess.problem};
    if (const auto typed = TypedAddress::parse(guess.address); !typed)
        co_return Failure{typed.error()};
    co_return guess.address;
}

/// Whether it may run what it has run on this computer.
async::Task<bool> FeedDialog::isAllowed(FeedAddress address)
{
    const QString what = m_workspace.whatRuns(address);
    const bool isForeign = m_isForeign || m_form->isPasted();
    if (!isForeign || what.isEmpty() || m_allowed == address.toString())
        co_return true;
    auto *question = new RunConsent(*m_form->kindOf(address), address, what, this);
    question->open();
    const std::optional<int> answer = co_await async::nextSignal(question, &QDialog::finished);
    if (answer != QDialog::Accepted)
        co_return false;
    m_allowed = address.toString();
    co_return true;
}

void FeedDialog::runTest(const FeedAddress &address)
{
    m_sample->start(address, m_form->credentials());
}

void FeedDialog::applyNow(const FeedAddress &address)
{
    m_sample->stop();
    const QString name = m_form->name().isEmpty() ? address.shortName() : m_form->name();
    const Credentials credentials = m_form->credentials();
    const auto feed = apply(address, name, credentials);
    if (!feed) {
        showError(feed.error());
        return;
    }
    if (credentials.hasSecrets() && m_form->remembers())
        m_workspace.keepSecrets(address, credentials);
    Q_EMIT applied(*feed);
    accept();
}

} // namespace livebelt
