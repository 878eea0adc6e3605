// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/system/SystemProbe.h"

#include "model/records/Fields.h"
#include "sources/system/Filesystems.h"

#include <QDir>
#include <QFile>
#include <algorithm>
#include <iterator>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 largestFile = 1 << 20;

void append(Readings &readings, Readings more)
{
    std::move(more.begin(), more.end(), std::back_inserter(readings));
}

/// A name out of a file, fit for a subject.
QByteArray subjectPart(const QByteArray &name)
{
    return validUtf8(name.simplified().replace(' ', '-').replace('/', '-')).left(64);
}

void appendTemperature(Readings &readings, const QByteArray &name, const QByteArray &content)
{
    const auto value = SystemFiles::temperature(content);
    if (!value)
        return;
    QByteArray subject = "temperature/" + name;
    const auto isTaken = [&readings](const QByteArray &s) {
        return std::any_of(readings.begin(), readings.end(),
                           [&s](const Reading &reading) { return reading.subject == s; });
    };
    for (int i = 2; isTaken(subject); ++i)
        subject = "temperature/" + name + '-' + QByteArray::number(i);
    readings.push_back({subject, *value, "Cel"});
}

/// Real disks: the others are made of these, or of memory.
bool isDisk(const QString &name)
{
    for (const auto prefix : {"loop"_L1, "ram"_L1, "zram"_L1, "dm-"_L1, "md"_L1, "sr"_L1, "fd"_L1}) {
        if (name.startsWith(prefix))
            return false;
    }
    return true;
}

} // namespace

SystemProbe::SystemProbe(SystemAddress address, QString root) : m_address(std::move(address)), m_root(std::move(root))
{
}

Readings SystemProbe::read(Rates::Time now)
{
    Readings readings;
    if (m_address.parts & SystemAddress::Cpu)
        append(readings, m_cpu.percent(SystemFiles::cpuTimes(file(u"proc/stat"_s))));
    if (m_address.parts & SystemAddress::Load)
        append(readings, SystemFiles::load(file(u"proc/loadavg"_s)));
    if (m_address.parts & SystemAddress::Memory)
        append(readings, SystemFiles::memory(file(u"proc/meminfo"_s)));
    if (m_address.parts & SystemAddress::Network)
        append(readings, m_network.perSecond(SystemFiles::network(file(u"proc/net/dev"_s)), now));
    if (m_address.parts & SystemAddress::Disk)
        readDisks(readings, now);
    if (m_address.parts & SystemAddress::Temperature)
        readTemperatures(readings);
    return readings;
}

void SystemProbe::readDisks(Readings &readings, Rates::Time now)
{
    QList<QByteArray> names;
    for (const QString &name : directory(u"sys/block"_s)) {
        const QByteArray disk = name.toUtf8();
        if (m_address.disks.isEmpty() ? isDisk(name) : m_address.disks.contains(disk))
            names.append(disk);
    }
    append(readings, m_disks.perSecond(SystemFiles::disks(file(u"proc/diskstats"_s), names), now));
    std::vector<Filesystem> mounted = filesystems(file(u"proc/self/mounts"_s));
    // Those of a disk, and of its partitions: /dev/sda, /dev/sda1, /dev/nvme0n1p2.
    std::erase_if(mounted, [this](const Filesystem &filesystem) {
        const auto isOn = [&](const QByteArray &disk) { return filesystem.device.startsWith("/dev/" + disk); };
        return !m_address.disks.isEmpty() && std::none_of(m_address.disks.cbegin(), m_address.disks.cend(), isOn);
    });
    append(readings, space(mounted, m_root == u"/"_s ? QByteArray() : QFile::encodeName(m_root)));
}

void SystemProbe::readTemperatures(Readings &readings) const
{
    for (const QString &device : directory(u"sys/class/hwmon"_s)) {
        const QString path = u"sys/class/hwmon/"_s + device + u'/';
        const QByteArray name = subjectPart(file(path + u"name"_s));
        for (const QString &input : directory(path)) {
            if (!input.startsWith("temp"_L1) || !input.endsWith("_input"_L1))
                continue;
            const QString sensor = input.chopped(6);
            QByteArray label = subjectPart(file(path + sensor + u"_label"_s));
            if (label.isEmpty())
                label = subjectPart(sensor.toUtf8());
            appendTemperature(readings, (name.isEmpty() ? device.toUtf8() : name) + '/' + label, file(path + input));
        }
    }
    for (const QString &zone : directory(u"sys/class/thermal"_s)) {
        if (!zone.startsWith("thermal_zone"_L1))
            continue;
        const QString path = u"sys/class/thermal/"_s + zone + u'/';
        const QByteArray name = subjectPart(file(path + u"type"_s));
        appendTemperature(readings, name.isEmpty() ? zone.toUtf8() : name, file(path + u"temp"_s));
    }
}

QByteArray SystemProbe::file(const QString &path) const
{
    QFile file(QDir(m_root).filePath(path));
    return file.open(QFile::ReadOnly) ? file.read(largestFile) : QByteArray();
}

QStringList SystemProbe::directory(const QString &path) const
{
    return QDir(QDir(m_root).filePath(path))
        .entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot, QDir::Name);
}

} // namespace livebelt
