// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/text/KeptText.h"
#include "ui/text/ShownText.h"
#include "ui/views/RowPainter.h"
#include "ui/views/table/TableHeader.h"

namespace livebelt {

/// What a cell of a table says.
struct CellText
{
    QByteArray text;
    bool isNumber = false;
    bool isNull = false; ///< the text stands for a value that is null
};

CellText cellText(const TableColumn &column, const Record &record, bool withDate);

/// One row of a table, laid out.
class TableLayout final : public RowLayout
{
public:
    struct Setting
    {
        RowStyle style;
        QFont fixed; ///< of texts; of numbers where digits are not of one width
        QFont numbers;
        TableColumns columns;
        std::vector<TableHeader::Section> sections;
        QStringList text, subject, field; ///< words that stand out
        int lineHeight = 20;
        int margin = 8;
        bool withDate = false;
    };

    TableLayout(const Record &record, const Setting &setting, int width);
    /// Of a row that is not in memory.
    TableLayout(const QString &missing, const Setting &setting, int width);

    /// A column whose number does not fit, and the width that it wants.
    struct Narrow
    {
        int column = -1;
        int wanted = 0;
    };
    Narrow narrow() const { return m_narrow; }

    int height() const override { return m_height; }
    void paint(QPainter &painter, const QRect &place, const RowLook &look) const override;
    QString text() const override { return m_text; }
    int placeAt(const QPoint &point) const override;
    QStringList spoken() const override;
    QRect partPlace(int part) const override;

private:
    struct Cell
    {
        QString title;
        QRect place; ///< of the text, in the row
        ShownText said;
        KeptText text;
        int first = 0; ///< in text()
        bool isQuiet = false;
        QColor ink;
    };
    void add(Cell cell);
    void addCell(const Record &record, const TableHeader::Section &section, const Setting &setting, int width);
    void addNotice(const Record &record, const Setting &setting, int width);

    std::vector<Cell> m_cells;
    QString m_text;
    QPalette m_palette;
    Qt::LayoutDirection m_direction;
    QColor m_edge; ///< valid: of a level that has to be seen
    QColor m_dot;  ///< valid: of a notice
    QPoint m_dotAt;
    Narrow m_narrow;
    int m_height;
};

} // namespace livebelt
