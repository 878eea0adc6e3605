// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/ExportDialog.h"

#include "model/filter/FilterTimes.h"
#include "ui/dialogs/ExportLook.h"
#include "ui/theme/Caption.h"
#include "ui/theme/Format.h"
#include "ui/theme/Theme.h"
#include "ui/theme/VisibleText.h"
#include <livebelt/async/Timers.h>

#include <QButtonGroup>
#include <QComboBox>
#include <QDateTime>
#include <QDir>
#include <QFileDialog>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QStandardPaths>

namespace livebelt {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto whileTyping = 200ms;

QString folderForExports()
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    return QDir(folder).exists() ? folder : QDir::homePath();
}

} // namespace

ExportDialog::ExportDialog(const FeedStatus &feed, QWidget *parent)
    : QDialog(parent)
    , m_feed(feed)
    , m_scopes(new QButtonGroup(this))
    , m_scopeColumn(new QVBoxLayout)
    , m_rotation(new QComboBox(this))
    , m_since(new QLineEdit(this))
    , m_until(new QLineEdit(this))
    , m_path(new QLineEdit(this))
    , m_estimateText(new Caption(QString(), this))
    , m_error(new QLabel(this))
{
    setWindowTitle(tr("Export"));
    setMinimumWidth(560);
    auto *title = new QLabel(tr("Export “%1”").arg(visibleLine(feed.name, 50)), this);
    title->setTextFormat(Qt::PlainText);
    title->setFont(theme::scaled(font(), 1.3, true));
    m_path->setObjectName(u"path"_s);
    m_path->setAccessibleName(tr("File to write"));
    m_error->setTextFormat(Qt::PlainText);
    m_error->setWordWrap(true);
    m_error->setObjectName(u"error"_s);
    m_error->hide();
    m_estimateText->setObjectName(u"estimate"_s);
    addScope(All, tr("All records (%1)").arg(format::count(feed.end)));
    m_scopes->button(All)->setChecked(true);

    auto *browse = new QPushButton(tr("Browse…"), this);
    browse->setAutoDefault(false);
    auto *file = new QHBoxLayout;
    file->setSpacing(8);
    file->addWidget(m_path, 1);
    file->addWidget(browse);
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(12);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_scopeColumn->setSpacing(6);
    form->addRow(tr("Records"), m_scopeColumn);
    addRotation();
    addTimeRange(form);
    m_look = new ExportLook(form, this);
    auto *fileLabel = new QLabel(tr("Fi&le"), this);
    fileLabel->setBuddy(m_path);
    form->addRow(fileLabel, file);
    auto *buttons = new QHBoxLayout;
    auto *cancel = new QPushButton(tr("Cancel"), this);
    auto *start = new QPushButton(tr("&Export"), this);
    cancel->setObjectName(u"cancel"_s);
    start->setObjectName(u"start"_s);
    start->setDefault(true);
    buttons->addWidget(m_estimateText, 1);
    buttons->addWidget(cancel);
    buttons->addWidget(start);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 16);
    layout->setSpacing(14);
    layout->addWidget(title);
    layout->addLayout(form);
    layout->addWidget(m_error);
    layout->addStretch();
    layout->addLayout(buttons);

    const QString when = QDateTime::currentDateTime().toString(u"yyyy-MM-dd-HHmmss"_s);
    m_path->setText(folderForExports() + u'/' + format::fileName(feed.name) + u'-' + when + u".csv"_s);
    followScope();
    connect(m_scopes, &QButtonGroup::idToggled, this, &ExportDialog::followScope);
    connect(browse, &QPushButton::clicked, this, &ExportDialog::chooseFile);
    connect(m_look, &ExportLook::endingChanged, this, &ExportDialog::followFormat);
    connect(m_look, &ExportLook::changed, this, &ExportDialog::estimateAnew);
    for (QLineEdit *time : {m_since, m_until})
        connect(time, &QLineEdit::textChanged, this, &ExportDialog::estimateAnew);
    connect(m_path, &QLineEdit::textEdited, this, [this](const QString &path) {
        m_overwrite = false;
        if (const FileFormat named = fileFormat(path); named.format)
            m_look->follow(named);
    });
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(start, &QPushButton::clicked, this, &ExportDialog::checkAndAccept);
}

