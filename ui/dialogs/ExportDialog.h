// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/lists/FeedStatus.h"
#include "ui/Workspace.h"

#include <QDialog>
#include <optional>

class QButtonGroup;
class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QVBoxLayout;

namespace livebelt {

/// What of a feed to write, in which format and where. Accepted when the request is whole; it does not export itself.
class ExportDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit ExportDialog(const FeedStatus &feed, QWidget *parent = nullptr);

    /// What the list shows and what is selected in it: more scopes to choose from.
    void setScopes(const QString &filter, quint64 shown, std::optional<std::pair<quint64, quint64>> selection);
    ExportRequest request() const;

private:
    enum Scope { All, Filtered, Selected };
    enum Columns { EachField, Json, Named };
    void addScope(Scope scope, const QString &text);
    void chooseFile();
    void followFormat();
    void showCsvChoices();
    QStringList columnNames() const;
    void checkAndAccept();

    FeedStatus m_feed;
    QString m_filter;
    std::pair<quint64, quint64> m_selection{1, 0};
    QButtonGroup *m_scopes;
    QVBoxLayout *m_scopeColumn;
    QComboBox *m_format;
    QComboBox *m_columns;
    QLineEdit *m_columnNames;
    QCheckBox *m_plainCsv;
    QLineEdit *m_path;
    QLabel *m_error;
    bool m_overwrite = false; ///< the file dialog has asked already
};

} // namespace livebelt
