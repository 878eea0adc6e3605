// SPDX-License-Identifier: MIT
#pragma once

#include <QMetaMethod>
#include <QObject>
#include <QString>

namespace livebelt::test {

/// Has signals of each shape.
class Sender : public QObject
{
    Q_OBJECT
public:
    /// Whether anybody is connected to number().
    bool isHeard() const { return isSignalConnected(QMetaMethod::fromSignal(&Sender::number)); }
Q_SIGNALS:
    void happened();
    void number(int value);
    void named(const QString &name, int value);
};

} // namespace livebelt::test
