// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/AddFeedDialog.h"

#include "model/records/OptionCheck.h"
#include "model/records/TypedAddress.h"
#include "ui/dialogs/ParameterForm.h"
#include "ui/dialogs/RunConsent.h"
#include "ui/dialogs/SamplePanel.h"
#include "ui/theme/Caption.h"
#include "ui/theme/Icons.h"
#include "ui/theme/Theme.h"
#include "ui/theme/VisibleText.h"

#include <QFormLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr int listWidth = 240;

/// How much of after is new: without what it has in common with before at its start and end.
qsizetype lettersPutIn(const QString &before, const QString &after)
{
    const qsizetype most = std::min(before.size(), after.size());
    qsizetype start = 0, end = 0;
    while (start < most && before[start] == after[start])
        ++start;
    while (end < most - start && before[before.size() - 1 - end] == after[after.size() - 1 - end])
        ++end;
    return after.size() - start - end;
}

} // namespace

AddFeedDialog::AddFeedDialog(Workspace &workspace, QWidget *parent)
    : QDialog(parent)
    , m_workspace(workspace)
    , m_kinds(workspace.kinds())
    , m_list(new QListWidget(this))
    , m_title(new QLabel(this))
    , m_summary(new Caption(this))
    , m_address(new QLineEdit(this))
    , m_scroll(new QScrollArea(this))
    , m_name(new QLineEdit(this))
    , m_error(new QLabel(this))
    , m_sample(new SamplePanel(workspace, this))
    , m_test(new QPushButton(tr("&Test"), this))
    , m_add(new QPushButton(tr("&Add feed"), this))
{
    setWindowTitle(tr("Add a feed"));
    resize(820, 620);
    buildKinds();
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_list);
    auto *right = new QVBoxLayout;
    right->setContentsMargins(24, 20, 24, 16);
    right->setSpacing(10);
    right->addWidget(buildForm(), 1);
    right->addWidget(m_sample);
    right->addWidget(m_error);
    right->addWidget(buildButtons());
    layout->addLayout(right, 1);

    connect(m_list, &QListWidget::currentRowChanged, this, &AddFeedDialog::showKind);
    connect(m_address, &QLineEdit::textEdited, this, [this](const QString &text) {
        m_isForeign = m_isForeign || lettersPutIn(m_before, text) > 1; // pasted, or dropped
        takeAddress(text);
    });
    connect(m_address, &QLineEdit::textChanged, this, [this](const QString &text) { m_before = text; });
    connect(m_test, &QPushButton::clicked, this, &AddFeedDialog::test);
    connect(m_add, &QPushButton::clicked, this, &AddFeedDialog::add);
    connect(&workspace, &Workspace::pageAnswered, this, &AddFeedDialog::takeAnswer);
    connect(m_sample, &SamplePanel::runningChanged, this,
            [this](bool running) { m_test->setText(running ? tr("Stop &test") : tr("&Test")); });
    if (!m_kinds.isEmpty())
        m_list->setCurrentRow(0);
    m_address->setFocus();
}

AddFeedDialog::~AddFeedDialog()
{
    if (!m_page.isEmpty())
        m_workspace.cancelPage();
}

void AddFeedDialog::buildKinds()
{
    for (const FeedDescription &kind : m_kinds) {
        auto *item = new QListWidgetItem(lineIcon(kind.icon.isEmpty() ? kind.kind : kind.icon), kind.title, m_list);
        item->setData(Qt::UserRole, kind.kind);
        item->setToolTip(kind.title);
        item->setSizeHint(QSize(listWidth - 24, fontMetrics().height() + 18));
    }
    m_list->setFixedWidth(listWidth);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setIconSize(QSize(20, 20));
    m_list->setAccessibleName(tr("Kinds of feeds"));
    m_list->setObjectName(u"kinds"_s);
    m_list->setTextElideMode(Qt::ElideRight);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
}

QWidget *AddFeedDialog::buildForm()
{
    auto *page = new QWidget(this);
    m_title->setTextFormat(Qt::PlainText);
    m_title->setFont(theme::scaled(font(), 1.3, true));
    m_summary->setWordWrap(true);
    m_address->setObjectName(u"address"_s);
    m_address->setAccessibleName(tr("Address of the feed"));
    m_address->setClearButtonEnabled(true);
    m_address->setFont(theme::fixedFont());
    m_address->setMaxLength(4096);
    m_name->setObjectName(u"feedName"_s);
    m_name->setAccessibleName(tr("Name of the feed"));
    m_name->setMaxLength(200);
    m_error->setObjectName(u"error"_s);
    m_error->setTextFormat(Qt::PlainText);
    m_error->setWordWrap(true);
    m_error->hide();
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);

    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_title);
    layout->addWidget(m_summary);
    layout->addSpacing(8);
    auto *label = new QLabel(tr("Add&ress"), page);
    label->setBuddy(m_address);
    layout->addWidget(label);
    layout->addWidget(m_address);
    layout->addSpacing(12);
    layout->addWidget(m_scroll, 1);
    return page;
}

