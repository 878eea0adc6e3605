// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace livebelt {

/// Quiet plain text: captions, hints, units. Keeps its contrast when the palette changes.
class Caption final : public QLabel
{
    Q_OBJECT

public:
    explicit Caption(QWidget *parent = nullptr) : Caption(QString(), parent) {}
    explicit Caption(const QString &text, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;

private:
    void applyColor();
};

} // namespace livebelt
