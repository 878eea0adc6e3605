// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/filter/FilterRemark.h"
#include "ui/lists/LineEdit.h"

#include <QPointer>
#include <optional>

namespace livebelt {

/// The line of a FilterBar: what is wrong in it has a wavy line below it.
class FilterEdit final : public LineEdit
{
    Q_OBJECT

public:
    using LineEdit::LineEdit;

    /// Marks a place of the text, until the next call; nullopt: none.
    void setMark(const std::optional<FilterRemark> &mark, bool isError);
    std::optional<FilterRemark> mark() const { return m_mark; }
    /// Where the marked letters are, in the widget, as far as they are in view; empty where nothing is marked.
    QRect markRect() const;
    /// Where the letter is that the cursor stands before.
    QRect cursorPlace() const { return cursorRect(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    std::optional<FilterRemark> m_mark;
    bool m_isError = true;
};

} // namespace livebelt
