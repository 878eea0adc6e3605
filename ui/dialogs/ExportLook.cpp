// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/ExportLook.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

/// What a person reads of a format.
QString titleOf(const ExportFormat &format)
{
    if (format.name == "csv"_L1)
        return ExportLook::tr("CSV – for spreadsheets");
    if (format.name == "tsv"_L1)
        return ExportLook::tr("TSV – a record on each line");
    if (format.name == "jsonl"_L1)
        return ExportLook::tr("JSON Lines – for programs");
    if (format.name == "json"_L1)
        return ExportLook::tr("JSON – one array");
    if (format.name == "sqlite"_L1)
        return ExportLook::tr("SQLite – a database");
    if (format.name == "influx"_L1)
        return ExportLook::tr("InfluxDB line protocol");
    if (format.name == "text"_L1)
        return ExportLook::tr("What arrived, byte for byte");
    if (format.name == "transcript"_L1)
        return ExportLook::tr("Transcript – text for people");
    return ExportLook::tr("Transcript – a page for a browser");
}

QHBoxLayout *row(std::initializer_list<QWidget *> widgets)
{
    auto *layout = new QHBoxLayout;
    layout->setSpacing(8);
    for (QWidget *widget : widgets)
        layout->addWidget(widget);
    layout->addStretch();
    return layout;
}

void name(QWidget *widget, const QString &objectName, const QString &accessible)
{
    widget->setObjectName(objectName);
    widget->setAccessibleName(accessible);
}

} // namespace

ExportLook::ExportLook(QFormLayout *form, QWidget *parent)
    : QObject(parent)
    , m_format(new QComboBox(parent))
    , m_compression(new QComboBox(parent))
    , m_columns(new QComboBox(parent))
    , m_columnNames(new QLineEdit(parent))
    , m_plainCsv(new QCheckBox(tr("&Leave formulas in cells as they are"), parent))
    , m_times(new QComboBox(parent))
    , m_zone(new QComboBox(parent))
{
    addFormats();
    auto *formatLabel = new QLabel(tr("&Format"), parent);
    formatLabel->setBuddy(m_format);
    form->addRow(formatLabel, row({m_format, m_compression}));
    addColumns(form, parent);
    addTimes(form, parent);
    showChoices();
    connect(m_format, &QComboBox::currentIndexChanged, this, &ExportLook::showChoices);
    connect(m_columns, &QComboBox::currentIndexChanged, this, &ExportLook::showChoices);
    for (QComboBox *box : {m_format, m_compression}) {
        connect(box, &QComboBox::activated, this, &ExportLook::endingChanged);
        connect(box, &QComboBox::currentIndexChanged, this, &ExportLook::endingChanged);
    }
    for (QComboBox *box : {m_format, m_compression, m_columns, m_times})
        connect(box, &QComboBox::currentIndexChanged, this, &ExportLook::changed);
    connect(m_zone, &QComboBox::currentTextChanged, this, &ExportLook::changed);
    connect(m_columnNames, &QLineEdit::textChanged, this, &ExportLook::changed);
    connect(m_plainCsv, &QCheckBox::toggled, this, &ExportLook::changed);
}

void ExportLook::addFormats()
{
    for (const ExportFormat &format : exportFormats())
        m_format->addItem(titleOf(format), QString(format.name));
    const auto jsonLines = m_format->findData(u"jsonl"_s);
    m_format->insertItem(1, m_format->itemText(jsonLines), m_format->itemData(jsonLines)); // those wanted most
    m_format->removeItem(jsonLines + 1);
    m_compression->addItem(tr("Not packed"), int(Compression::None));
    m_compression->addItem(tr("gzip"), int(Compression::Gzip));
    m_compression->addItem(tr("zstd"), int(Compression::Zstd));
    name(m_format, u"format"_s, tr("Format"));
    name(m_compression, u"compression"_s, tr("Compression"));
}

void ExportLook::addColumns(QFormLayout *form, QWidget *parent)
{
    m_columns->addItem(tr("One for each field"), EachField);
    m_columns->addItem(tr("One for all fields, as JSON"), Json);
    m_columns->addItem(tr("Only these:"), Named);
    m_columns->setToolTip(
        tr("Of CSV and TSV, the fields of the first 1,000 records get columns, and all others one together."));
    m_columnNames->setPlaceholderText(u"time,subject,temperature"_s);
    m_columnNames->setMinimumWidth(200);
    m_plainCsv->setObjectName(u"plainCsv"_s);
    m_plainCsv->setToolTip(tr("Otherwise a cell that a spreadsheet might run gets an apostrophe in front."));
    name(m_columns, u"columns"_s, tr("Columns"));
    name(m_columnNames, u"columnNames"_s, tr("Names of the columns"));
    m_columnsLabel = new QLabel(tr("Col&umns"), parent);
    m_columnsLabel->setObjectName(u"columnsLabel"_s);
    m_columnsLabel->setBuddy(m_columns);
    form->addRow(m_columnsLabel, row({m_columns, m_columnNames}));
    form->addRow(QString(), m_plainCsv);
}