void ExportDialog::addTimeRange(QFormLayout *form)
{
    m_range = new QWidget(this);
    auto *layout = new QHBoxLayout(m_range);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    m_since->setObjectName(u"since"_s);
    m_until->setObjectName(u"until"_s);
    m_since->setAccessibleName(tr("From this time on"));
    m_until->setAccessibleName(tr("Up to this time"));
    m_since->setPlaceholderText(tr("from: yesterday 9:00"));
    m_until->setPlaceholderText(tr("up to: 14:00"));
    layout->addWidget(m_since);
    layout->addWidget(m_until);
    m_rangeLabel = new QLabel(tr("From, &up to"), this);
    m_rangeLabel->setBuddy(m_since);
    form->addRow(m_rangeLabel, m_range);
}

/// What comes from now on may go to a row of files.
void ExportDialog::addRotation()
{
    m_rotation->addItem(tr("in one file"));
    m_rotation->addItem(tr("a new file each hour"));
    m_rotation->addItem(tr("a new file each day"));
    m_rotation->addItem(tr("a new file every 100 MB"));
    m_rotation->addItem(tr("a new file every gigabyte"));
    m_rotation->setObjectName(u"rotation"_s);
    m_rotation->setAccessibleName(tr("How many files"));
    m_rotation->hide();
    if (!m_feed.isLive())
        return;
    auto *button = new QRadioButton(tr("What comes from now on"), this);
    button->setObjectName(u"scopeLive"_s);
    m_scopes->addButton(button, Live);
    auto *line = new QHBoxLayout;
    line->setSpacing(8);
    line->addWidget(button);
    line->addWidget(m_rotation);
    line->addStretch();
    m_scopeColumn->addLayout(line);
}

void ExportDialog::addScope(Scope scope, const QString &text)
{
    auto *button = new QRadioButton(QString(text).replace(u'&', u"&&"_s), this);
    button->setObjectName(u"scope%1"_s.arg(int(scope)));
    m_scopes->addButton(button, scope);
    m_scopeColumn->insertWidget(int(m_scopes->buttons().size()) - (m_scopes->button(Live) ? 2 : 1), button);
}

void ExportDialog::setScopes(const QString &filter, quint64 shown, std::optional<std::pair<quint64, quint64>> selection)
{
    m_filter = filter;
    if (!filter.isEmpty()) {
        addScope(Filtered,
                 tr("Only what the filter shows: %1 (%2 so far)").arg(visibleLine(filter, 40), format::count(shown)));
        m_scopes->button(Filtered)->setChecked(true);
        if (QAbstractButton *live = m_scopes->button(Live))
            live->setText(tr("What comes from now on, filtered"));
    }
    if (selection && selection->second > selection->first) {
        m_selection = *selection;
        addScope(Selected, tr("The selected range, records %1 to %2")
                               .arg(format::count(selection->first), format::count(selection->second)));
        m_scopes->button(Selected)->setChecked(true);
    }
}

ExportRequest ExportDialog::request() const
{
    ExportRequest request;
    request.feed = m_feed.id;
    m_look->fill(request);
    request.path = QDir::cleanPath(QDir::home().absoluteFilePath(m_path->text().trimmed()));
    const int scope = m_scopes->checkedId();
    // A selection in a filtered list holds the matches only.
    if (scope != All)
        request.filter = m_filter;
    if (scope == Selected) {
        request.firstSeq = m_selection.first;
        request.lastSeq = m_selection.second;
    }
    request.isLive = scope == Live;
    if (!request.isLive) {
        request.since = m_since->text().trimmed();
        request.until = m_until->text().trimmed();
        return request;
    }
    switch (m_rotation->currentIndex()) {
    case 1:
        request.rotateAfter = 1h;
        break;
    case 2:
        request.rotateAfter = 24h;
        break;
    case 3:
        request.rotateSize = 100'000'000;
        break;
    case 4:
        request.rotateSize = 1'000'000'000;
        break;
    default:
        break;
    }
    return request;
}

