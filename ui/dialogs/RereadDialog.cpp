// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/RereadDialog.h"

#include "ui/detail/FieldTree.h"
#include "ui/dialogs/ParameterForm.h"
#include "ui/theme/Caption.h"
#include "ui/theme/Format.h"
#include "ui/theme/Theme.h"
#include "ui/theme/VisibleText.h"
#include "ui/views/RecordView.h"
#include <livebelt/async/Timers.h>

#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QSplitter>
#include <QVBoxLayout>
#include <algorithm>
#include <exception>

namespace livebelt {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto whileTyping = 200ms;

/// The kind of the feed with nothing but what can be changed.
FeedDescription readerOf(Workspace &workspace, const FeedStatus &feed, const QList<FeedParameter> &parameters)
{
    FeedDescription reader;
    for (const FeedDescription &kind : workspace.kinds()) {
        if (kind.kind == feed.kind)
            reader = kind;
    }
    reader.secureScheme.clear();
    reader.parameters = parameters;
    return reader;
}

} // namespace

RereadDialog::RereadDialog(Workspace &workspace, const FeedStatus &feed, quint64 firstSeq, QWidget *parent)
    : QDialog(parent)
    , m_workspace(workspace)
    , m_feed(feed.id)
    , m_firstSeq(firstSeq)
    , m_parameters(workspace.rereadOptions(feed.id))
    , m_records(0)
    , m_form(new ParameterForm(readerOf(workspace, feed, m_parameters), this))
    , m_list(new RecordView(this))
    , m_fields(new FieldTree(this))
    , m_state(new QLabel(this))
    , m_progress(new QProgressBar(this))
    , m_read(new QPushButton(tr("&Read again"), this))
{
    setWindowTitle(tr("Read “%1” again as …").arg(visibleLine(feed.name, 60)));
    resize(QSize(940, 600).boundedTo(screen()->availableSize()));
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *page = new QWidget(scroll);
    auto *fields = new QVBoxLayout(page);
    fields->setContentsMargins(0, 0, 12, 0);
    fields->addWidget(m_form);
    fields->addStretch();
    scroll->setWidget(page);
    scroll->setMinimumWidth(280);
    auto *middle = new QSplitter(this);
    middle->setChildrenCollapsible(false);
    middle->addWidget(scroll);
    middle->addWidget(buildPreview());
    middle->setStretchFactor(1, 1);
    middle->setSizes({340, 560});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 16);
    layout->setSpacing(10);
    auto *intro =
        new Caption(tr("What arrived is kept byte for byte, so it can be read in another way. That makes a new "
                       "capture; this feed stays as it is."),
                    this);
    intro->setWordWrap(true);
    layout->addWidget(intro);
    layout->addWidget(middle, 1);
    layout->addWidget(m_state);
    layout->addWidget(m_progress);
    layout->addWidget(buildButtons());
    m_state->setTextFormat(Qt::PlainText);
    m_state->setWordWrap(true);
    m_state->setObjectName(u"rereadState"_s);
    m_progress->hide();
    m_progress->setAccessibleName(tr("How much has been read again"));

    if (const auto address = FeedAddress::parse(feed.address))
        m_form->setValues(addressValues(readerOf(workspace, feed, m_parameters), *address));
    connect(m_form, &ParameterForm::edited, this, &RereadDialog::preview);
    connect(m_list, &RecordView::currentSeqChanged, this, &RereadDialog::showFields);
    m_list->setRecords(&m_records);
    preview();
}

RereadDialog::~RereadDialog()
{
    m_list->disconnect(this); // the model goes before its view
    m_list->setRecords(nullptr);
}

QWidget *RereadDialog::buildPreview()
{
    auto *split = new QSplitter(Qt::Vertical, this);
    split->setChildrenCollapsible(false);
    split->setHandleWidth(1);
    m_list->setAccessibleName(tr("Records as they would be"));
    m_list->setEmptyText(tr("Reading …"));
    m_list->setMinimumHeight(80);
    m_fields->setMinimumHeight(80);
    split->addWidget(m_list);
    split->addWidget(m_fields);
    split->setSizes({260, 200});
    return split;
}

