// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/RowPainter.h"
#include "ui/views/table/FieldCensus.h"
#include "ui/views/table/TableHeader.h"

#include <QPointer>
#include <map>

namespace livebelt {

/// Records as rows of a table: one line each, whatever is in them. Which fields have columns the first 200 records
/// choose, until the person does.
class TableRows final : public RowPainter
{
    Q_OBJECT

public:
    explicit TableRows(QObject *parent = nullptr);
    ~TableRows() override;

    /// Programs and files: their columns stand under one another.
    void setFixedPitch(bool on);

    void setStyle(const RowStyle &style) override;
    void setHighlights(const QList<ContainsTerm> &terms) override;
    void forget() override;
    std::unique_ptr<RowLayout> layOut(const RecordModel &model, int row, int width) override;
    int lineHeight() const override { return m_lineHeight; }
    int contentWidth(int room) const override;
    QWidget *header() override { return m_header; }
    void setHeaderOffset(int pixels) override { m_header->setOffset(pixels); }
    void addToMenu(QMenu &menu, const Record &record) override;
    QString settings() const override;
    void restore(const QString &settings) override;
    QString plainText(const Record &record) const override;

    TableHeader &columns() const { return *m_header; }

private:
    void learn(const RecordModel &model, int row, int width);
    void choose(int width);
    void announce();
    QFont textFont() const;
    QFont numberFont() const;
    QList<int> wantedWidths(int width) const;

    QPointer<TableHeader> m_header;
    RowStyle m_style;
    FieldCensus m_census;
    Records m_samples; ///< what the widths are taken from
    QStringList m_textHighlights, m_subjectHighlights, m_fieldHighlights;
    std::map<int, int> m_narrow; ///< columns, and how wide their numbers want them to be
    std::map<int, int> m_asked;  ///< the widest that was wanted of each
    quint64 m_learned = 0;       ///< the newest seq that was counted
    int m_chosenAt = 0;          ///< how many had been counted
    int m_lineHeight = 20;
    int m_margin = 8;
    bool m_isByPerson = false;
    bool m_withDate = false;
    bool m_isFixedPitch = false;
    bool m_isAnnounced = false;
};

} // namespace livebelt
