// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Record.h"

#include <QTextEdit>

namespace livebelt {

/// A record for reading: its text (JSON indented), its number, its times in local time and UTC, and its fields as a
/// table. Everything can be selected; nothing of the record is read as markup.
class PrettyView final : public QTextEdit
{
    Q_OBJECT

public:
    /// Of each text this much is shown; the rest stands under Raw.
    static constexpr qsizetype longestText = 64 * 1024;

    explicit PrettyView(QWidget *parent = nullptr);
    void setRecord(const Record &record);

protected:
    void changeEvent(QEvent *event) override;

private:
    void rebuild();
    Record m_record;
};

} // namespace livebelt
