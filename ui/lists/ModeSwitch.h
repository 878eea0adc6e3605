// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QToolButton;

namespace livebelt {

/// Says what the expression beside it is for: a filter hides what does not match, a search hides nothing and goes from
/// match to match.
class ModeSwitch final : public QWidget
{
    Q_OBJECT

public:
    explicit ModeSwitch(QWidget *parent = nullptr);

    void setFinding(bool on);
    bool isFinding() const;

Q_SIGNALS:
    void switched(bool isFinding);
    void stepWanted(bool isNewer); ///< by its arrows, which are there while finding

private:
    QToolButton *m_filter;
    QToolButton *m_find;
    QToolButton *m_older;
    QToolButton *m_newer;
};

} // namespace livebelt
