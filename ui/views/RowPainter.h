// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/filter/Filter.h"
#include "model/lists/RecordModel.h"
#include "ui/text/TextSpan.h"

#include <QFont>
#include <QObject>
#include <QPalette>
#include <memory>

class QMenu;
class QPainter;
class QWidget;

namespace livebelt {

/// How a row looks just now, whatever is in it.
struct RowLook
{
    bool isSelected = false;
    bool isCurrent = false; ///< of a list that has the keyboard
    bool isHovered = false;
    bool isActive = false;  ///< the list has the keyboard
    bool isFlagged = false; ///< marked by the person; the view shows that by itself
    TextSpan marked;        ///< what is selected within its text
};

/// What all rows of a view share.
struct RowStyle
{
    QFont font;
    QPalette palette;
    Qt::LayoutDirection direction = Qt::LeftToRight;
};

/// One row laid out: kept while it is near, painted as often as wanted. Keeps all that it needs of its record.
class RowLayout
{
public:
    RowLayout() = default;
    RowLayout(const RowLayout &) = delete;
    RowLayout &operator=(const RowLayout &) = delete;
    virtual ~RowLayout() = default;

    virtual int height() const = 0; ///< 0: not shown, as another row says it
    /// place is the row's rectangle, as wide as the contents.
    virtual void paint(QPainter &painter, const QRect &place, const RowLook &look) const = 0;
    /// What can be selected in it letter by letter, as it arrived.
    virtual QString text() const { return {}; }
    /// The place in text() nearest to a point of the row, -1 where there is no text.
    virtual int placeAt(const QPoint &) const { return -1; }
    /// An address that stands at the point, or nothing.
    virtual QString linkAt(const QPoint &) const { return {}; }
    /// The one that Enter follows: the first.
    virtual QString link() const { return {}; }
    /// Part by part what is shown, for those who hear it: of a table its cells.
    virtual QStringList spoken() const = 0;
    /// Where the part stands in the row.
    virtual QRect partPlace(int) const { return {}; }
};

/// Lays out the rows of a view: all that a view knows of what it shows. It belongs to the view. UI thread only.
class RowPainter : public QObject
{
    Q_OBJECT

public:
    /// Rows that may look different where others do. Both included.
    struct Rows
    {
        int first;
        int last;
    };

    using QObject::QObject;

    virtual void setStyle(const RowStyle &style) = 0;
    /// What a filter looks for stands out.
    virtual void setHighlights(const QList<ContainsTerm> &) {}
    /// Another list, or all of the same one anew: what was learned of it no longer holds.
    virtual void forget() {}
    /// Never nullptr. A row that is not in memory is laid out as such; that one is not kept.
    virtual std::unique_ptr<RowLayout> layOut(const RecordModel &model, int row, int width) = 0;
    /// What of rows around these has to be laid out anew where they come, go or change: it may depend on their
    /// neighbours.
    virtual Rows affected(const RecordModel &, Rows changed) { return changed; }
    /// Of one line: what a wheel and the keys go by, and a row that is not there yet.
    virtual int lineHeight() const = 0;
    /// Changes where every row has to be painted again though its layout holds.
    virtual quint32 epoch() const { return 0; }
    /// More than the room there is: the view scrolls sideways.
    virtual int contentWidth(int room) const { return room; }
    /// Stands above the rows, as wide as they are; the painter's own. nullptr: none.
    virtual QWidget *header() { return nullptr; }
    /// The contents begin that far to the left of what is seen.
    virtual void setHeaderOffset(int) {}
    /// A link of one of its rows was chosen: true where it is its own affair.
    virtual bool follow(const QString &) { return false; }
    /// Of a menu for this record: what it can do with it.
    virtual void addToMenu(QMenu &, const Record &) {}
    /// What the person has made of it, for the next time; empty: nothing.
    virtual QString settings() const { return {}; }
    virtual void restore(const QString &) {}
    /// A record as text for the clipboard, without the end of the line.
    virtual QString plainText(const Record &record) const = 0;

Q_SIGNALS:
    /// No layout holds any more: columns, a name, a colour has changed.
    void layoutsChanged();
    void settingsChanged();
};

} // namespace livebelt
