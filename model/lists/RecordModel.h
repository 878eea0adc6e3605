// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Record.h"

#include <QAbstractListModel>

namespace livebelt {

/// What a list of records looks like to a view, whether it shows all of a feed or only what a filter lets through.
/// One row a record, the oldest first. UI thread only.
class RecordModel : public QAbstractListModel
{
    Q_OBJECT

public:
    /// The texts that data() gives are cut to what fits in a row (displayBytes); record() gives them as they are.
    enum Role {
        SeqRole = Qt::UserRole + 1, ///< quint64
        WhenRole,                   ///< qint64, microseconds since 1970 UTC
        KindRole,                   ///< int, a RecordKind
        SubjectRole,                ///< QString
        ValueRole,                  ///< double, or invalid
        UnitRole,                   ///< QString
        MissingRole                 ///< bool: not in memory; Qt::DisplayRole says why
    };
    static constexpr qsizetype displayBytes = 1024;

    using QAbstractListModel::QAbstractListModel;

    /// nullptr where it is not in memory: then it has been asked for, and dataChanged() says when it came.
    /// Valid until control goes back to the event loop. May be an excerpt: see isExcerpt().
    virtual const Record *record(int row) const = 0;
    /// 0 for a row that is not there.
    virtual quint64 seqAt(int row) const = 0;
    /// The row of exactly this record; -1 where it is not in the list.
    virtual int rowOfSeq(quint64 seq) const = 0;
    /// The row of the newest record that is not newer than seq; -1 where there is none.
    virtual int rowAtOrBefore(quint64 seq) const = 0;
    /// In a list of several feeds, the name of this row's.
    virtual QString originName(int) const { return {}; }
    /// Why record() gives nothing: a short text for the row's place.
    virtual QString missingText(int row) const = 0;

    /// What reader has on its screen: it stays in memory until reader says otherwise or is destroyed.
    /// At most 1,024 rows count; an empty range (last < first) lets go.
    virtual void setReading(const QObject *reader, int firstRow, int lastRow) = 0;

    /// A record with huge texts is kept cut short. requestWhole() gets all of one such record (one at a time);
    /// dataChanged() says when record() has it.
    virtual bool isExcerpt(int row) const = 0;
    virtual void requestWhole(int row) = 0;

    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QHash<int, QByteArray> roleNames() const override;
};

} // namespace livebelt
