// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

namespace livebelt {

class RecordModel;

/// Puts a range of rows on the clipboard, waiting for those that are not in memory. One at a time: a new one ends the
/// last.
class RowCopier final : public QObject
{
    Q_OBJECT

public:
    static constexpr int mostRows = 10'000;
    static constexpr qsizetype mostLetters = 16 * 1024 * 1024;

    explicit RowCopier(QObject *parent = nullptr);

    /// Both seqs included. model must live until finished() or cancel().
    void copy(RecordModel &model, quint64 firstSeq, quint64 lastSeq);
    void cancel();

Q_SIGNALS:
    void finished(const QString &sentence); ///< what was copied, for people

private:
    void goOn();
    void finish();

    RecordModel *m_model = nullptr;
    quint64 m_next = 0;
    quint64 m_last = 0;
    int m_rows = 0;
    bool m_cut = false;
    QString m_text;
};

} // namespace livebelt