QWidget *AddFeedDialog::buildButtons()
{
    auto *bar = new QWidget(this);
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(0, 6, 0, 0);
    auto *cancel = new QPushButton(tr("Cancel"), bar);
    cancel->setObjectName(u"cancel"_s);
    m_test->setObjectName(u"test"_s);
    m_test->setAutoDefault(false);
    m_test->setToolTip(tr("Connect now and show the first records, without adding the feed"));
    m_add->setObjectName(u"add"_s);
    m_add->setDefault(true);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    layout->addWidget(m_test);
    layout->addStretch();
    layout->addWidget(cancel);
    layout->addWidget(m_add);
    return bar;
}

void AddFeedDialog::showKind(int index)
{
    if (index < 0 || index >= m_kinds.size() || index == m_kind)
        return;
    m_kind = index;
    const FeedDescription &kind = m_kinds[index];
    m_title->setText(kind.title);
    m_summary->setText(kind.summary);
    m_address->setPlaceholderText(kind.example);
    m_name->setPlaceholderText(tr("made from the address"));

    auto *page = new QWidget;
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 8, 0);
    layout->setSpacing(12);
    m_form = new ParameterForm(kind, page);
    layout->addWidget(m_form);
    auto *nameLabel = new QLabel(tr("&Name in Livebelt"), page);
    nameLabel->setBuddy(m_name);
    auto *nameRow = new QVBoxLayout;
    nameRow->setSpacing(4);
    nameRow->addWidget(nameLabel);
    nameRow->addWidget(m_name);
    layout->addLayout(nameRow);
    layout->addStretch();
    m_name->setParent(page);
    // The old page goes away with setWidget(); the name has moved out of it just before.
    m_scroll->setWidget(page);
    connect(m_form, &ParameterForm::edited, this, &AddFeedDialog::takeFields);
    takeFields();
}

void AddFeedDialog::setKind(const QString &kind)
{
    for (int i = 0; i < int(m_kinds.size()); ++i) {
        if (m_kinds[i].kind == kind)
            m_list->setCurrentRow(i);
    }
}

void AddFeedDialog::setAddress(const QString &address)
{
    m_isForeign = true;
    const AddressGuess guess = m_workspace.guess(address);
    fill(guess.address.isEmpty() ? address : guess.address);
    const auto typed = TypedAddress::parse(m_address->text());
    showError(!guess.problem.isEmpty() ? guess.problem : guess.address.isEmpty() || typed ? QString() : typed.error());
}

void AddFeedDialog::fill(const QString &address)
{
    m_address->setText(address);
    takeAddress(address);
    // A secret moves to its own field, where nobody reads it.
    if (const auto typed = TypedAddress::parse(address); typed && typed->secrets.hasSecrets())
        m_address->setText(typed->address.toString());
}

void AddFeedDialog::edit(const FeedStatus &feed)
{
    m_edited = feed.id;
    setWindowTitle(tr("Edit “%1”").arg(visibleLine(feed.name, 60)));
    m_add->setText(tr("&Save"));
    m_list->hide(); // of another kind it would be another feed
    fill(feed.address);
    m_name->setText(feed.name);
}

QString AddFeedDialog::address() const
{
    return m_address->text();
}

int AddFeedDialog::kindOfScheme(const QString &scheme) const
{
    for (int i = 0; i < int(m_kinds.size()); ++i) {
        if (m_kinds[i].schemes.contains(scheme) || (m_kinds[i].secureScheme == scheme && !scheme.isEmpty()))
            return i;
    }
    return -1;
}

void AddFeedDialog::takeAddress(const QString &text)
{
    m_sample->stop();
    showError({});
    m_page.clear();
    auto typed = TypedAddress::parse(text);
    int kind = typed ? kindOfScheme(typed->address.scheme()) : -1;
    if (kind < 0) {
        typed = TypedAddress::parse(m_workspace.guess(text).address);
        kind = typed ? kindOfScheme(typed->address.scheme()) : -1;
    }
    if (kind < 0)
        return;
    const int cursor = m_address->cursorPosition();
    {
        const QSignalBlocker quiet(m_list);
        m_list->setCurrentRow(kind);
    }
    showKind(kind);
    m_form->setValues(addressValues(m_kinds[kind], typed->address));
    m_form->setSecrets(typed->secrets);
    m_address->setText(text);
    m_address->setCursorPosition(cursor);
}

