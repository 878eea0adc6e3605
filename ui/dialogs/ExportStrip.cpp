// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/ExportStrip.h"

#include "ui/dialogs/ExportRow.h"

#include <QVBoxLayout>
#include <algorithm>

namespace livebelt {

ExportStrip::ExportStrip(QWidget *parent) : QWidget(parent), m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins(0, 2, 0, 2);
    m_layout->setSpacing(0);
    setAccessibleName(tr("Exports"));
    hide();
}

void ExportStrip::add(int id, const QString &feedName, const QString &path)
{
    auto *row = new ExportRow(feedName, path, this);
    m_rows.insert(id, row);
    m_layout->addWidget(row);
    connect(row, &ExportRow::cancelRequested, this, [this, id] { Q_EMIT cancelRequested(id); });
    connect(row, &ExportRow::folderRequested, this, &ExportStrip::folderRequested);
    connect(row, &ExportRow::dismissed, this, [this, id] { dismiss(id); });
    if (m_early.contains(id))
        row->setProgress(m_early.take(id));
    show();
}

void ExportStrip::take(const ExportProgress &progress)
{
    if (ExportRow *row = m_rows.value(progress.id))
        row->setProgress(progress);
    else if (progress.id > 0 && progress.state != ExportProgress::State::Cancelled)
        m_early.insert(progress.id, progress);
}

bool ExportStrip::hasRunning() const
{
    return std::any_of(m_rows.begin(), m_rows.end(), [](const ExportRow *row) { return row->isRunning(); });
}

void ExportStrip::dismiss(int id)
{
    if (ExportRow *row = m_rows.take(id)) {
        m_layout->removeWidget(row);
        row->deleteLater();
    }
    setVisible(!m_rows.isEmpty());
}

} // namespace livebelt
