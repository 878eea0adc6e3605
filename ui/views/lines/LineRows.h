// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/RowPainter.h"
#include "ui/views/lines/RecordDelegate.h"

namespace livebelt {

/// One line a record: time, level, subject, value, text and the rest of its fields.
class LineRows final : public RowPainter
{
    Q_OBJECT

public:
    using RowPainter::RowPainter;

    void setStyle(const RowStyle &style) override;
    void setHighlights(const QList<ContainsTerm> &terms) override { m_delegate.setHighlights(terms); }
    void forget() override;
    std::unique_ptr<RowLayout> layOut(const RecordModel &model, int row, int width) override;
    int lineHeight() const override { return m_delegate.rowHeight(); }
    quint32 epoch() const override { return m_delegate.epoch(); }
    QString plainText(const Record &record) const override;

    const RowStyle &style() const { return m_style; }
    const RecordDelegate &delegate() const { return m_delegate; }

private:
    RowStyle m_style;
    RecordDelegate m_delegate;
};

} // namespace livebelt
