// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Record.h"

#include <QWidget>

namespace livebelt {

class FieldTree;
class PrettyView;

/// A record for reading: its text, as high as it needs up to half of the room, and below it its fields.
class PrettyPage final : public QWidget
{
    Q_OBJECT

public:
    explicit PrettyPage(QWidget *parent = nullptr);
    void setRecord(const Record &record);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void shareRoom();
    PrettyView *m_text;
    FieldTree *m_fields;
};

} // namespace livebelt
