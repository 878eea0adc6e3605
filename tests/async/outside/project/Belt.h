// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async.h>

#include <QObject>

/// Counts items, and says when it has three. moc reads this header, and so those of the library.
class Belt : public QObject
{
    Q_OBJECT

public:
    Belt();

signals:
    void full(int items);

private:
    livebelt::async::Task<void> run();
    livebelt::async::Scope m_scope;
};
