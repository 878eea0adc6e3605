// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/system/Temperatures.h"

#include <QDir>
#include <QFile>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed() : QByteArray();
}

void add(Readings &readings, const QByteArray &name, const QByteArray &milliDegrees)
{
    bool isNumber = false;
    const double value = milliDegrees.toDouble(&isNumber) / 1000;
    if (isNumber && value > -60 && value < 250) // what a sensor says that is not there
        readings.push_back({"temperature/" + name, value, "Cel"});
}

} // namespace

Readings readTemperatures(const QString &root)
{
    Readings readings;
    const QDir hwmon(root + "/class/hwmon"_L1);
    for (const QString &chip : hwmon.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name)) {
        const QDir dir(hwmon.filePath(chip));
        const QByteArray chipName = contents(dir.filePath(u"name"_s));
        for (const QString &input : dir.entryList({u"temp*_input"_s}, QDir::Files, QDir::Name)) {
            const QString sensor = input.chopped(6);
            const QByteArray label = contents(dir.filePath(sensor + "_label"_L1));
            add(readings, chipName + '/' + (label.isEmpty() ? sensor.toUtf8() : label), contents(dir.filePath(input)));
        }
    }
    if (!readings.empty())
        return readings;
    const QDir thermal(root + "/class/thermal"_L1);
    for (const QString &zone : thermal.entryList({u"thermal_zone*"_s}, QDir::Dirs, QDir::Name)) {
        const QDir dir(thermal.filePath(zone));
        add(readings, contents(dir.filePath(u"type"_s)), contents(dir.filePath(u"temp"_s)));
    }
    return readings;
}

} // namespace livebelt
