// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QString>

namespace livebelt::test {

/// Has signals of each shape.
class Sender : public QObject
{
    Q_OBJECT
Q_SIGNALS:
    void happened();
    void number(int value);
    void named(const QString &name, int value);
};

} // namespace livebelt::test
