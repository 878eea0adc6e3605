// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Record.h"

#include <QJsonObject>
#include <QList>

namespace livebelt::test {

/// The cases of a file beside this one, a JSON object a line.
QList<QJsonObject> casesOf(const QString &file);

/// What is wrong with the record; empty where all that is wanted is there.
QString difference(const Record &record, const QJsonObject &want);

} // namespace livebelt::test