QWidget *RereadDialog::buildButtons()
{
    auto *bar = new QWidget(this);
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(0, 6, 0, 0);
    auto *cancel = new QPushButton(tr("Cancel"), bar);
    cancel->setObjectName(u"cancel"_s);
    cancel->setAutoDefault(false);
    m_read->setObjectName(u"read"_s);
    m_read->setDefault(true);
    connect(cancel, &QPushButton::clicked, this, &RereadDialog::reject);
    connect(m_read, &QPushButton::clicked, this, &RereadDialog::start);
    layout->addStretch();
    layout->addWidget(cancel);
    layout->addWidget(m_read);
    return bar;
}

/// What is usual need not be said.
QList<FeedAddress::Option> RereadDialog::options() const
{
    QList<FeedAddress::Option> options;
    const QStringList texts = m_form->values().texts;
    for (qsizetype i = 0; i < m_parameters.size(); ++i) {
        const QString text = texts.value(i).trimmed();
        options.append({m_parameters[i].name, text == m_parameters[i].fallback ? QString() : text});
    }
    return options;
}

void RereadDialog::preview()
{
    m_preview.emplace(); // an older one is of no use any more
    m_preview->spawn(showPreview());
}

async::Task<void> RereadDialog::showPreview()
{
    co_await async::sleepFor(whileTyping);
    Result<Records> records = co_await m_workspace.previewReread(m_feed, options(), previewed, m_firstSeq);
    m_read->setEnabled(bool(records));
    if (!records) {
        say(records.error(), true);
        co_return;
    }
    say(records->empty() ? tr("There are no records from here on.") : QString(), false);
    showRecords(std::move(*records));
}

void RereadDialog::showRecords(Records records)
{
    const quint64 chosen = m_list->currentSeq();
    for (size_t i = 0; i < records.size(); ++i)
        records[i].seq = i + 1; // without the Notices between them
    m_list->setEmptyText(QString());
    m_records.startAnew();
    FeedGrowth growth;
    growth.end = records.size();
    growth.tail = std::move(records);
    m_records.grow(growth);
    if (growth.end > 0)
        m_list->goToSeq(std::clamp<quint64>(chosen, 1, growth.end));
    showFields();
}

void RereadDialog::showFields()
{
    const int row = m_list->currentRow();
    const Record *record = row < 0 ? nullptr : m_records.record(row);
    Record shown = record ? *record : Record();
    shown.seq = 0; // its number here is not its number there
    m_fields->setRecord(shown);
}

void RereadDialog::start()
{
    setReading(true);
    m_reading.emplace();
    m_reading->spawn(readAgain());
}

async::Task<void> RereadDialog::readAgain()
{
    auto steps = m_workspace.reread(m_feed, options());
    QString problem;
    try {
        while (auto step = co_await steps.next()) {
            const double share = step->total == 0 ? 1 : double(step->done) / double(step->total);
            m_progress->setValue(int(share * m_progress->maximum()));
            say(tr("%1 of %2 records").arg(format::count(step->done), format::count(step->total)), false);
        }
    } catch (const std::exception &failure) {
        problem = QString::fromUtf8(failure.what());
    }
    setReading(false);
    if (problem.isEmpty())
        accept();
    else
        say(problem, true);
}

void RereadDialog::setReading(bool on)
{
    m_form->setEnabled(!on);
    m_read->setEnabled(!on);
    m_progress->setRange(0, 1000);
    m_progress->setValue(0);
    m_progress->setVisible(on);
    say({}, false);
}

void RereadDialog::reject()
{
    if (!m_reading || m_progress->isHidden()) {
        QDialog::reject();
        return;
    }
    m_reading.reset();
    setReading(false);
    say(tr("It was stopped; nothing has been written."), false);
}

void RereadDialog::say(const QString &sentence, bool isProblem)
{
    QPalette colored = m_state->palette();
    colored.setColor(QPalette::WindowText, isProblem ? theme::bad(palette()) : theme::muted(palette()));
    m_state->setPalette(colored);
    m_state->setText(visibleLine(sentence, 1000));
    m_state->setVisible(!sentence.isEmpty());
}

} // namespace livebelt
