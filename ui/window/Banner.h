// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

class QLabel;

namespace livebelt {

/// One sentence across the window, until it is dismissed or replaced. Never takes the focus, never stops anything.
class Banner final : public QWidget
{
    Q_OBJECT

public:
    enum class Kind { Information, Problem };

    explicit Banner(QWidget *parent = nullptr);

    /// Information goes away by itself after some seconds; a problem stays. Hidden where sentence is empty.
    void show(Kind kind, const QString &sentence);
    QString sentence() const;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QLabel *m_text;
    QTimer m_away;
    Kind m_kind = Kind::Information;
};

} // namespace livebelt
