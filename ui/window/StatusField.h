// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QWidget>

namespace livebelt {

/// A caption and a number that changes. Every digit takes the same room and the field never shrinks, so that nothing
/// beside it moves.
class StatusField final : public QWidget
{
    Q_OBJECT

public:
    explicit StatusField(const QString &caption, QWidget *parent = nullptr);

    void setValue(const QString &value);
    QString value() const { return m_value; }
    /// A dot before the caption; an invalid colour takes it away. filled is false for a ring.
    void setDot(const QColor &color, bool filled = true);
    /// The value in another colour than the text's; invalid for the text's.
    void setValueColor(const QColor &color);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int digitWidth() const;
    int valueWidth() const;

    QString m_caption;
    QString m_value;
    QColor m_dot;
    QColor m_valueColor;
    bool m_filled = true;
    int m_widest = 0;
};

} // namespace livebelt
