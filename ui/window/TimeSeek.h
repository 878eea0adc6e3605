// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace livebelt {

class FeedView;
class RecordListModel;

/// Brings a view to the newest record at or before an instant: a binary search that waits for the pages it lands on.
/// Deletes itself when it is there, and with the view.
class TimeSeek final : public QObject
{
    Q_OBJECT

public:
    /// micros since 1970 UTC.
    TimeSeek(FeedView &view, RecordListModel &records, qint64 micros);

private:
    void search();
    FeedView &m_view;
    RecordListModel &m_records;
    qint64 m_micros;
    quint64 m_low;  ///< seq: at or before the instant as far as is known
    quint64 m_high; ///< seq: after it
};

} // namespace livebelt
