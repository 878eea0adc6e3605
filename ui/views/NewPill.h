// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

namespace livebelt {

/// "1,234 new": a rounded button over the lower edge of a list. Takes no focus: the key for it is End.
class NewPill final : public QAbstractButton
{
    Q_OBJECT

public:
    explicit NewPill(QWidget *parent);

    /// Shows the words, in the middle of the parent's lower edge; hides with an empty text.
    void setWords(const QString &words, bool calm);
    QSize sizeHint() const override;
    void place();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    bool m_calm = false; ///< says something, asks for nothing
};

} // namespace livebelt
