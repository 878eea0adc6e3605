// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Record.h"

#include <QMenu>

namespace livebelt {

/// What can be done with one row: copy it or parts of it, and show only, or hide, what is like it. A value's copy of
/// the record is kept while the menu lives.
class RowMenu final : public QMenu
{
    Q_OBJECT

public:
    RowMenu(const Record &record, const QByteArray &feedName, const QString &filter, QWidget *parent = nullptr);

Q_SIGNALS:
    void copyRowsWanted();
    void filterWanted(const QString &filter);

private:
    void addCopies(const QByteArray &feedName);
    void addFilters(const QString &filter);
    void addFilterPair(const QString &filter, const QString &field, const QString &value, const QString &shown);

    Record m_record;
    QMenu *m_fields = nullptr;
};

} // namespace livebelt
