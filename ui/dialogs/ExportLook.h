// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/Workspace.h"

#include <QObject>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;

namespace livebelt {

/// The part of the export dialog that says how records are written: format, compression, columns, times. What a format
/// has no choice of is hidden.
class ExportLook final : public QObject
{
    Q_OBJECT

public:
    /// Adds its rows to the form, whose parent widget owns them.
    ExportLook(QFormLayout *form, QWidget *parent);

    void fill(ExportRequest &request) const;
    /// What is wrong with what was typed, as a sentence; or nothing.
    QString problem() const;
    const ExportFormat &format() const;
    Compression compression() const;
    /// As the name of a file says.
    void follow(const FileFormat &named);

Q_SIGNALS:
    void changed();
    void endingChanged(); ///< format or compression were chosen

private:
    enum Columns { EachField, Json, Named };
    void addFormats();
    void addColumns(QFormLayout *form, QWidget *parent);
    void addTimes(QFormLayout *form, QWidget *parent);
    void showChoices();
    QStringList columnNames() const;

    QComboBox *m_format;
    QComboBox *m_compression;
    QComboBox *m_columns;
    QLineEdit *m_columnNames;
    QCheckBox *m_plainCsv;
    QComboBox *m_times;
    QComboBox *m_zone;
    QLabel *m_columnsLabel = nullptr;
    QLabel *m_timesLabel = nullptr;
};

} // namespace livebelt
