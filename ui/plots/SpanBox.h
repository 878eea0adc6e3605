// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>

namespace livebelt {

/// How much time a plot shows: one of the usual spans, or another one, which is then called "Custom".
class SpanBox final : public QComboBox
{
    Q_OBJECT

public:
    explicit SpanBox(QWidget *parent = nullptr);

    qint64 span() const { return m_span; } ///< microseconds
    void setSpan(qint64 span);

Q_SIGNALS:
    void spanChosen(qint64 span); ///< by the person

private:
    qint64 m_span = 0;
};

} // namespace livebelt
