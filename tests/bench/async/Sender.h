// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace livebelt::bench {

class Sender final : public QObject
{
    Q_OBJECT

Q_SIGNALS:
    void happened(int number);
};

} // namespace livebelt::bench
