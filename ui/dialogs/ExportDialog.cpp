// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/ExportDialog.h"

#include "ui/theme/Caption.h"
#include "ui/theme/Format.h"
#include "ui/theme/Theme.h"
#include "ui/theme/VisibleText.h"

#include <QButtonGroup>
#include <QCheckBox>
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

ExportDialog::ExportDialog(const FeedStatus &feed, QWidget *parent)
    : QDialog(parent)
    , m_feed(feed)
    , m_scopes(new QButtonGroup(this))
    , m_scopeColumn(new QVBoxLayout)
    , m_format(new QComboBox(this))
    , m_columns(new QComboBox(this))
    , m_columnNames(new QLineEdit(this))
    , m_plainCsv(new QCheckBox(tr("&Leave formulas in cells as they are"), this))
    , m_path(new QLineEdit(this))
    , m_error(new QLabel(this))
{
    setWindowTitle(tr("Export"));
    setMinimumWidth(540);
    auto *title = new QLabel(tr("Export “%1”").arg(visibleLine(feed.name, 50)), this);
    title->setTextFormat(Qt::PlainText);
    title->setFont(theme::scaled(font(), 1.3, true));
    m_format->addItem(tr("CSV – for spreadsheets"), u"csv"_s);
    m_format->addItem(tr("JSON Lines – for programs"), u"jsonl"_s);
    m_format->setObjectName(u"format"_s);
    m_format->setAccessibleName(tr("Format"));
    m_columns->addItem(tr("One for each field"), EachField);
    m_columns->addItem(tr("One for all fields, as JSON"), Json);
    m_columns->addItem(tr("Only these:"), Named);
    m_columns->setObjectName(u"columns"_s);
    m_columns->setAccessibleName(tr("Columns"));
    m_columns->setToolTip(tr("The fields of the first 1,000 records get columns, and all others one together."));
    m_columnNames->setObjectName(u"columnNames"_s);
    m_columnNames->setAccessibleName(tr("Names of the columns"));
    m_columnNames->setPlaceholderText(u"time,subject,temperature"_s);
    m_plainCsv->setObjectName(u"plainCsv"_s);
    m_plainCsv->setToolTip(tr("Otherwise a cell that a spreadsheet might run gets an apostrophe in front."));
    m_path->setObjectName(u"path"_s);
    m_path->setAccessibleName(tr("File to write"));
    m_error->setTextFormat(Qt::PlainText);
    m_error->setWordWrap(true);
    m_error->setObjectName(u"error"_s);
    m_error->hide();
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
    form->addRow(tr("&Format"), m_format);
    auto *columns = new QHBoxLayout;
    columns->setSpacing(8);
    columns->addWidget(m_columns);
    columns->addWidget(m_columnNames, 1);
    auto *columnsLabel = new QLabel(tr("Col&umns"), this);
    columnsLabel->setObjectName(u"columnsLabel"_s);
    columnsLabel->setBuddy(m_columns);
    form->addRow(columnsLabel, columns);
    form->addRow(QString(), m_plainCsv);
    auto *fileLabel = new QLabel(tr("Fi&le"), this);
    fileLabel->setBuddy(m_path);
    form->addRow(fileLabel, file);
    auto *buttons = new QHBoxLayout;
    auto *cancel = new QPushButton(tr("Cancel"), this);
    auto *start = new QPushButton(tr("&Export"), this);
    cancel->setObjectName(u"cancel"_s);
    start->setObjectName(u"start"_s);
    start->setDefault(true);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(start);
    auto *hint = new Caption(tr("The file appears when it is whole; the window stays free meanwhile."), this);
    hint->setWordWrap(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 16);
    layout->setSpacing(14);
    layout->addWidget(title);
    layout->addLayout(form);
    layout->addWidget(hint);
    layout->addWidget(m_error);
    layout->addStretch();
    layout->addLayout(buttons);

    showCsvChoices();

    QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    if (!QDir(folder).exists())
        folder = QDir::homePath();
    const QString when = QDateTime::currentDateTime().toString(u"yyyy-MM-dd-HHmmss"_s);
    m_path->setText(folder + u'/' + format::fileName(feed.name) + u'-' + when + u".csv"_s);
    connect(browse, &QPushButton::clicked, this, &ExportDialog::chooseFile);
    connect(m_format, &QComboBox::currentIndexChanged, this, &ExportDialog::followFormat);
    connect(m_columns, &QComboBox::currentIndexChanged, this, &ExportDialog::showCsvChoices);
    connect(m_path, &QLineEdit::textEdited, this, [this] { m_overwrite = false; });
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(start, &QPushButton::clicked, this, &ExportDialog::checkAndAccept);
}

