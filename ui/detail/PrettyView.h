// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Record.h"

#include <QTextEdit>

namespace livebelt {

/// The text of a record for reading: JSON indented, a message as it was written. Can be selected, and is copied as it
/// arrived; nothing of it is read as markup.
class PrettyView final : public QTextEdit
{
    Q_OBJECT

public:
    /// Of a text this much is shown; the rest stands under Raw.
    static constexpr qsizetype longestText = 64 * 1024;

    explicit PrettyView(QWidget *parent = nullptr);
    void setRecord(const Record &record);

protected:
    void changeEvent(QEvent *event) override;
    QMimeData *createMimeDataFromSelection() const override;

private:
    void rebuild();
    void addText(QTextCursor &cursor, const QString &text, const QTextCharFormat &format);
    Record m_record;
};

} // namespace livebelt
