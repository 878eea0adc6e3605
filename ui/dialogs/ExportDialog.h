// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/lists/FeedStatus.h"
#include "ui/Workspace.h"
#include <livebelt/async/Scope.h>

#include <QDialog>
#include <functional>
#include <optional>

class QButtonGroup;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QVBoxLayout;

namespace livebelt {

class ExportLook;

/// What of a feed to write, in which format and where; and what that will come to, roughly. Accepted when the request
/// is whole; it does not export itself.
class ExportDialog final : public QDialog
{
    Q_OBJECT

public:
    /// Workspace::estimateExport().
    using Estimate = std::function<async::Task<Result<ExportEstimate>>(ExportRequest)>;

    explicit ExportDialog(const FeedStatus &feed, QWidget *parent = nullptr);

    /// What the list shows and what is selected in it: more scopes to choose from.
    void setScopes(const QString &filter, quint64 shown, std::optional<std::pair<quint64, quint64>> selection);
    /// From now on it says what the export will come to.
    void setEstimate(Estimate estimate);
    ExportRequest request() const;

private:
    enum Scope { All, Filtered, Selected, Live };
    void addScope(Scope scope, const QString &text);
    void addTimeRange(QFormLayout *form);
    void addRotation();
    void chooseFile();
    void followFormat();
    void followScope();
    void estimateAnew();
    async::Task<void> showEstimate();
    QString problemOf(const ExportRequest &request) const;
    void checkAndAccept();

    FeedStatus m_feed;
    QString m_filter;
    std::pair<quint64, quint64> m_selection{1, 0};
    QButtonGroup *m_scopes;
    QVBoxLayout *m_scopeColumn;
    QComboBox *m_rotation;
    QLineEdit *m_since;
    QLineEdit *m_until;
    QLabel *m_rangeLabel = nullptr;
    QWidget *m_range = nullptr;
    QLineEdit *m_path;
    QLabel *m_estimateText;
    QLabel *m_error;
    ExportLook *m_look = nullptr;
    bool m_overwrite = false; ///< the file dialog has asked already
    Estimate m_estimate;
    std::optional<async::Scope> m_estimating; ///< last: its task uses the rest
};

} // namespace livebelt