void ExportLook::addTimes(QFormLayout *form, QWidget *parent)
{
    m_times->addItem(u"2026-11-22T10:15:30.123456Z"_s, int(TimeFormat::Rfc3339));
    m_times->addItem(u"2026-11-22 10:15:30.123456"_s, int(TimeFormat::Plain));
    m_times->addItem(tr("Seconds since 1970"), int(TimeFormat::Seconds));
    m_times->addItem(tr("Milliseconds since 1970"), int(TimeFormat::Milliseconds));
    m_times->addItem(tr("Microseconds since 1970"), int(TimeFormat::Microseconds));
    m_zone->setEditable(true);
    m_zone->addItems({u"UTC"_s, u"local"_s});
    if (const QString here = QString::fromUtf8(QTimeZone::systemTimeZoneId()); here != "UTC"_L1 && !here.isEmpty())
        m_zone->addItem(here);
    m_zone->setToolTip(tr("The zone that times are written in: UTC, local, or a name as Europe/Berlin."));
    name(m_times, u"times"_s, tr("How times are written"));
    name(m_zone, u"zone"_s, tr("Time zone"));
    m_timesLabel = new QLabel(tr("&Times"), parent);
    m_timesLabel->setBuddy(m_times);
    form->addRow(m_timesLabel, row({m_times, m_zone}));
}

const ExportFormat &ExportLook::format() const
{
    return *exportFormat(m_format->currentData().toString());
}

Compression ExportLook::compression() const
{
    return Compression(m_compression->currentData().toInt());
}

void ExportLook::follow(const FileFormat &named)
{
    const QSignalBlocker noEnding(this);
    if (named.format)
        m_format->setCurrentIndex(m_format->findData(QString(named.format->name)));
    m_compression->setCurrentIndex(m_compression->findData(int(named.compression)));
}

QStringList ExportLook::columnNames() const
{
    QStringList names;
    const QStringList parts = m_columnNames->text().split(u',');
    for (const QString &part : parts)
        names << part.trimmed();
    return names;
}

void ExportLook::showChoices()
{
    const bool hasColumns = format().has(ExportFormat::Columns), hasCells = format().has(ExportFormat::Cells);
    if (!hasCells && hasColumns && m_columns->currentData() == Json)
        m_columns->setCurrentIndex(0); // it is their own way
    m_plainCsv->setVisible(hasCells);
    m_columns->setVisible(hasColumns);
    m_columnNames->setVisible(hasColumns && m_columns->currentData() == Named);
    m_columnsLabel->setVisible(hasColumns);
    const bool hasTimes = !format().has(ExportFormat::OwnTimes);
    m_times->setVisible(hasTimes);
    m_zone->setVisible(hasTimes);
    m_timesLabel->setVisible(hasTimes);
}

QString ExportLook::problem() const
{
    if (format().has(ExportFormat::Columns) && m_columns->currentData() == Named) {
        if (const auto columns = csvColumnsNamed(columnNames()); !columns)
            return columns.error();
    }
    if (format().has(ExportFormat::OwnTimes))
        return {};
    const auto zone = timeZoneNamed(m_zone->currentText().trimmed());
    return zone ? QString() : zone.error();
}

void ExportLook::fill(ExportRequest &request) const
{
    request.format = format().name;
    request.compression = compression();
    request.hasPlainCsv = format().has(ExportFormat::Cells) && m_plainCsv->isChecked();
    request.csvFields = m_columns->currentData() == Json ? CsvFields::Json : CsvFields::Columns;
    if (format().has(ExportFormat::Columns) && m_columns->currentData() == Named)
        request.columns = columnNames();
    const auto zone = timeZoneNamed(m_zone->currentText().trimmed());
    if (!format().has(ExportFormat::OwnTimes))
        request.times = TimeStyle{TimeFormat(m_times->currentData().toInt()), zone ? *zone : QTimeZone::utc()};
}

} // namespace livebelt
