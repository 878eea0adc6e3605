// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Record.h"

#include <QObject>
#include <QString>
#include <functional>
#include <vector>

namespace livebelt {

class RecordModel;

/// Puts ranges of rows on the clipboard, waiting for those that are not in memory. One at a time: a new one ends the
/// last.
class RowCopier final : public QObject
{
    Q_OBJECT

public:
    static constexpr int mostRows = 10'000;
    static constexpr qsizetype mostLetters = 16 * 1024 * 1024;

    explicit RowCopier(QObject *parent = nullptr);

    /// First and last seq of each, both included, in order. asText makes a line of a record. model must live until
    /// finished() or cancel().
    void copy(RecordModel &model, std::vector<std::pair<quint64, quint64>> ranges,
              std::function<QString(const Record &)> asText);
    void cancel();

Q_SIGNALS:
    void finished(const QString &sentence); ///< what was copied, for people

private:
    void goOn();
    void finish();

    RecordModel *m_model = nullptr;
    std::vector<std::pair<quint64, quint64>> m_ranges;
    std::function<QString(const Record &)> m_asText;
    size_t m_range = 0;
    quint64 m_next = 0;
    int m_rows = 0;
    bool m_cut = false;
    QString m_text;
};

} // namespace livebelt