QStringList ExportDialog::columnNames() const
{
    QStringList names;
    const QStringList parts = m_columnNames->text().split(u',');
    for (const QString &part : parts)
        names << part.trimmed();
    return names;
}

void ExportDialog::showCsvChoices()
{
    const bool isCsv = m_format->currentData() == u"csv"_s;
    m_plainCsv->setVisible(isCsv);
    m_columns->setVisible(isCsv);
    m_columnNames->setVisible(isCsv && m_columns->currentData() == Named);
    findChild<QLabel *>(u"columnsLabel"_s)->setVisible(isCsv);
}

void ExportDialog::addScope(Scope scope, const QString &text)
{
    auto *button = new QRadioButton(QString(text).replace(u'&', u"&&"_s), this);
    m_scopes->addButton(button, scope);
    m_scopeColumn->addWidget(button);
}

void ExportDialog::setScopes(const QString &filter, quint64 shown, std::optional<std::pair<quint64, quint64>> selection)
{
    m_filter = filter;
    if (!filter.isEmpty()) {
        addScope(Filtered,
                 tr("Only what the filter shows: %1 (%2 so far)").arg(visibleLine(filter, 40), format::count(shown)));
        m_scopes->button(Filtered)->setChecked(true);
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
    request.format = m_format->currentData().toString();
    request.hasPlainCsv = m_plainCsv->isChecked();
    request.csvFields = m_columns->currentData() == Json ? CsvFields::Json : CsvFields::Columns;
    if (m_columns->currentData() == Named)
        request.columns = columnNames();
    request.path = QDir::cleanPath(QDir::home().absoluteFilePath(m_path->text().trimmed()));
    const int scope = m_scopes->checkedId();
    // A selection in a filtered list holds the matches only.
    if (scope != All)
        request.filter = m_filter;
    if (scope == Selected) {
        request.firstSeq = m_selection.first;
        request.lastSeq = m_selection.second;
    }
    return request;
}

void ExportDialog::followFormat()
{
    showCsvChoices();
    QString path = m_path->text();
    for (const QString &ending : {u".csv"_s, u".jsonl"_s}) {
        if (path.endsWith(ending))
            path.chop(ending.size());
    }
    m_path->setText(path + u'.' + m_format->currentData().toString());
    m_overwrite = false;
}

void ExportDialog::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("Export to"), m_path->text());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(m_format->currentData().toString());
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        m_path->setText(path);
        m_overwrite = true;
    });
    dialog->open();
}

void ExportDialog::checkAndAccept()
{
    QString problem;
    const QFileInfo file(request().path);
    const bool hasNames = m_format->currentData() == u"csv"_s && m_columns->currentData() == Named;
    const auto columns = hasNames ? csvColumnsNamed(columnNames()) : csvColumnsWithJson();
    if (m_path->text().trimmed().isEmpty())
        problem = tr("Say which file to write.");
    else if (!columns)
        problem = columns.error();
    else if (file.isDir())
        problem = tr("That is a folder: add a name for the file.");
    else if (!file.absoluteDir().exists())
        problem = tr("There is no folder %1: choose another one.").arg(file.absolutePath());
    else if (file.exists() && !m_overwrite)
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
