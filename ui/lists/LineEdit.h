// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

namespace livebelt {

/// A line to type in that leaves the window its keys: a QLineEdit on X11 keeps Ctrl+E for the end of the line, where
/// the window exports.
class LineEdit : public QLineEdit
{
    Q_OBJECT

public:
    using QLineEdit::QLineEdit;

protected:
    bool event(QEvent *event) override;
};

} // namespace livebelt
