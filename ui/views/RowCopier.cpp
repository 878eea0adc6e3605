// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/RowCopier.h"

#include "model/lists/RecordModel.h"
#include "ui/theme/Format.h"

#include <QClipboard>
#include <QGuiApplication>
#include <utility>

namespace livebelt {

RowCopier::RowCopier(QObject *parent) : QObject(parent) {}

void RowCopier::copy(RecordModel &model, std::vector<std::pair<quint64, quint64>> ranges,
                     std::function<QString(const Record &)> asText)
{
    cancel();
    if (ranges.empty())
        return;
    m_model = &model;
    m_ranges = std::move(ranges);
    m_asText = std::move(asText);
    m_range = 0;
    m_next = m_ranges.front().first;
    connect(&model, &QAbstractItemModel::dataChanged, this, &RowCopier::goOn);
    connect(&model, &QAbstractItemModel::modelReset, this, &RowCopier::cancel);
    goOn();
}

void RowCopier::cancel()
{
    if (m_model)
        m_model->disconnect(this);
    m_model = nullptr;
    m_text.clear();
    m_rows = 0;
    m_cut = false;
}

void RowCopier::goOn()
{
    while (m_model) {
        const int row = m_model->rowAtOrBefore(m_next - 1) + 1;
        const quint64 seq = m_model->seqAt(row);
        if (seq == 0 || seq > m_ranges[m_range].second) {
            if (++m_range == m_ranges.size()) {
                finish();
                return;
            }
            m_next = m_ranges[m_range].first;
            continue;
        }
        if (m_rows >= mostRows || m_text.size() >= mostLetters) {
            m_cut = true;
            finish();
            return;
        }
        const Record *record = m_model->record(row);
        if (!record && m_model->missingText(row).isEmpty())
            return; // under way: dataChanged() goes on from here
        if (record)
            m_text += m_asText(*record) + u'\n';
        ++m_rows;
        m_next = seq + 1;
    }
}

void RowCopier::finish()
{
    const int rows = m_rows;
    const bool cut = m_cut;
    QGuiApplication::clipboard()->setText(m_text);
    cancel();
    const QString number = format::count(quint64(rows));
    if (cut)
        Q_EMIT finished(tr("Copied the first %1 rows; export the selection to get all of them.").arg(number));
    else
        Q_EMIT finished(rows == 1 ? tr("Copied 1 row.") : tr("Copied %1 rows.").arg(number));
}

} // namespace livebelt
