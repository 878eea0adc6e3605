// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/TimeSeek.h"

#include "model/lists/RecordListModel.h"
#include "ui/lists/FeedView.h"

namespace livebelt {

TimeSeek::TimeSeek(FeedView &view, RecordListModel &records, qint64 micros)
    : QObject(&view)
    , m_view(view)
    , m_records(records)
    , m_micros(micros)
    , m_low(records.seqAt(0))
    , m_high(records.end() + 1)
{
    connect(&records, &RecordListModel::recordsArrived, this, &TimeSeek::search);
    search();
}

void TimeSeek::search()
{
    while (m_low > 0 && m_low + 1 < m_high) {
        const quint64 middle = m_low + (m_high - m_low) / 2;
        const int row = m_records.rowOfSeq(middle);
        const Record *record = row < 0 ? nullptr : m_records.record(row);
        if (!record && row >= 0)
            return; // asked for; recordsArrived() says when it is there
        if (!record || record->when() <= m_micros)
            m_low = middle;
        else
            m_high = middle;
    }
    disconnect(&m_records, nullptr, this, nullptr);
    if (m_low > 0)
        m_view.goToSeq(m_low);
    deleteLater();
}

} // namespace livebelt
