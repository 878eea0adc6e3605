// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/Workspace.h"

#include <QHash>
#include <QWidget>

class QVBoxLayout;

namespace livebelt {

class ExportRow;

/// All exports of this session that have not been dismissed, one a row; hidden while there are none.
class ExportStrip final : public QWidget
{
    Q_OBJECT

public:
    explicit ExportStrip(QWidget *parent = nullptr);

    void add(int id, const QString &feedName, const QString &path);
    /// May come before add().
    void take(const ExportProgress &progress);
    ExportRow *row(int id) const { return m_rows.value(id); }
    bool hasRunning() const;

Q_SIGNALS:
    void cancelRequested(int id);
    void folderRequested(const QString &path);

private:
    void dismiss(int id);
    QVBoxLayout *m_layout;
    QHash<int, ExportRow *> m_rows;
    QHash<int, ExportProgress> m_early; ///< came before add()
};

} // namespace livebelt