void AddFeedDialog::takeFields()
{
    m_sample->stop();
    showError({});
    const QString text = addressText(m_kinds[m_kind], m_form->values());
    m_address->setText(text);
}

void AddFeedDialog::showError(const QString &sentence)
{
    QPalette colored = m_error->palette();
    colored.setColor(QPalette::WindowText, theme::bad(palette()));
    m_error->setPalette(colored);
    m_error->setText(visibleLine(sentence, 1000));
    m_error->setVisible(!sentence.isEmpty());
}

Result<FeedAddress> AddFeedDialog::checkedAddress()
{
    const auto address = FeedAddress::parse(m_address->text());
    if (!address)
        return Failure{address.error()};
    const int kind = kindOfScheme(address->scheme());
    if (kind < 0)
        return Failure{unknownScheme(m_kinds, address->scheme())};
    if (const Result<void> known = checkOptions(m_kinds[kind], *address); !known)
        return Failure{known.error()};
    if (const QString missing = kind == m_kind ? m_form->missing() : QString(); !missing.isEmpty())
        return Failure{missing};
    return *address;
}

void AddFeedDialog::test()
{
    if (m_sample->isRunning()) {
        m_sample->stop();
        return;
    }
    ifAllowed(&AddFeedDialog::runTest);
}

void AddFeedDialog::add()
{
    ifAllowed(&AddFeedDialog::addNow);
}

/// Makes a whole address of what is typed. False where there is none, or not yet: a server is asked first.
bool AddFeedDialog::understand(void (AddFeedDialog::*then)(const FeedAddress &))
{
    const AddressGuess guess = m_workspace.guess(m_address->text());
    if (!guess.problem.isEmpty()) {
        showError(guess.problem);
        return false;
    }
    if (!guess.page.isEmpty()) {
        m_page = guess.page;
        m_then = then;
        m_workspace.askPage(guess.page);
        m_summary->setText(tr("Asking %1 what it sends …").arg(visibleLine(QUrl(guess.page).host(), 60)));
        return false;
    }
    if (!guess.capture.isEmpty()) {
        const auto opened = m_workspace.openCapture(guess.capture);
        showError(opened ? QString() : opened.error());
        if (opened)
            accept();
        return false;
    }
    if (const auto typed = TypedAddress::parse(guess.address); !typed) {
        showError(typed.error());
        return false;
    }
    fill(guess.address);
    return true;
}

void AddFeedDialog::takeAnswer(const QString &page, const QString &address, const QString &problem)
{
    if (page != m_page)
        return;
    m_page.clear();
    m_summary->setText(m_kinds[m_kind].summary);
    showError(problem);
    if (address.isEmpty())
        return;
    fill(address);
    ifAllowed(m_then);
}

void AddFeedDialog::ifAllowed(void (AddFeedDialog::*then)(const FeedAddress &))
{
    if (!understand(then))
        return;
    const auto address = checkedAddress();
    showError(address ? QString() : address.error());
    if (!address)
        return;
    const FeedDescription &kind = m_kinds[kindOfScheme(address->scheme())];
    const QString what = m_workspace.whatRuns(*address);
    if (!m_isForeign || what.isEmpty() || m_allowed == address->toString()) {
        (this->*then)(*address);
        return;
    }
    auto *question = new RunConsent(kind, *address, what, this);
    connect(question, &QDialog::accepted, this, [this, then, address = *address] {
        m_allowed = address.toString();
        (this->*then)(address);
    });
    question->open();
}

void AddFeedDialog::runTest(const FeedAddress &address)
{
    m_sample->start(address, m_form ? m_form->credentials() : Credentials{});
}

void AddFeedDialog::addNow(const FeedAddress &address)
{
    m_sample->stop();
    const QString name = m_name->text().trimmed().isEmpty() ? address.shortName() : m_name->text().trimmed();
    const Credentials credentials = m_form ? m_form->credentials() : Credentials{};
    const auto applied = apply(address, name, credentials);
    if (!applied) {
        showError(applied.error());
        return;
    }
    if (credentials.hasSecrets() && m_form->remembers())
        m_workspace.keepSecrets(address, credentials);
    Q_EMIT feedAdded(*applied);
    accept();
}

Result<qint64> AddFeedDialog::apply(const FeedAddress &address, const QString &name, const Credentials &credentials)
{
    if (m_edited == 0)
        return m_workspace.addFeed(address, name, credentials);
    if (const auto changed = m_workspace.changeFeed(m_edited, address, name, credentials); !changed)
        return Failure{changed.error()};
    return m_edited;
}

} // namespace livebelt