void ExportDialog::followScope()
{
    const bool isLive = m_scopes->checkedId() == Live;
    m_rotation->setVisible(isLive);
    m_range->setVisible(!isLive);
    m_rangeLabel->setVisible(!isLive);
    estimateAnew();
}

void ExportDialog::followFormat()
{
    m_path->setText(withoutFormat(m_path->text()) + formatEnding(m_look->format(), m_look->compression()));
    m_overwrite = false;
}

void ExportDialog::setEstimate(Estimate estimate)
{
    m_estimate = std::move(estimate);
    estimateAnew();
}

void ExportDialog::estimateAnew()
{
    if (!m_estimate)
        return;
    m_estimating.emplace(); // an older one is of no use any more
    m_estimating->spawn(showEstimate());
}

async::Task<void> ExportDialog::showEstimate()
{
    co_await async::sleepFor(whileTyping);
    const ExportRequest wanted = request();
    if (wanted.isLive || !problemOf(wanted).isEmpty()) {
        m_estimateText->setText(wanted.isLive ? tr("Can be read while it grows.") : QString());
        co_return;
    }
    m_estimateText->setText(tr("Looking…"));
    const Result<ExportEstimate> estimate = co_await m_estimate(wanted);
    if (!estimate) {
        m_estimateText->setText(visibleLine(estimate.error(), 200));
        co_return;
    }
    m_estimateText->setText(estimate->records == 0
                                ? tr("There is nothing to export.")
                                : tr("About %1 records, %2, %3")
                                      .arg(format::count(estimate->records), format::bytes(estimate->bytes),
                                           format::duration(std::max(1.0, estimate->seconds))));
}

void ExportDialog::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("Export to"), m_path->text());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(formatEnding(m_look->format(), m_look->compression()).sliced(1));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        m_path->setText(path);
        if (const FileFormat named = fileFormat(path); named.format)
            m_look->follow(named);
        m_overwrite = true;
    });
    dialog->open();
}

/// What is wrong with it but for the file; or nothing.
QString ExportDialog::problemOf(const ExportRequest &request) const
{
    for (const QString &time : {request.since, request.until}) {
        if (!time.isEmpty() && !readFilterTime(time, FilterClock::here()))
            return tr("“%1” is no time: write it as 14:00, yesterday 9:00 or 2026-11-30.").arg(time);
    }
    return m_look->problem();
}

void ExportDialog::checkAndAccept()
{
    const ExportRequest wanted = request();
    QString problem = problemOf(wanted);
    const QFileInfo file(wanted.path);
    if (m_path->text().trimmed().isEmpty())
        problem = tr("Say which file to write.");
    else if (problem.isEmpty() && file.isDir())
        problem = tr("That is a folder: add a name for the file.");
    else if (problem.isEmpty() && !file.absoluteDir().exists())
        problem = tr("There is no folder %1: choose another one.").arg(file.absolutePath());
    else if (problem.isEmpty() && file.exists() && wanted.isLive)
        problem = tr("%1 is there already: choose another name.").arg(file.fileName());
    else if (problem.isEmpty() && file.exists() && !m_overwrite)
        problem =
            tr("%1 is there already: press Export again to replace it, or choose another name.").arg(file.fileName());
    if (problem.isEmpty()) {
        accept();
        return;
    }
    m_overwrite = file.exists() && file.isFile();
    QPalette colored = m_error->palette();
    colored.setColor(QPalette::WindowText, theme::bad(palette()));
    m_error->setPalette(colored);
    m_error->setText(visibleLine(problem, 1000));
    m_error->show();
}

} // namespace livebelt
