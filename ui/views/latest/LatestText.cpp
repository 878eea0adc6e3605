// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/latest/LatestText.h"

#include "model/records/Fields.h"
#include "ui/lists/LevelMark.h"
#include "ui/lists/WrittenValue.h"
#include "ui/theme/Format.h"
#include "ui/theme/VisibleText.h"

#include <QCoreApplication>
#include <QLocale>
#include <cmath>

namespace livebelt::latest {

using namespace Qt::StringLiterals;

namespace {

QString words(const char *text, int number = -1)
{
    return QCoreApplication::translate("Latest", text, nullptr, number);
}

QString withUnit(const QString &digits, const QByteArray &unit)
{
    const QString name = visibleText(format::unitName(unit));
    return name.isEmpty() || name.startsWith(u'/') ? digits + name : digits + u' ' + name;
}

QString partValue(const LatestTree::Row &row)
{
    const QByteArray written = fieldValue(row.entry->last.fields, row.value->field);
    if (written.isEmpty()) // the last record does not have it, or it is the record's own value
        return format::exactValue(row.value->numbers.last, row.value->unit);
    const bool isNumber = written.back() >= '0' && written.back() <= '9';
    const QString shown = visibleLine(QString::fromUtf8(written));
    return isNumber ? withUnit(shown, row.value->unit) : shown;
}

} // namespace

QString value(const LatestTree::Row &row)
{
    if (row.isPart)
        return partValue(row);
    if (!row.entry)
        return row.below == 1 ? words("1 subject") : words("%1 subjects").arg(format::count(row.below));
    const Record &last = row.entry->last;
    if (last.hasValue())
        return toString(writtenValue(last), last);
    return visibleLine(QString::fromUtf8(last.text.isEmpty() ? last.fields : last.text));
}

QString rest(const LatestTree::Row &row)
{
    if (row.isPart || !row.entry || !row.entry->last.hasValue())
        return {};
    const Record &last = row.entry->last;
    const bool isSaid = last.text.isEmpty() || writtenValue(last).isText;
    return isSaid ? QString() : visibleLine(QString::fromUtf8(last.text));
}

QString age(qint64 received, qint64 now)
{
    if (received == noTime)
        return {};
    const qint64 seconds = (now - received) / 1'000'000;
    if (seconds < 1)
        return words("now");
    if (seconds < 60)
        return words("%1 s").arg(seconds);
    if (seconds < 3600)
        return words("%1 min").arg(seconds / 60);
    if (seconds < 86'400)
        return words("%1 h").arg(seconds / 3600);
    return words("%1 d").arg(seconds / 86'400);
}

QString rate(const LatestTree::Row &row, qint64 now)
{
    if (!row.entry || row.isPart || row.entry->interval <= 0)
        return {};
    const double silent = double(now - row.entry->last.received) / 1e6;
    const double perSecond = 1 / std::max(row.entry->interval, silent);
    // Below one a second in minutes and hours: "0.0/s" says nothing.
    if (perSecond >= 0.2)
        return format::rate(perSecond);
    if (perSecond * 60 >= 0.95)
        return words("%1/min").arg(QLocale().toString(perSecond * 60, 'f', 0));
    if (perSecond * 3600 >= 0.95)
        return words("%1/h").arg(QLocale().toString(perSecond * 3600, 'f', 0));
    return words("rare");
}

QString number(const LatestTree::Row &row, double NumberSummary::*which)
{
    if (!row.value || row.value->numbers.count == 0)
        return {};
    return format::value(row.value->numbers.*which, row.value->unit);
}

QString title(const LatestTree::Row &row)
{
    const QString subject = visibleLine(QString::fromUtf8(row.path));
    const QString field = row.isPart ? visibleLine(QString::fromUtf8(row.value->field)) : QString();
    if (field.isEmpty())
        return subject.isEmpty() ? words("(no subject)") : subject;
    return subject.isEmpty() ? field : subject + u" · "_s + field;
}

QString sentence(const LatestTree::Row &row, qint64 received, qint64 now)
{
    QStringList parts{title(row), value(row)};
    if (received != noTime) {
        const QString old = age(received, now);
        parts << (now - received < 1'000'000 ? old : words("%1 ago").arg(old));
    }
    if (const QString often = rate(row, now); !often.isEmpty())
        parts << often;
    if (row.value && row.value->numbers.count > 0)
        parts << words("minimum %1, mean %2, maximum %3")
                     .arg(number(row, &NumberSummary::least), number(row, &NumberSummary::mean),
                          number(row, &NumberSummary::greatest));
    if (row.entry && row.entry->isRetained())
        parts << words("retained");
    if (row.entry && row.entry->last.level != Level::None)
        parts << levelWord(row.entry->last.level, false);
    if (row.entry && row.below > 0)
        parts << (row.below == 1 ? words("1 subject") : words("%1 subjects").arg(format::count(row.below)));
    return parts.join(u", "_s);
}

} // namespace livebelt::latest
